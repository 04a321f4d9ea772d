import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Account } from "#control-plane/account.ts";
import type { Change } from "../tables.ts";
import { appendLogEvents } from "./append-log-events.ts";
import { LogBudget, type LogLimits } from "./log-budget.ts";
import { recordBytes } from "./log-size.ts";
import type { LogEventsRecord } from "./records.ts";

const LIMITS: LogLimits = { groupBytes: 400, accountBytes: 900 };

/** An account whose log events are held within small limits. */
class Logged {
  readonly account = new Account("123456789012", "us-east-1");
  budget = new LogBudget(this.account.state, LIMITS);
  #now = 0;
  readonly #sequences = new Map<string, number>();

  apply(changes: readonly Change[]): void {
    this.account.apply(changes);
    for (const change of changes) this.budget.follow(change);
  }

  /** One ingestion of a message of so many bytes. */
  write(group: string, stream: string, ...sizes: number[]): void {
    const sequence = this.#sequences.get(`${group}|${stream}`) ?? 0;
    this.#sequences.set(`${group}|${stream}`, sequence + 1);
    const now = ++this.#now;
    const events = sizes.map((size) => ({ timestamp: now, message: String(now).padEnd(size, "x") }));
    this.apply(this.budget.within(appendLogEvents(this.account.state, { group, stream, sequence }, events, now)));
  }

  /** As after a reload: what is kept is measured anew. */
  reload(): void {
    this.budget = new LogBudget(this.account.state, LIMITS);
  }

  records(group?: string): LogEventsRecord[] {
    return [...this.account.state["logs.events"].values()].filter((record) => group === undefined || record.group === group);
  }

  bytes(group?: string): number {
    return this.records(group).reduce((sum, record) => sum + recordBytes(record), 0);
  }

  /** When the events that are kept of a group were logged, oldest first. */
  times(group: string): number[] {
    return this.records(group).flatMap(({ events }) => events.map(({ timestamp }) => timestamp)).toSorted((left, right) => left - right);
  }
}

const group = fc.constantFrom("a", "b", "c", "d");
const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant("write" as const), group, stream: fc.constantFrom("s", "t"), sizes: fc.array(fc.integer({ min: 3, max: 200 }), { minLength: 1, maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reload" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), group }) },
);

describe("the budget of log events", () => {
  it("is never exceeded, by a group or the account; what is kept is the newest, in order, and each dropped event is counted", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const logged = new Logged();
        const written = new Map<string, number[]>();
        let now = 0;
        for (const one of steps) {
          if (one.kind === "reload") logged.reload();
          else if (one.kind === "delete") {
            written.delete(one.group);
            const gone = (["logs.groups", "logs.streams", "logs.events"] as const).flatMap((table) =>
              [...logged.account.state[table].keys()].filter((key) => key.split("|")[0] === one.group).map((key): Change => ({ table, key, value: null })),
            );
            logged.apply(gone);
          } else {
            logged.write(one.group, one.stream, ...one.sizes);
            now++;
            written.set(one.group, [...(written.get(one.group) ?? []), ...one.sizes.map(() => now)]);
          }
          expect(logged.bytes()).toBeLessThanOrEqual(LIMITS.accountBytes);
          for (const [name, times] of written) {
            expect(logged.bytes(name)).toBeLessThanOrEqual(LIMITS.groupBytes);
            const kept = logged.times(name);
            expect(kept).toEqual(times.slice(times.length - kept.length));
            const dropped = logged.account.state["logs.groups"].get(name)?.dropped;
            expect(dropped?.events ?? 0).toBe(times.length - kept.length);
            if (dropped) expect(dropped.until).toBe(times[times.length - kept.length - 1]);
          }
          const streams = new Set(logged.records().map((record) => `${record.group}|${record.stream}`));
          expect(new Set(logged.account.state["logs.streams"].keys())).toEqual(streams);
        }
      }),
    );
  });

  it("drops no more than it must", () => {
    const logged = new Logged();
    for (let n = 0; n < 4; n++) logged.write("a", "s", 74);
    expect(logged.times("a")).toEqual([1, 2, 3, 4]);
    logged.write("a", "s", 3);
    expect(logged.times("a")).toEqual([2, 3, 4, 5]);
  });

  it("takes from the whole account what is oldest, whosever it is", () => {
    const logged = new Logged();
    logged.write("a", "s", 274);
    logged.write("b", "s", 274);
    logged.write("c", "s", 274);
    logged.write("b", "t", 74);
    expect([logged.times("a"), logged.times("b"), logged.times("c")]).toEqual([[], [2, 4], [3]]);
  });

  it("keeps the newest events of an ingestion that is larger than the whole budget of its group", () => {
    const logged = new Logged();
    logged.write("a", "s", 200, 200, 200);
    expect(logged.records("a")[0]!.events).toHaveLength(1);
    expect(logged.account.state["logs.groups"].get("a")?.dropped).toEqual({ events: 2, until: 1 });
  });

  it("holds an account that an older build left larger, with the next ingestion", () => {
    const logged = new Logged();
    for (const name of ["a", "b"]) for (let n = 0; n < 9; n++) logged.apply(appendLogEvents(logged.account.state, { group: name, stream: "old", sequence: n }, [{ timestamp: n, message: "x".repeat(74) }], n));
    logged.reload();
    logged.write("c", "s", 3);
    expect([logged.bytes("a"), logged.bytes("b")]).toEqual([400, 400]);
    expect(logged.times("a")).toEqual([5, 6, 7, 8]);
  });
});
