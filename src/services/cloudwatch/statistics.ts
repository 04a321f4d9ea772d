import type { State } from "../tables.ts";
import { datapointKey, metricKey, minuteOf } from "./metric-key.ts";
import { percentile } from "./percentiles.ts";
import type { DatapointRecord, Dimension } from "./records.ts";

/** A metric by what tells it apart. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
}

/** The values of a metric in one period. */
export type StatisticSet = Pick<DatapointRecord, "count" | "sum" | "min" | "max" | "histogram" | "unit">;

/** Whether a text names a statistic that is simulated: the five plain ones, and percentiles `p0`..`p100`. */
export function isStatistic(statistic: string): boolean {
  return ["SampleCount", "Average", "Sum", "Minimum", "Maximum"].includes(statistic) || percentOf(statistic) !== undefined;
}

/** The figure of a percentile, 0 to 100; undefined: another statistic. */
export function percentOf(statistic: string): number | undefined {
  const match = /^p(\d{1,3}(?:\.\d{1,10})?)$/.exec(statistic);
  return match && Number(match[1]) <= 100 ? Number(match[1]) : undefined;
}

/** One statistic of a set, for example `Average` or `p99`. */
export function statisticOf(set: StatisticSet, statistic: string): number | undefined {
  switch (statistic) {
    case "SampleCount": return set.count;
    case "Sum": return set.sum;
    case "Average": return set.sum / set.count;
    case "Minimum": return set.min;
    case "Maximum": return set.max;
    default: {
      const percent = percentOf(statistic);
      return percent === undefined ? undefined : percentile(set.histogram, percent, set);
    }
  }
}

/**
 * The values of a metric between two instants (epoch ms; the end excluded), gathered into periods of which the first begins
 * at `from`, a whole minute; only periods with values, oldest first.
 */
export function periodsOf(state: State, metric: MetricName, from: number, to: number, periodMs: number): { readonly at: number; readonly set: StatisticSet }[] {
  const periods = new Map<number, StatisticSet>();
  for (const point of pointsBetween(state, metric, from, to)) {
    const at = point.minute - ((point.minute - from) % periodMs);
    const known = periods.get(at);
    periods.set(at, known ? merged(known, point) : point);
  }
  return Array.from(periods, ([at, set]) => ({ at, set })).toSorted((left, right) => left.at - right.at);
}

/** By key where the span is short, as alarms ask; else by one walk over all rows. */
function pointsBetween(state: State, metric: MetricName, from: number, to: number): DatapointRecord[] {
  const key = metricKey(metric.namespace, metric.name, metric.dimensions);
  const first = minuteOf(from);
  const rows = state["cloudwatch.datapoints"];
  const found: DatapointRecord[] = [];
  if ((to - first) / 60_000 <= rows.size) {
    for (let minute = first; minute < to; minute += 60_000) {
      const point = rows.get(datapointKey(key, minute));
      if (point) found.push(point);
    }
    return found;
  }
  for (const [row, point] of rows) if (point.minute >= first && point.minute < to && row.startsWith(`${key}|`)) found.push(point);
  return found;
}

function merged(one: StatisticSet, other: StatisticSet): StatisticSet {
  const histogram: Record<string, number> = { ...one.histogram };
  for (const [step, count] of Object.entries(other.histogram)) histogram[step] = (histogram[step] ?? 0) + count;
  return {
    count: one.count + other.count,
    sum: one.sum + other.sum,
    min: Math.min(one.min, other.min),
    max: Math.max(one.max, other.max),
    unit: one.unit,
    histogram,
  };
}
