import type { Dimension } from "./records.ts";

const MINUTE_MS = 60_000;

/** The begin of the minute in which an instant lies (epoch ms). */
export const minuteOf = (instant: number): number => instant - (instant % MINUTE_MS);

/** What tells metrics apart: namespace, name and dimensions. JSON, so that no separator can be forged. */
export function metricKey(namespace: string, name: string, dimensions: readonly Dimension[]): string {
  return JSON.stringify([namespace, name, ...inOrder(dimensions).flatMap(({ Name, Value }) => [Name, Value])]);
}

/** Key of a row of `cloudwatch.datapoints`. */
export const datapointKey = (metric: string, minute: number): string => `${metric}|${minute / MINUTE_MS}`;

/** Dimensions in order of their names: their order has no meaning. */
export function inOrder(dimensions: readonly Dimension[]): Dimension[] {
  return dimensions.toSorted((left, right) => (left.Name < right.Name ? -1 : left.Name > right.Name ? 1 : 0));
}
