import type {
  Datapoint, GetMetricDataInput, GetMetricDataOutput, GetMetricStatisticsInput, GetMetricStatisticsOutput, ListMetricsInput, ListMetricsOutput, MetricDataResult,
} from "@aws-sdk/client-cloudwatch";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import { dimensionsOf } from "../dimensions.ts";
import { invalidCombination, invalidParameter, validation } from "../errors.ts";
import { evaluateExpression } from "../math-expression.ts";
import { metricKey } from "../metric-key.ts";
import { isStatistic, periodsOf, statisticOf } from "../statistics.ts";

/** GetMetricData: metrics, and simple arithmetic over them; newest first unless asked otherwise. All in one page. */
export const getMetricData: Operation<GetMetricDataInput, GetMetricDataOutput> = (state, input, { now }) => {
  const [from, to] = [begin(input.StartTime, now), input.EndTime?.getTime() ?? 0];
  if (to <= (input.StartTime?.getTime() ?? 0)) return validation("The parameter StartTime must be less than the parameter EndTime.");
  const queries = input.MetricDataQueries ?? [];
  const series = new Map<string, ReadonlyMap<number, number>>();
  for (const { Id: id = "", MetricStat: stat } of queries) {
    if (!/^[a-z][a-zA-Z0-9_]*$/.test(id)) return validation(`The value ${id} for parameter MetricDataQueries.member.1.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`);
    if (series.has(id)) return validation(`The id ${id} is used more than once.`);
    if (!stat) continue;
    const period = periodMsOf(stat.Period);
    if (isAwsError(period)) return period;
    if (!isStatistic(stat.Stat ?? "")) return validation(`The value ${stat.Stat} for parameter Stat is not simulated.`);
    const metric = { namespace: stat.Metric?.Namespace ?? "", name: stat.Metric?.MetricName ?? "", dimensions: dimensionsOf(stat.Metric?.Dimensions) };
    const values = new Map<number, number>();
    for (const { at, set } of periodsOf(state, metric, from, to, period)) {
      const value = statisticOf(set, stat.Stat ?? "");
      if (value !== undefined) values.set(at, value);
    }
    series.set(id, values);
  }
  for (const { Id: id = "", Expression: expression } of queries) {
    if (expression === undefined) continue;
    const values = evaluateExpression(expression, series);
    if (isAwsError(values)) return values;
    series.set(id, values);
  }
  const sign = input.ScanBy === "TimestampAscending" ? 1 : -1;
  const results = queries
    .filter(({ ReturnData }) => ReturnData !== false)
    .map(({ Id = "", Label, MetricStat }): MetricDataResult => {
      const points = [...(series.get(Id) ?? [])].toSorted(([left], [right]) => sign * (left - right));
      return {
        Id,
        Label: Label ?? MetricStat?.Metric?.MetricName ?? Id,
        Timestamps: points.map(([at]) => new Date(at)),
        Values: points.map(([, value]) => value),
        StatusCode: "Complete",
      };
    });
  return { output: { MetricDataResults: results, Messages: [] }, changes: [] };
};

/** GetMetricStatistics of one metric: at most 1,440 points, oldest first (AWS gives them in no order). */
export const getMetricStatistics: Operation<GetMetricStatisticsInput, GetMetricStatisticsOutput> = (state, input, { now }) => {
  const [from, to] = [begin(input.StartTime, now), input.EndTime?.getTime() ?? 0];
  if (to <= (input.StartTime?.getTime() ?? 0)) return invalidCombination("The parameter StartTime must be less than the parameter EndTime.");
  const period = periodMsOf(input.Period);
  if (isAwsError(period)) return period;
  const wanted: readonly string[] = input.Statistics ?? [];
  const percentiles = input.ExtendedStatistics ?? [];
  if (wanted.length + percentiles.length === 0) return awsError("MissingRequiredParameterException", "The parameter Statistics or ExtendedStatistics must be specified.");
  const unknown = [...wanted, ...percentiles].find((statistic) => !isStatistic(statistic));
  if (unknown !== undefined) return invalidParameter(`The value ${unknown} for parameter Statistics is not simulated.`);
  if ((to - from) / period > 1440) {
    return invalidCombination(`You have requested up to ${Math.ceil((to - from) / period)} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`);
  }
  const metric = { namespace: input.Namespace ?? "", name: input.MetricName ?? "", dimensions: dimensionsOf(input.Dimensions) };
  const Datapoints = periodsOf(state, metric, from, to, period)
    .filter(({ set }) => input.Unit === undefined || set.unit === input.Unit)
    .map(({ at, set }): Datapoint => ({
      Timestamp: new Date(at),
      Unit: set.unit as Datapoint["Unit"],
      ...Object.fromEntries(wanted.map((statistic) => [statistic, statisticOf(set, statistic)])),
      ...(percentiles.length > 0 && { ExtendedStatistics: Object.fromEntries(percentiles.map((one) => [one, statisticOf(set, one) ?? 0])) }),
    }));
  return { output: { Label: metric.name, Datapoints }, changes: [] };
};

/** ListMetrics that have values; 500 a page. Dimensions given without a value match every value. */
export const listMetrics: Operation<ListMetricsInput, ListMetricsOutput> = (state, input) => {
  const metrics = new Map<string, NonNullable<ListMetricsOutput["Metrics"]>[number]>();
  for (const { namespace, name, dimensions } of state["cloudwatch.datapoints"].values()) {
    if (input.Namespace !== undefined && namespace !== input.Namespace) continue;
    if (input.MetricName !== undefined && name !== input.MetricName) continue;
    const fits = (input.Dimensions ?? []).every(({ Name, Value }) => dimensions.some((one) => one.Name === Name && (Value === undefined || one.Value === Value)));
    if (fits) metrics.set(metricKey(namespace, name, dimensions), { Namespace: namespace, MetricName: name, Dimensions: [...dimensions] });
  }
  const sorted = [...metrics].toSorted(([left], [right]) => compareNames(left, right));
  const result = page(sorted, ([key]) => key, ([key], last) => key > last, input.NextToken, 500);
  if (isAwsError(result)) return invalidParameter("Invalid nextToken");
  return { output: { Metrics: result.items.map(([, metric]) => metric), ...(result.next !== undefined && { NextToken: result.next }) }, changes: [] };
};

const DAY_MS = 24 * 3_600_000;

/**
 * Where the first period begins: StartTime, rounded down to the minute; to five minutes where it is 15 days ago, to the hour
 * where it is 63 days ago (API references of GetMetricData and GetMetricStatistics).
 */
function begin(startTime: Date | undefined, now: number): number {
  const start = startTime?.getTime() ?? 0;
  const age = now - start;
  const step = age < 15 * DAY_MS ? 60_000 : age <= 63 * DAY_MS ? 300_000 : 3_600_000;
  return Math.floor(start / step) * step;
}

/** Values are kept by the minute, so a period is a whole number of minutes. */
function periodMsOf(seconds: number | undefined): number | AwsError {
  if (seconds === undefined || seconds < 60 || seconds % 60 !== 0) return invalidParameter(`The parameter Period must be a multiple of 60 here: values are kept by the minute.`);
  return seconds * 1000;
}
