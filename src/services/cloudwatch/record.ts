import type { Change, State } from "../tables.ts";
import { datapointKey, inOrder, metricKey, minuteOf } from "./metric-key.ts";
import { stepOf } from "./percentiles.ts";
import type { DatapointRecord, Dimension } from "./records.ts";

/** One value of a metric. */
export interface MetricSample {
  /** For example `AWS/Lambda`. */
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  /** `Count`, `Milliseconds`, `None` … */
  readonly unit: string;
  readonly value: number;
  /** Epoch ms; Lambda's own metrics carry the instant of the invocation. */
  readonly at: number;
  /** How often the value was seen; default 1. */
  readonly count?: number;
}

/** Minutes of values that are kept as they are, all metrics together; see {@link trimMetrics}. */
export const MAX_DATAPOINTS = 20_000;
/** AWS keeps one-minute values for 15 days. */
export const RETENTION_MS = 15 * 24 * 3_600_000;

/** Adds one value to its minute. For more than one in a commit, {@link recordMetrics}. */
export function recordMetric(state: State, sample: MetricSample): Change[] {
  return recordMetrics(state, [sample]);
}

/**
 * Adds values to their minutes; one change for each minute of a metric, however many values it got. Values that are no
 * finite numbers are left out.
 */
export function recordMetrics(state: State, samples: readonly MetricSample[]): Change[] {
  const touched = new Map<string, Draft>();
  for (const sample of samples) {
    if (!Number.isFinite(sample.value)) continue;
    const minute = minuteOf(sample.at);
    const key = datapointKey(metricKey(sample.namespace, sample.name, sample.dimensions), minute);
    let draft = touched.get(key);
    if (!draft) {
      draft = draftOf(state["cloudwatch.datapoints"].get(key), sample, minute);
      touched.set(key, draft);
    }
    add(draft, sample);
  }
  return Array.from(touched, ([key, value]) => ({ table: "cloudwatch.datapoints", key, value }));
}

/** A record while it is being made: a busy function adds thousands of values to it at once. */
type Draft = { -readonly [Member in keyof DatapointRecord]: DatapointRecord[Member] } & { histogram: Record<string, number> };

function draftOf(known: DatapointRecord | undefined, { namespace, name, dimensions, unit, value }: MetricSample, minute: number): Draft {
  if (known) return { ...known, unit, histogram: { ...known.histogram } };
  return { namespace, name, dimensions: inOrder(dimensions), unit, minute, count: 0, sum: 0, min: value, max: value, histogram: {} };
}

function add(draft: Draft, { value, unit, count = 1 }: MetricSample): void {
  const step = stepOf(value);
  draft.unit = unit;
  draft.count += count;
  draft.sum += value * count;
  draft.min = Math.min(draft.min, value);
  draft.max = Math.max(draft.max, value);
  draft.histogram[step] = (draft.histogram[step] ?? 0) + count;
}

/**
 * Forgets values past AWS's retention of 15 days, and the oldest beyond the cap, so that storage stays bounded. It walks
 * all rows, so its caller runs it now and then, not at each write.
 */
export function trimMetrics(state: State, now: number, cap = MAX_DATAPOINTS): Change[] {
  const rows = [...state["cloudwatch.datapoints"]].toSorted(([, left], [, right]) => right.minute - left.minute);
  return rows
    .filter(([, { minute }], index) => index >= cap || minute < now - RETENTION_MS)
    .map(([key]) => ({ table: "cloudwatch.datapoints", key, value: null }));
}
