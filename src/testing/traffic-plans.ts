import type { FunctionPlan, Span, TrafficPlan, VersionPlan } from "#simulation/traffic-plan.ts";

export const exponentialOf = (meanMs: number): Span => ({ meanMs, distribution: { kind: "exponential" } });

/** A version whose handler takes an exponential time, cold or warm, and never fails. */
export const versionOf = (warmMs: number, coldMs = warmMs, rest: Partial<VersionPlan> = {}): VersionPlan => ({
  warm: exponentialOf(warmMs), cold: exponentialOf(coldMs), errorProbability: 0, provisioned: 0, ...rest,
});

/** One function and its synchronous caller. */
export function oneFunction(seed: string, ratePerSecond: number, one: Omit<FunctionPlan, "name">, rest: Partial<TrafficPlan> = {}): TrafficPlan {
  return {
    seed, accountLimit: 1000, idleMs: 600_000, functions: [{ name: "measured", ...one }],
    callers: [{ function: 0, ratePerSecond, asyncShare: 0 }], ...rest,
  };
}

/**
 * Every rule at once, about 200 busy: a canary of 10 %, a function within its reservation and provisioned concurrency
 * (it is refused and retries), asynchronous events, errors. About one request in four is asynchronous.
 */
export function everyRule(seed: string | number): TrafficPlan {
  return {
    seed,
    accountLimit: 1000,
    idleMs: 600_000,
    functions: [
      { name: "shop-front", main: versionOf(100, 400, { errorProbability: 0.01 }), canary: { ...versionOf(120, 450, { errorProbability: 0.02 }), weight: 0.1 } },
      { name: "invoice", main: versionOf(200, 500, { provisioned: 20 }), reserved: 40 },
      { name: "thumbnail", main: { ...versionOf(80, 300, { errorProbability: 0.05 }), warm: { meanMs: 80, distribution: { kind: "lognormal", sigma: 0.6 } } } },
    ],
    callers: [
      { function: 0, ratePerSecond: 1400, asyncShare: 0.1 },
      { function: 1, ratePerSecond: 190, asyncShare: 0.2 },
      { function: 2, ratePerSecond: 410, asyncShare: 0.9 },
    ],
  };
}

/** A run of {@link everyRule} that must be this very run on every machine and in every browser. It changes with the rules alone. */
export const PINNED_RUN = { seed: "pinned", requests: 20_000, hash: "39638-e42a8239" } as const;
