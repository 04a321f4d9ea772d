import type { AlarmRule } from "../cloudwatch/alarm-rule.ts";
import { minuteOf } from "../cloudwatch/metric-key.ts";
import type { AlarmRecord } from "../cloudwatch/records.ts";
import type { ScalingPolicyRecord } from "./records.ts";
import { functionOf } from "./scalable-resource.ts";

/** The two alarms of a policy: out above the target for 3 minutes of 3, in below 90 % of it for 15 of 15. */
export function rulesOf(policy: ScalingPolicyRecord): { readonly high: AlarmRule; readonly low: AlarmRule } {
  const { name = "", qualifier = "" } = functionOf(policy.resourceId) ?? {};
  const metric = {
    namespace: "AWS/Lambda",
    name: "ProvisionedConcurrencyUtilization",
    dimensions: [{ Name: "FunctionName", Value: name }, { Name: "Resource", Value: `${name}:${qualifier}` }],
    statistic: policy.statistic,
    periodMs: 60_000,
    // Nothing is published while nothing runs; so without traffic there is no scale-in, as at AWS.
    missing: "missing" as const,
  };
  return {
    high: { ...metric, evaluationPeriods: 3, datapointsToAlarm: 3, threshold: policy.targetValue, operator: "GreaterThanThreshold" },
    low: { ...metric, evaluationPeriods: 15, datapointsToAlarm: 15, threshold: Number((0.9 * policy.targetValue).toPrecision(12)), operator: "LessThanThreshold" },
  };
}

/** The alarms as CloudWatch shows them. */
export function alarmsOf(policy: ScalingPolicyRecord, now: number): AlarmRecord[] {
  const { high, low } = rulesOf(policy);
  return [[policy.alarmHigh, high] as const, [policy.alarmLow, low] as const].map(([name, rule]) => ({
    name,
    settings: {
      AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policy.arn}.`,
      ActionsEnabled: true,
      AlarmActions: [policy.arn],
      Namespace: rule.namespace,
      MetricName: rule.name,
      Dimensions: [...rule.dimensions],
      Statistic: policy.statistic,
      Period: 60,
      EvaluationPeriods: rule.evaluationPeriods,
      DatapointsToAlarm: rule.datapointsToAlarm,
      Threshold: rule.threshold,
      ComparisonOperator: rule.operator as "GreaterThanThreshold",
      TreatMissingData: rule.missing,
    },
    state: "INSUFFICIENT_DATA",
    reason: "Unchecked: Initial alarm creation",
    stateUpdatedAt: now,
    configuredAt: now,
    evaluatedAt: minuteOf(now),
  }));
}

/** Out in one step, in proportion to how far the utilisation is above the target. */
export function scaledOut(current: number, utilisation: number, target: number, max: number): number {
  return Math.min(max, Math.max(current + 1, Math.ceil((current * utilisation) / target)));
}

/** In by small steps: to what the utilisation needs, but no more than a tenth at a time. AWS does not say its own step. */
export function scaledIn(current: number, utilisation: number, target: number, min: number): number {
  const needed = Math.ceil((current * utilisation) / target);
  return Math.max(min, needed, current - Math.max(1, Math.floor(current / 10)));
}
