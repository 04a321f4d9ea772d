import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { drawTimeline, type TimelineScript } from "#testing/draw-timeline.ts";
import { TestAccount } from "#testing/test-account.ts";
import { acquire, closePool, countEnvironments, emptyLive, endLeastRecentlyUsed, expireIdle, poolOf, release } from "./execution-environments.ts";
import { findVersion } from "../lookup.ts";

// Many runs of many steps: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const aws = new TestAccount();
aws.createFunction("orders", 2);
const version = findVersion(aws.state, "orders", "1")!;
const draw = (arrivals: string, rest: Partial<TimelineScript> = {}): string[] =>
  drawTimeline({ arrivals, coldTicks: 2, runTicks: 3, idleTicks: 5, limit: 100, version, ...rest });

describe("execution environments", () => {
  it("serve one request at a time: what arrives meanwhile meets a cold start of its own", () => {
    expect(draw("1100000000")).toEqual([
      "",
      "CC===.....",
      " CC===....",
    ]);
  });

  it("that were used last are used next, so that the others may expire", () => {
    expect(draw("11000001000000000")).toEqual([
      "",
      "CC===.....",
      " CC===.===.....",
    ]);
  });

  it("expire after the idle time, and a later request is cold again", () => {
    expect(draw("10000000000100")).toEqual([
      "",
      "CC===.....",
      "           CC=",
    ]);
  });

  it("at one instant become free before the request that arrives then only if their end was due first", () => {
    // The end at tick 5 was scheduled after the arrival of tick 5 was: the arrival comes first, and starts an environment.
    expect(draw("1000010000")).toEqual([
      "",
      "CC===.....",
      "     CC===",
    ]);
  });

  it("are no more than the account's concurrency: what comes on top is throttled", () => {
    expect(draw("3100001000", { limit: 2, idleTicks: 50 })).toEqual([
      "11",
      "CC===.....",
      "CC===.===.",
    ]);
  });

  it("never hold two requests, never belong to two versions, and always add up, whatever happens", () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant("begin" as const), version: fc.constantFrom("1", "2", "$LATEST") }),
      fc.record({ do: fc.constant("end" as const), which: fc.nat(), kept: fc.boolean() }),
      fc.record({ do: fc.constant("wait" as const), ms: fc.nat(50) }),
      fc.record({ do: fc.constant("deploy" as const) }),
      fc.record({ do: fc.constant("evict" as const) }),
      fc.record({ do: fc.constant("delete" as const), version: fc.constantFrom("1", "2") }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80, size: "max" }), (steps) => {
        const account = new TestAccount();
        account.createFunction("orders", 2);
        const live = emptyLive();
        const busy = new Set<ReturnType<typeof acquire>>();
        const seen = new Set<ReturnType<typeof acquire>>();
        let now = 0;
        for (const action of steps) {
          if (action.do === "begin") {
            const record = findVersion(account.state, "orders", action.version)!;
            const environment = acquire(live, poolOf(live, record, now));
            expect(busy.has(environment)).toBe(false);
            expect(environment.pool.version).toBe(action.version);
            expect(environment.runnable.revisionId).toBe(record.revisionId);
            busy.add(environment);
            seen.add(environment);
          } else if (action.do === "end" && busy.size > 0) {
            const environment = [...busy][action.which % busy.size]!;
            busy.delete(environment);
            release(live, environment, now, action.kept);
            expect(environment.reset).toBe(!action.kept);
          } else if (action.do === "wait") {
            now += action.ms;
            expireIdle(live, now, 60);
          } else if (action.do === "deploy") account.must("UpdateFunctionCode", { FunctionName: "orders" }, `v${now}`);
          else if (action.do === "evict") endLeastRecentlyUsed(live, () => true);
          else if (action.do === "delete") closePool(live, `orders:${action.version}`);
          expect(live.running).toBe(busy.size);
          for (const pool of live.pools.values()) {
            const idle = [];
            for (let environment = pool.newest; environment !== null; environment = environment.older) idle.push(environment);
            expect(idle).toHaveLength(pool.idle);
            expect(idle.at(-1) ?? null).toBe(pool.oldest);
            expect(idle.every((environment) => environment.status === "idle" && environment.pool === pool)).toBe(true);
            expect(idle.map((environment) => environment.idleSince)).toEqual(idle.map((environment) => environment.idleSince).toSorted((a, b) => b - a));
          }
          const alive = [...seen].filter(({ status, pool }) => status !== "ended" && live.pools.get(pool.key) === pool);
          expect(countEnvironments(live, () => true)).toBe(alive.length);
          expect(countEnvironments(live, ({ version }) => version === "1")).toBe(alive.filter(({ pool }) => pool.version === "1").length);
        }
        expect(seen.size).toBe(live.lastId);
        expect(new Set(live.ended).size).toBe(live.ended.length);
        expect(new Set(live.ended)).toEqual(new Set([...seen].filter(({ status }) => status === "ended")));
      }),
      { numRuns: 60 },
    );
  });
});
