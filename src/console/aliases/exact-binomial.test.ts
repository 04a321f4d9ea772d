import fc from "fast-check";
import { expect, test } from "vitest";
import { binomialBand } from "./exact-binomial.ts";

/** The band by whole numbers alone: probability `percent`/100, tails of `tailPerMille`/1000 at most, nothing rounded. */
function bandByIntegers(n: number, percent: number, tailPerMille: bigint) {
  const hit = BigInt(percent);
  const miss = 100n - hit;
  const ways = [1n];
  for (let k = 0; k < n; k++) ways.push((ways[k]! * BigInt(n - k)) / BigInt(k + 1));
  const weights = ways.map((count, k) => count * hit ** BigInt(k) * miss ** BigInt(n - k));
  const tail = 100n ** BigInt(n) * tailPerMille;
  let low = 0;
  for (let below = weights[0]!; below * 1000n <= tail; below += weights[low]!) low++;
  let high = n;
  for (let above = weights[n]!; above * 1000n <= tail; above += weights[high]!) high--;
  return { low, high };
}

test("the band is that of exact whole-number arithmetic", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 99 }), (n, percent) => {
      expect(binomialBand(n, percent / 100)).toEqual(bandByIntegers(n, percent, 25n));
    }),
    { examples: [[1, 1], [1, 50], [1, 99], [2, 1], [3, 99], [40, 2]] },
  );
});

test("the share of one version and that of the other are mirror images", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 127 }), (n, part) => {
      // 128ths are exact in binary, so that 1 - p is exact too.
      const p = part / 128;
      const { low, high } = binomialBand(n, p);
      expect(binomialBand(n, 1 - p)).toEqual({ low: n - high, high: n - low });
    }),
    { numRuns: 50 },
  );
});

test("4 to 6 of ten is no news, nor is 43 of a hundred, at a weight of 50%", () => {
  expect(binomialBand(10, 0.5)).toEqual({ low: 2, high: 8 });
  expect(binomialBand(100, 0.5)).toEqual({ low: 40, high: 60 });
  expect(binomialBand(1000, 0.5)).toEqual({ low: 469, high: 531 });
});

test("a weight of 0% or 100% leaves nothing to chance", () => {
  expect(binomialBand(1000, 0)).toEqual({ low: 0, high: 0 });
  expect(binomialBand(1000, 1)).toEqual({ low: 1000, high: 1000 });
  expect(binomialBand(0, 0.5)).toEqual({ low: 0, high: 0 });
});

test("a hundred thousand draws neither underflow nor lose the band", () => {
  // Far from the edges the band comes within a count of 1.96 standard deviations.
  for (const p of [0.5, 0.1, 0.01]) {
    const n = 100_000;
    const { low, high } = binomialBand(n, p);
    const reach = 1.959964 * Math.sqrt(n * p * (1 - p));
    expect(Math.abs(low - (n * p - reach))).toBeLessThan(1.5);
    expect(Math.abs(high - (n * p + reach))).toBeLessThan(1.5);
  }
  expect(binomialBand(100_000, 1e-6)).toEqual({ low: 0, high: 1 });
});
