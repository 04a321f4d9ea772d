/** Counts from `low` to `high`, both included. */
export interface CountBand {
  readonly low: number;
  readonly high: number;
}

/** What is this much less likely than the likeliest count cannot move a sum of doubles: the tails end there. */
const NEGLIGIBLE = 1e-18;

/**
 * The counts that chance alone keeps: of `n` independent draws with probability `p` each, the number of hits lies in
 * the band with at least `confidence`, and each side outside it has at most half of the rest. Exact: the binomial
 * probabilities themselves are summed, no normal approximation (which fails at few draws and small weights).
 *
 * Sound for large n too. Probabilities are taken relative to the likeliest count, from which a short recurrence walks
 * outwards, so nothing underflows and no factorial is formed; about 18 standard deviations are visited.
 * @param n draws, a whole number of 0 or more
 * @param p probability of a hit, 0 to 1
 */
export function binomialBand(n: number, p: number, confidence = 0.95): CountBand {
  if (p <= 0 || n === 0) return { low: 0, high: 0 };
  if (p >= 1) return { low: n, high: n };
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const below = walk(n, p, mode, -1);
  const above = walk(n, p, mode, 1);
  const total = sum(below) + 1 + sum(above);
  const tail = (total * (1 - confidence)) / 2;
  return { low: mode - steps(below, above, tail), high: mode + steps(above, below, tail) };
}

/** Probabilities of the counts beside the mode, nearest first, relative to the mode's own. */
function walk(n: number, p: number, mode: number, step: 1 | -1): number[] {
  const odds = p / (1 - p);
  const relative: number[] = [];
  for (let count = mode, weight = 1; ; count += step) {
    weight *= step === 1 ? ((n - count) / (count + 1)) * odds : count / ((n - count + 1) * odds);
    if (!(weight > NEGLIGIBLE)) return relative;
    relative.push(weight);
  }
}

/** How many counts on this side of the mode stay in the band: all, less the outermost ones that together fit in `tail`. */
function steps(side: readonly number[], other: readonly number[], tail: number): number {
  let outside = 0;
  for (let left = side.length; left > 0; left--) {
    outside += side[left - 1]!;
    if (outside > tail) return left;
  }
  // The whole side fits in the tail: the band may even end on the far side of the mode.
  outside += 1;
  for (let beyond = 0; beyond <= other.length; beyond++) {
    if (outside > tail) return -beyond;
    outside += other[beyond] ?? 0;
  }
  return -other.length;
}

/** Smallest first, which loses the least. */
function sum(nearestFirst: readonly number[]): number {
  let total = 0;
  for (let index = nearestFirst.length - 1; index >= 0; index--) total += nearestFirst[index]!;
  return total;
}
