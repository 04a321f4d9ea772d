import { describe, expect, it, vi } from "vitest";
import type { Distribution } from "#engine/draws.ts";
import { exponentialOf, oneFunction, versionOf } from "#testing/traffic-plans.ts";
import { TrafficExperiment } from "./traffic-experiment.ts";
import type { TrafficPlan } from "./traffic-plan.ts";

// Half a million requests take a fraction of a second, unless the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

function run(plan: TrafficPlan, untilMs: number, requests?: number): TrafficExperiment {
  const experiment = new TrafficExperiment(plan);
  experiment.advance(untilMs, requests);
  return experiment;
}

const shareOf = (part: number, whole: number): number => part / whole;

describe("throttling follows Erlang's loss formula", () => {
  // 20 servers. It holds whatever the distribution of durations is. Throttles come in clusters, so that the tolerances,
  // found by repeated runs of 1e6 arrivals (3.1e-4, 3.2e-3, 3.5e-3) and scaled to 4e5, are wider than those of independent draws.
  it.each<{ erlang: number; lost: number; tolerance: number; distribution: Exclude<Distribution, { kind: "uniform" }> }>([
    { erlang: 10, lost: 0.001869, tolerance: 4.9e-4, distribution: { kind: "exponential" } },
    { erlang: 20, lost: 0.158892, tolerance: 5.1e-3, distribution: { kind: "fixed" } },
    { erlang: 30, lost: 0.380085, tolerance: 5.6e-3, distribution: { kind: "lognormal", sigma: 0.8 } },
  ])("at a reservation of 20 and $erlang erlang of $distribution.kind durations: $lost", ({ erlang, lost, tolerance, distribution }) => {
    const span = { meanMs: 1000, distribution };
    const main = { ...versionOf(1000), warm: span, cold: span };
    const { requests, total } = spread(run(oneFunction("erlang", erlang, { main, reserved: 20 }), Number.POSITIVE_INFINITY, 400_000));
    expect(Math.abs(shareOf(total("throttles"), requests) - lost)).toBeLessThan(tolerance);
  });

  it("and a neighbour that fills the rest of the account changes nothing for who has a reservation", () => {
    const plan: TrafficPlan = {
      ...oneFunction("neighbour", 20, { main: versionOf(1000), reserved: 20 }, { accountLimit: 120 }),
      functions: [{ name: "measured", main: versionOf(1000), reserved: 20 }, { name: "neighbour", main: versionOf(1000) }],
      callers: [{ function: 0, ratePerSecond: 20, asyncShare: 0 }, { function: 1, ratePerSecond: 100, asyncShare: 0 }],
    };
    const { tally } = run(plan, 2_500_000);
    expect(Math.abs(shareOf(tally.total(0, "throttles"), tally.total(0, "requests")) - 0.158892)).toBeLessThan(0.014);
    // The neighbour has the 100 that are left: Erlang's formula at 100 erlang.
    expect(Math.abs(shareOf(tally.total(1, "throttles"), tally.total(1, "requests")) - 0.0757)).toBeLessThan(0.01);
  });

  it("and so does the overflow of provisioned concurrency: at 10 units and 10 erlang 21.5 % spill over, and nobody is cold on them", () => {
    const { total } = spread(run(oneFunction("spillover", 10, { main: versionOf(1000, 1000, { provisioned: 10 }) }), 20_000_000));
    expect(Math.abs(shareOf(total("spillovers"), total("invocations")) - 0.21458)).toBeLessThan(0.005);
    expect(total("coldStarts")).toBeLessThanOrEqual(total("spillovers"));
    expect(total("throttles")).toBe(0);
  });
});

describe("environments behave as in the published runs of SimFaaS (performance of serverless platforms, mean ± 95 % confidence)", () => {
  // SimFaaS reuses the newest environment, Lambda's rules here the one used last: pools may differ by less than 1 %.
  it.each([
    { rate: 0.9, warm: 1991, cold: 2244, idle: 600, seconds: 5e5, coldShare: 0.001353, coldWithin: 1.9e-4, pool: 7.696, poolWithin: 0.11, busy: 1.7912, busyWithin: 0.015 },
    { rate: 0.1, warm: 2000, cold: 2200, idle: 30, seconds: 2e6, coldShare: 0.1485, coldWithin: 0.004, pool: 1.3783, poolWithin: 0.01, busy: 0.203, busyWithin: 0.003 },
    { rate: 10, warm: 2000, cold: 2200, idle: 600, seconds: 1e5, coldShare: 3.29e-4, coldWithin: 6e-5, pool: 37.33, poolWithin: 0.7, busy: 19.995, busyWithin: 0.12 },
    { rate: 100, warm: 2000, cold: 2200, idle: 600, seconds: 3e3, coldShare: 8.73e-4, coldWithin: 1.2e-4, pool: 249.3, poolWithin: 6, busy: 199.6, busyWithin: 3 },
  ])("at $rate a second: $coldShare cold, $pool environments, $busy busy", (row) => {
    const main = versionOf(row.warm, row.cold);
    const experiment = run(oneFunction("simfaas", row.rate, { main }, { idleMs: row.idle * 1000 }), row.seconds * 1000);
    const { total } = spread(experiment);
    expect(Math.abs(shareOf(total("coldStarts"), total("invocations")) - row.coldShare)).toBeLessThan(row.coldWithin);
    expect(Math.abs(experiment.meanPool - row.pool)).toBeLessThan(row.poolWithin);
    expect(Math.abs(experiment.meanBusy - row.busy)).toBeLessThan(row.busyWithin);
    expect(total("throttles")).toBe(0);
  });
});

describe("chance", () => {
  it.each([
    { requests: 1000, weight: 0.1, from: 64, to: 140 },
    { requests: 1000, weight: 0.5, from: 437, to: 563 },
    { requests: 10_000, weight: 0.1, from: 882, to: 1122 },
    { requests: 10_000, weight: 0.5, from: 4800, to: 5200 },
  ])("gives an additional version of weight $weight between $from and $to of $requests requests", ({ requests, weight, from, to }) => {
    const plan = oneFunction("weights", 100, { main: versionOf(100), canary: { ...versionOf(100), weight } });
    const { total } = spread(run(plan, Number.POSITIVE_INFINITY, requests));
    expect(total("invocations")).toBe(requests);
    expect(total("canary")).toBeGreaterThanOrEqual(from);
    expect(total("canary")).toBeLessThanOrEqual(to);
  });

  it.each([0.2, 0.5, 0.9])("dead-letters p³ of the events whose handler fails with p = %d, after 1 + p + p² attempts each", (p) => {
    const plan = oneFunction("cubed", 10, { main: versionOf(100, 100, { errorProbability: p }) }, { callers: [{ function: 0, ratePerSecond: 10, asyncShare: 1 }] });
    const experiment = run(plan, 10_000_000);
    const { total } = spread(experiment);
    const ended = total("done") + total("deadLettered");
    // Four standard errors of independent events.
    const chance = p ** 3;
    expect(Math.abs(total("deadLettered") / ended - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / ended));
    expect(Math.abs(total("invocations") / total("accepted") - (1 + p + p * p))).toBeLessThan(0.01 + (2 * experiment.pendingEvents) / total("accepted"));
  });
});

describe("asynchronous events", () => {
  it.each([
    { load: 0.5, waiting: 1, within: 0.06 },
    { load: 0.8, waiting: 4, within: 0.5 },
  ])("wait on a reservation of 1 as in a queue of one server (M/M/1): at a load of $load there are $waiting, and none is given up", ({ load, waiting, within }) => {
    const plan = oneFunction("queue", 100 * load, { main: versionOf(10), reserved: 1 }, { callers: [{ function: 0, ratePerSecond: 100 * load, asyncShare: 1 }] });
    const experiment = new TrafficExperiment(plan);
    let sum = 0;
    const samples = 20_000;
    for (let sample = 1; sample <= samples; sample++) {
      experiment.advance(250 * sample);
      sum += experiment.pendingEvents;
    }
    expect(Math.abs(sum / samples - waiting)).toBeLessThan(within);
    expect(Math.abs(experiment.meanBusy - load)).toBeLessThan(0.01);
    expect(experiment.total("deadLettered")).toBe(0);
  });
});

describe("limits", () => {
  it("let 1,000 environments start at once and 100 a second after that, of one function", () => {
    const main = { ...versionOf(600_000), cold: { meanMs: 600_000, distribution: { kind: "fixed" } as const } };
    const { total } = spread(run(oneFunction("burst", 5000, { main }, { accountLimit: 10_000 }), 60_000));
    expect(total("coldStarts")).toBeGreaterThan(6990);
    expect(total("coldStarts")).toBeLessThanOrEqual(7000);
    expect(total("throttles") + total("coldStarts")).toBe(total("requests"));
  });

  it("refuse an event 80 times within its six hours while another holds the only environment, and then dead-letter it", () => {
    const forever = { meanMs: 1e12, distribution: { kind: "fixed" } as const };
    const main = { ...versionOf(1), warm: forever, cold: forever };
    // One event in ten days, so that no third one comes in between.
    const callers = [{ function: 0, ratePerSecond: 1 / 864_000, asyncShare: 1 }];
    const experiment = run(oneFunction("six hours", 1, { main }, { accountLimit: 1, callers }), Number.POSITIVE_INFINITY, 2);
    experiment.advance(experiment.now + 21_599_999);
    const { total } = spread(experiment);
    expect([experiment.requests, total("throttles"), total("deadLettered")]).toEqual([2, 80, 0]);
    experiment.advance(experiment.now + 1);
    expect([experiment.requests, total("throttles"), total("deadLettered")]).toEqual([2, 80, 1]);
  });

  it("dead-letter at once what comes to a reservation of 0, without an attempt", () => {
    const plan = oneFunction("blocked", 1, { main: { ...versionOf(1), warm: exponentialOf(1) }, reserved: 0 }, { callers: [{ function: 0, ratePerSecond: 1, asyncShare: 1 }] });
    const { total } = spread(run(plan, Number.POSITIVE_INFINITY, 100));
    expect([total("accepted"), total("deadLettered"), total("throttles"), total("invocations")]).toEqual([100, 100, 0, 0]);
  });
});

function spread(experiment: TrafficExperiment): { requests: number; total: TrafficExperiment["total"] } {
  return { requests: experiment.requests, total: (count) => experiment.total(count) };
}
