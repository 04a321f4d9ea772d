import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Distribution, Draws } from "./draws.ts";
import { exponential, logarithm } from "./elementary-functions.ts";
import { randomStream } from "./random-stream.ts";

describe("own logarithm and exponential", () => {
  it("agree with those of the machine but for the last places", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(logarithm(x) - Math.log(x))).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(Math.log(x))));
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => {
        expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-14);
      }),
    );
    expect(logarithm(1)).toBe(0);
    expect(exponential(0)).toBe(1);
  });
});

describe("draws in blocks", () => {
  it("are the stream's own draws", () => {
    const draws = new Draws("blocks", "one by one", { kind: "uniform" });
    const stream = randomStream("blocks", "one by one");
    for (let index = 0; index < 3000; index++) expect(draws.next()).toBe(stream.uint32() / 2 ** 32);
  });

  it.each<{ distribution: Distribution; variance: number; fourth: number }>([
    { distribution: { kind: "exponential" }, variance: 1, fourth: 9 },
    { distribution: { kind: "lognormal", sigma: 0.5 }, variance: Math.exp(0.25) - 1, fourth: 0.74 },
    { distribution: { kind: "fixed" }, variance: 0, fourth: 0 },
  ])("of $distribution.kind have mean 1 and the right variance", ({ distribution, variance, fourth }) => {
    const n = 400_000;
    const draws = new Draws("moments", distribution.kind, distribution);
    let sum = 0;
    let squares = 0;
    for (let index = 0; index < n; index++) {
      const value = draws.next();
      sum += value;
      squares += (value - 1) ** 2;
    }
    // Four standard errors; `fourth` bounds the fourth central moment.
    expect(Math.abs(sum / n - 1)).toBeLessThanOrEqual(4 * Math.sqrt(variance / n));
    expect(Math.abs(squares / n - variance)).toBeLessThanOrEqual(4 * Math.sqrt(fourth / n));
  });
});
