/**
 * Percentiles from counts on a geometric scale: each step is 1.05 times the one below, so a percentile is right within
 * 2.5 %, whatever the number of values. Zero and less have a step of their own.
 */
const RATIO = 1.05;
const LOWEST = "z";

/** The step in which a value lies, as a key of a histogram. */
export function stepOf(value: number): string {
  return value <= 0 ? LOWEST : String(Math.min(1000, Math.max(-1000, Math.round(Math.log(value) / Math.log(RATIO)))));
}

/** The value below which `percent` of the counted values lie; undefined where nothing was counted. */
export function percentile(histogram: Readonly<Record<string, number>>, percent: number, bounds: { readonly min: number; readonly max: number }): number | undefined {
  const steps = Object.entries(histogram)
    .map(([key, count]) => ({ value: key === LOWEST ? 0 : RATIO ** Number(key), count }))
    .toSorted((left, right) => left.value - right.value);
  const total = steps.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const rank = (percent / 100) * total;
  let seen = 0;
  for (const { value, count } of steps) {
    seen += count;
    if (seen >= rank) return Math.min(bounds.max, Math.max(bounds.min, value));
  }
  return bounds.max;
}
