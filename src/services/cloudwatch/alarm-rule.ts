import type { AlarmRecord } from "./records.ts";
import type { MetricName } from "./statistics.ts";

/** What an alarm compares, apart from who keeps it: Application Auto Scaling asks without an alarm's row. */
export interface AlarmRule extends MetricName {
  readonly statistic: string;
  readonly periodMs: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  /** Whether `datapointsToAlarm` was set: its reasons then name it. */
  readonly isMOutOfN?: boolean;
  readonly threshold: number;
  readonly operator: string;
  readonly missing: "missing" | "ignore" | "breaching" | "notBreaching";
  /** Whether a percentile of too few values changes nothing. */
  readonly ignoresFewSamples?: boolean;
}

/** A data point of a metric as an alarm sees it. */
export interface Datapoint {
  /** Begin of its period, epoch ms. */
  readonly at: number;
  readonly value: number;
  /** Values that it was made of. */
  readonly samples: number;
}

interface Operator {
  readonly breaks: (value: number, threshold: number) => boolean;
  /** As reasons say it. */
  readonly words: string;
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  GreaterThanOrEqualToThreshold: { breaks: (value, threshold) => value >= threshold, words: "greater than or equal to" },
  GreaterThanThreshold: { breaks: (value, threshold) => value > threshold, words: "greater than" },
  LessThanThreshold: { breaks: (value, threshold) => value < threshold, words: "less than" },
  LessThanOrEqualToThreshold: { breaks: (value, threshold) => value <= threshold, words: "less than or equal to" },
};

export const isOperator = (operator: string): boolean => Object.hasOwn(OPERATORS, operator);

/** The operator of a rule, which was checked when the alarm was made. */
export const operatorOf = ({ operator }: AlarmRule): Operator => OPERATORS[operator]!;

/** The rule of an alarm's row. */
export function ruleOf({ settings }: AlarmRecord): AlarmRule {
  const periods = settings.EvaluationPeriods ?? 1;
  const namespace = settings.Namespace ?? "";
  return {
    namespace,
    name: settings.MetricName ?? "",
    dimensions: (settings.Dimensions ?? []).map(({ Name = "", Value = "" }) => ({ Name, Value })),
    statistic: settings.Statistic ?? settings.ExtendedStatistic ?? "Average",
    periodMs: 1000 * (settings.Period ?? 60),
    evaluationPeriods: periods,
    datapointsToAlarm: settings.DatapointsToAlarm ?? periods,
    isMOutOfN: settings.DatapointsToAlarm !== undefined,
    threshold: settings.Threshold ?? 0,
    operator: settings.ComparisonOperator ?? "GreaterThanThreshold",
    // Alarms on DynamoDB's metrics always ignore missing data (API reference of PutMetricAlarm, TreatMissingData).
    missing: namespace === "AWS/DynamoDB" ? "ignore" : ((settings.TreatMissingData ?? "missing") as AlarmRule["missing"]),
    ignoresFewSamples: settings.EvaluateLowSampleCountPercentile === "ignore",
  };
}
