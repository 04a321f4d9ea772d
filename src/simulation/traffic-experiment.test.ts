import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everyRule, oneFunction, PINNED_RUN, versionOf } from "#testing/traffic-plans.ts";
import { DurationHistogram } from "./duration-histogram.ts";
import { TrafficExperiment } from "./traffic-experiment.ts";
import type { FunctionPlan, TrafficPlan } from "./traffic-plan.ts";

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const version = fc.record({ warmMs: fc.integer({ min: 1, max: 3000 }), coldMs: fc.integer({ min: 1, max: 5000 }), errorProbability: probability, provisioned: fc.nat(3) })
  .map(({ warmMs, coldMs, ...rest }) => versionOf(warmMs, coldMs, rest));
const functionPlan = fc.record({
  main: version, canary: fc.option(fc.record({ plan: version, weight: probability }), { nil: undefined }), reserved: fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined }),
}).map(({ main, canary, reserved }): Omit<FunctionPlan, "name"> => ({
  main, ...(canary && { canary: { ...canary.plan, weight: canary.weight } }), ...(reserved !== undefined && { reserved }),
}));
const anyPlan = fc.record({
  seed: fc.nat(), functions: fc.array(functionPlan, { minLength: 1, maxLength: 3 }), limit: fc.integer({ min: 25, max: 40 }),
  idleMs: fc.constantFrom(1000, 60_000), rate: fc.constantFrom(1, 10, 40), asyncShare: probability,
}).map(({ seed, functions, limit, idleMs, rate, asyncShare }): TrafficPlan => ({
  seed, accountLimit: limit, idleMs, functions: functions.map((one, index) => ({ name: `f${index}`, ...one })),
  callers: functions.map((_, index) => ({ function: index, ratePerSecond: rate, asyncShare })),
}));

describe("a traffic experiment", () => {
  it("keeps every limit and every account of requests, events and environments, whatever the plan", () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const experiment = new TrafficExperiment(plan);
        for (let step = 1; step <= 8; step++) {
          experiment.advance(step * 9000);
          const { live, tally } = experiment;
          const total = experiment.total.bind(experiment);
          expect(live.running).toBeLessThanOrEqual(plan.accountLimit);
          expect(live.running).toBe([...live.functions.values()].reduce((sum, load) => sum + load.running, 0));
          expect(live.unreservedRunning).toBeLessThanOrEqual(Math.max(0, live.unreservedLimit));
          plan.functions.forEach(({ reserved }, index) => {
            if (reserved !== undefined) expect(tally.total(index, "peak")).toBeLessThanOrEqual(reserved);
          });
          expect(total("requests")).toBe(experiment.requests);
          expect(total("accepted")).toBe(total("done") + total("deadLettered") + experiment.pendingEvents);
          expect(total("coldStarts")).toBeLessThanOrEqual(total("invocations"));
          let environments = 0;
          let busy = 0;
          for (const { idle, busy: taken, share } of live.pools.values()) {
            environments += idle + taken + (share === null ? 0 : share.idle + share.busy);
            busy += taken + (share === null ? 0 : share.busy);
          }
          expect(busy).toBe(live.running);
          expect(experiment.environments).toBe(environments);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is the same again from the same seed, and another from any other", () => {
    const hashes = ["a", "a", "b"].map((seed) => {
      const experiment = new TrafficExperiment(everyRule(seed));
      experiment.advance(Number.POSITIVE_INFINITY, 50_000);
      return experiment.hash;
    });
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[0]).not.toBe(hashes[2]);
  });

  it("gives this very run from this seed, on every machine and in every browser", () => {
    const experiment = new TrafficExperiment(everyRule(PINNED_RUN.seed));
    experiment.advance(Number.POSITIVE_INFINITY, PINNED_RUN.requests);
    expect(experiment.hash).toBe(PINNED_RUN.hash);
  });

  it("is the same whether it is run at once or in pieces", () => {
    const whole = new TrafficExperiment(everyRule("pieces"));
    whole.advance(10_000);
    const pieces = new TrafficExperiment(everyRule("pieces"));
    for (let until = 0; until <= 10_000; until += 37) pieces.advance(until);
    pieces.advance(10_000);
    expect(pieces.hash).toBe(whole.hash);
    expect(pieces.meanBusy).toBeCloseTo(whole.meanBusy, 9);
  });

  it("uses every rule in the plan that the benchmark runs", () => {
    const experiment = new TrafficExperiment(everyRule("features"));
    experiment.advance(Number.POSITIVE_INFINITY, 300_000);
    for (const count of ["accepted", "coldStarts", "spillovers", "canary", "throttles", "errors", "done"] as const) expect(experiment.total(count), count).toBeGreaterThan(10);
    expect(experiment.meanBusy).toBeGreaterThan(150);
  });

  it("keeps its series bounded however long it runs: bins grow from a minute on, and lose nothing", () => {
    const experiment = new TrafficExperiment(oneFunction("years", 1 / 3600, { main: versionOf(1000) }));
    experiment.advance(10 * 365 * 86_400_000);
    const series = experiment.tally.series(0, "requests");
    expect(series.length).toBeLessThanOrEqual(1440);
    expect(series.length * experiment.tally.binMs).toBeGreaterThanOrEqual(experiment.now);
    expect(series.reduce((sum, value) => sum + value, 0)).toBe(experiment.requests);
    expect(experiment.requests).toBeGreaterThan(86_000);
  });
});

describe("the histogram of durations", () => {
  it("gives quantiles that are right to one part in 32", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 900_000, noNaN: true }), { minLength: 1 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (values, p) => {
        const histogram = new DurationHistogram();
        for (const value of values) histogram.add(value);
        const exact = values.toSorted((left, right) => left - right)[Math.ceil(p * values.length) - 1]!;
        expect(Math.abs(histogram.quantile(p) / exact - 1)).toBeLessThan(1 / 32);
      }),
    );
  });
});
