import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { drawTimeline, type TimelineScript } from "#testing/draw-timeline.ts";
import { TestAccount } from "#testing/test-account.ts";
import { isAwsError } from "../../aws-error.ts";
import { closeShare, setAccountLimit, setProvisionedUnits, setReserved, shareOf } from "./concurrency.ts";
import {
  closePool, emptyLive, type ExecutionEnvironment, expireIdle, type Live, newEnvironment, type Pool, poolOf, recycle, settleProvisioned,
} from "../environments/execution-environments.ts";
import { beginInvocation, endInvocation, endLostInvocation, withdrawInvocation } from "../invoke/invocation.ts";
import { findVersion } from "../lookup.ts";

// Many runs of many steps: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const aws = new TestAccount();
aws.createFunction("orders", 2);
aws.createFunction("other", 1);
const version = (name: string, number: string) => findVersion(aws.state, name, number)!;
const draw = (arrivals: string, rest: Partial<TimelineScript> = {}): string[] =>
  drawTimeline({ arrivals, coldTicks: 2, runTicks: 3, idleTicks: 50, limit: 100, version: version("orders", "1"), ...rest });
const reasonOf = (given: unknown): unknown => (isAwsError(given) ? given.members?.["Reason"] : undefined);

/** Ready provisioned environments for a version. */
function provision(live: Live, pool: Pool, count: number): void {
  setProvisionedUnits(live, pool, count);
  const share = shareOf(pool);
  for (let index = 0; index < count; index++) settleProvisioned(live, newEnvironment(live, pool, share), share, 0, true);
}

describe("a request, by what is reserved and provisioned", () => {
  it("without either uses the account's pool, and is throttled when that is exhausted", () => {
    expect(draw("310000", { limit: 2 })).toEqual(["11", "CC===.", "CC===."]);
  });
  it("with a reservation is throttled at it, however much the account has", () => {
    expect(draw("310000", { reserved: 2 })).toEqual(["11", "CC===.", "CC===."]);
  });
  it("with a reservation of 0 is always throttled", () => {
    expect(draw("101000", { reserved: 0 })).toEqual(["1 1"]);
  });
  it("with provisioned concurrency runs there at once; beyond it, cold from the account's pool", () => {
    expect(draw("300000", { provisioned: 2 })).toEqual(["", "===...", "===...", "CC===."]);
  });
  it("with both runs cold in what the reservation leaves, and is throttled at the reservation", () => {
    expect(draw("500000", { reserved: 3, provisioned: 2 })).toEqual(["2", "===...", "===...", "CC===."]);
  });
  it("with as much provisioned as reserved never runs cold", () => {
    expect(draw("300000", { reserved: 2, provisioned: 2 })).toEqual(["1", "===...", "===..."]);
  });
});

describe("limits", () => {
  it("throttle $LATEST, in the reservation's name, where all of it is provisioned", () => {
    const live = emptyLive();
    setReserved(live, "orders", 2);
    provision(live, poolOf(live, version("orders", "1"), 0), 2);
    expect(reasonOf(beginInvocation(live, poolOf(live, version("orders", "$LATEST"), 0), 0, true))).toBe("ReservedFunctionConcurrentInvocationLimitExceeded");
  });

  it("let what others reserve and provision alone: only the rest is everybody's", () => {
    const live = emptyLive(10);
    setReserved(live, "orders", 4);
    const others = poolOf(live, version("other", "1"), 0);
    provision(live, others, 3);
    const latest = poolOf(live, version("other", "$LATEST"), 0);
    expect([1, 2, 3, 4].map(() => reasonOf(beginInvocation(live, latest, 0, true)))).toEqual([undefined, undefined, undefined, "ConcurrentInvocationLimitExceeded"]);
    expect([1, 2, 3].map(() => reasonOf(beginInvocation(live, others, 0, true)))).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    ["the account", undefined, 20, "FunctionInvocationRateLimitExceeded"],
    ["a reservation", 2, 1000, "ReservedFunctionInvocationRateLimitExceeded"],
  ])("of requests per second are ten times %s, for synchronous ones alone", (_of, reserved, limit, reason) => {
    const live = emptyLive(reserved === undefined ? 2 : limit);
    if (reserved !== undefined) setReserved(live, "orders", reserved);
    const pool = poolOf(live, version("orders", "1"), 0);
    const once = (now: number, synchronous: boolean): unknown => {
      const begun = beginInvocation(live, pool, now, synchronous);
      if (!isAwsError(begun)) endInvocation(live, begun, now, true);
      return reasonOf(begun);
    };
    for (let index = 0; index < 20; index++) expect(once(index, true)).toBeUndefined();
    expect(once(999, true)).toBe(reason);
    expect(once(999, false)).toBeUndefined();
    expect(once(1000, true)).toBeUndefined();
  });

  it("of provisioned concurrency's rate send the rest to standard concurrency", () => {
    const live = emptyLive();
    const pool = poolOf(live, version("orders", "1"), 0);
    provision(live, pool, 1);
    for (let index = 0; index < 11; index++) {
      const begun = beginInvocation(live, pool, index, true) as ExecutionEnvironment;
      expect(begun.provisioned !== null).toBe(index < 10);
      endInvocation(live, begun, index, true);
    }
  });

  it("let a function start 1,000 environments at once, then 100 a second, and save up no more than 1,000", () => {
    const live = emptyLive(100_000);
    const pool = poolOf(live, version("orders", "1"), 0);
    const startsAt = (now: number): number => {
      let count = 0;
      while (!isAwsError(beginInvocation(live, pool, now, false))) count++;
      return count;
    };
    expect([0, 10, 1000, 1005, 61_000].map(startsAt)).toEqual([1000, 1, 99, 0, 1000]);
    expect(reasonOf(beginInvocation(live, pool, 61_000, false))).toBe("CallerRateLimitExceeded");
  });
});

describe("a request that is taken back", () => {
  it("has used up no concurrency, no calls a second, and nothing of the budget of new environments", () => {
    const live = emptyLive(2000);
    setReserved(live, "orders", 1);
    for (const name of ["orders", "other"]) {
      const pool = poolOf(live, version(name, "1"), 500);
      for (let count = 0; count < 3000; count++) {
        const begun = beginInvocation(live, pool, 500, true);
        if (isAwsError(begun)) throw new Error(`${name} was refused at ${count}: ${JSON.stringify(begun.members)}`);
        withdrawInvocation(live, begun, true);
      }
      check(live, new Set());
    }
  });
});

describe("whatever happens", () => {
  const name = fc.constantFrom("orders", "other");
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant("begin" as const), name, version: fc.constantFrom("1", "$LATEST"), synchronous: fc.boolean() }) },
    { weight: 5, arbitrary: fc.record({ do: fc.constant("end" as const), which: fc.nat(), left: fc.constantFrom("kept", "reset", "lost") }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(400) }) },
    fc.record({ do: fc.constant("reserve" as const), name, count: fc.integer({ min: -1, max: 4 }) }),
    fc.record({ do: fc.constant("limit" as const), count: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ do: fc.constant("provision" as const), name, count: fc.integer({ min: 0, max: 4 }) }),
    fc.record({ do: fc.constant("unprovision" as const), name }),
    fc.record({ do: fc.constant("recycle" as const), name }),
    fc.record({ do: fc.constant("delete" as const), name }),
  );

  it("one invocation an environment, running never admitted over a limit, and the shares always add up to the account", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 400, size: "max" }), (steps) => {
        const live = emptyLive(8);
        const busy = new Set<ExecutionEnvironment>();
        let now = 0;
        for (const action of steps) {
          if (action.do === "begin") {
            const pool = poolOf(live, version(action.name, action.version), now);
            const { load } = pool;
            const before = { running: live.running, own: load.running, onDemand: load.onDemand, unreserved: live.unreservedRunning };
            const begun = beginInvocation(live, pool, now, action.synchronous);
            if (isAwsError(begun)) continue;
            expect(busy.has(begun)).toBe(false);
            expect(begun.pool).toBe(pool);
            // What was there before a recycling or a new revision serves nobody any more.
            expect([begun.generation, begun.runnable]).toEqual([pool.generation, pool.runnable]);
            expect(before.running).toBeLessThan(live.accountLimit);
            if (load.reserved >= 0) expect(before.own).toBeLessThan(load.reserved);
            if (begun.provisioned === null && load.reserved >= 0) expect(before.onDemand).toBeLessThan(load.reserved - load.provisioned);
            if (begun.provisioned === null && load.reserved < 0) expect(before.unreserved).toBeLessThan(live.unreservedLimit);
            busy.add(begun);
          } else if (action.do === "end" && busy.size > 0) {
            const environment = [...busy][action.which % busy.size]!;
            busy.delete(environment);
            if (action.left === "lost") endLostInvocation(live, environment, now);
            else endInvocation(live, environment, now, action.left === "kept");
            expect(environment.status).toMatch(action.left === "lost" ? /ended/ : /idle|ended/);
            expect(environment.reset).toBe(action.left !== "kept");
          } else if (action.do === "wait") {
            now += action.ms;
            expireIdle(live, now, 900);
          } else if (action.do === "reserve") setReserved(live, action.name, action.count);
          else if (action.do === "limit") setAccountLimit(live, action.count);
          else if (action.do === "provision") provision(live, poolOf(live, version(action.name, "1"), now), action.count);
          else if (action.do === "unprovision") closeShare(live, poolOf(live, version(action.name, "1"), now));
          else if (action.do === "recycle") recycle(live, (pool) => pool.functionName === action.name);
          else if (action.do === "delete") {
            const pool = poolOf(live, version(action.name, "1"), now);
            closeShare(live, pool);
            closePool(live, pool.key);
          }
          check(live, busy);
        }
        expect(new Set(live.ended).size).toBe(live.ended.length);
        expect(live.ended.every(({ endReason }) => endReason !== null)).toBe(true);
        for (const environment of busy) endInvocation(live, environment, now, true);
        check(live, new Set());
        expect([live.running, live.unreservedRunning]).toEqual([0, 0]);
      }),
      { numRuns: 60 },
    );
  });
});

function check(live: Live, busy: ReadonlySet<ExecutionEnvironment>): void {
  expect(live.running).toBe(busy.size);
  let unreserved = 0;
  let shares = live.unreservedLimit;
  for (const load of live.functions.values()) {
    const own = [...busy].filter(({ pool }) => pool.load === load);
    const onDemand = own.filter(({ provisioned }) => provisioned === null).length;
    expect([load.running, load.onDemand]).toEqual([own.length, onDemand]);
    if (load.reserved < 0) unreserved += onDemand;
    shares += load.reserved >= 0 ? load.reserved : load.provisioned;
  }
  expect(live.unreservedRunning).toBe(unreserved);
  expect(shares).toBe(live.accountLimit);
  for (const pool of live.pools.values()) {
    if (pool.share === null) continue;
    let idle = 0;
    for (let environment = pool.share.newest; environment !== null; environment = environment.older) idle++;
    expect(idle).toBe(pool.share.idle);
    expect(pool.share.busy).toBe([...busy].filter(({ provisioned }) => provisioned === pool.share).length);
  }
}
