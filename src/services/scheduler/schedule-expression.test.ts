import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextTime, parseScheduleExpression } from "./schedule-expression.ts";

const at = (text: string): number => Date.parse(`${text}Z`);
const next = (expression: string, after: string, anchor = "1970-01-01T00:00:00"): string | null => {
  const parsed = parseScheduleExpression(expression);
  if (!parsed) throw new Error(`${expression} is refused`);
  const found = nextTime(parsed, at(after), at(anchor));
  return found === null ? null : new Date(found).toISOString().slice(0, 16);
};

describe("a cron expression", () => {
  it.each([
    ["cron(0 10 * * ? *)", "2026-11-23T09:59:59", "2026-11-23T10:00"],
    ["cron(0 10 * * ? *)", "2026-11-23T10:00:00", "2026-11-24T10:00"],
    ["cron(15 12 * * ? *)", "2026-12-31T13:00:00", "2027-01-01T12:15"],
    ["cron(0 18 ? * MON-FRI *)", "2026-11-27T18:00:00", "2026-11-30T18:00"],
    ["cron(0 8 1 * ? *)", "2026-11-23T00:00:00", "2026-12-01T08:00"],
    ["cron(0/10 * ? * MON-FRI *)", "2026-11-23T09:05:00", "2026-11-23T09:10"],
    ["cron(0/5 8-17 ? * MON-FRI *)", "2026-11-23T17:55:00", "2026-11-24T08:00"],
    ["cron(0 9 ? * 2#1 *)", "2026-11-23T00:00:00", "2026-12-07T09:00"],
    ["cron(0 9 L * ? *)", "2026-02-01T00:00:00", "2026-02-28T09:00"],
    ["cron(0 9 L 2 ? *)", "2027-03-01T00:00:00", "2028-02-29T09:00"],
    ["cron(0 9 ? * 6L *)", "2026-11-23T00:00:00", "2026-11-27T09:00"],
    ["cron(0 9 15W * ? *)", "2026-11-01T00:00:00", "2026-11-16T09:00"],
    ["cron(0 9 1W 8 ? *)", "2026-01-01T00:00:00", "2026-08-03T09:00"],
    ["cron(30 4 ? JAN,JUL SUN 2028-2030)", "2026-11-23T00:00:00", "2028-01-02T04:30"],
    ["cron(0 0 ? * FRI-MON *)", "2026-11-23T00:00:00", "2026-11-27T00:00"],
  ])("%s is due after %s at %s", (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it("that never comes again says so", () => {
    expect(next("cron(0 0 1 1 ? 2025)", "2026-11-23T00:00:00")).toBeNull();
    expect(next("cron(0 0 31 2 ? *)", "2026-11-23T00:00:00")).toBeNull();
  });

  it.each([
    "cron(0 10 * * * *)", "cron(0 10 ? * ? *)", "cron(60 * * * ? *)", "cron(* 24 * * ? *)", "cron(* * 32 * ? *)", "cron(* * * 13 ? *)", "cron(* * ? * 8 *)",
    "cron(* * ? * 0 *)", "cron(0 10 * * ?)", "cron()", "cron(a * * * ? *)", "cron(5-1 * * * ? *)", "cron(*/0 * * * ? *)", "cron(* * * * ? 1969)", "rate(0 minutes)",
    "rate(5 weeks)", "rate(-1 days)", "at(2026-02-30T00:00:00)", "at(2026-11-23)", "every 5 minutes", "",
  ])("%s is refused", (expression) => {
    expect(parseScheduleExpression(expression)).toBeNull();
  });
});

describe("a rate", () => {
  it("counts from its start, which is its first time", () => {
    expect(next("rate(5 minutes)", "2026-11-23T09:00:00", "2026-11-23T09:03:00")).toBe("2026-11-23T09:03");
    expect(next("rate(5 minutes)", "2026-11-23T09:03:00", "2026-11-23T09:03:00")).toBe("2026-11-23T09:08");
    expect(next("rate(1 day)", "2026-11-25T10:00:00", "2026-11-23T09:03:00")).toBe("2026-11-26T09:03");
  });
});

describe("at", () => {
  it("comes once", () => {
    expect(next("at(2026-11-23T10:00:00)", "2026-11-23T09:00:00")).toBe("2026-11-23T10:00");
    expect(next("at(2026-11-23T10:00:00)", "2026-11-23T10:00:00")).toBeNull();
  });
});

describe("the next time", () => {
  const part = (min: number, max: number): fc.Arbitrary<string> =>
    fc.oneof(fc.constant("*"), fc.integer({ min, max }).map(String), fc.tuple(fc.integer({ min, max }), fc.integer({ min: 1, max: 20 })).map(([from, step]) => `${from}/${step}`));
  const days = fc.oneof(part(1, 28).map((day) => [day, "?"] as const), part(1, 7).map((day) => ["?", day] as const));
  const crons = fc.tuple(part(0, 59), part(0, 23), days, part(1, 12)).map(([minute, hour, [day, weekday], month]) => `cron(${minute} ${hour} ${day} ${month} ${weekday} *)`);
  const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });

  it("is strictly later, on a whole minute, and there is none between: an earlier start finds the same or an earlier one", () => {
    fc.assert(
      fc.property(crons, instants, fc.integer({ min: 1, max: 40 * 86_400_000 }), (text, after, back) => {
        const expression = parseScheduleExpression(text)!;
        const found = nextTime(expression, after, 0)!;
        expect(found).toBeGreaterThan(after);
        expect(found % 60_000).toBe(0);
        // Minimal: it is found again from any instant before it that lies after the one before it.
        expect(nextTime(expression, found - 1, 0)).toBe(found);
        let earlier = nextTime(expression, after - back, 0)!;
        for (let steps = 0; earlier <= after && steps < 100_000; steps++) earlier = nextTime(expression, earlier, 0)!;
        expect(earlier).toBe(found);
      }),
      { numRuns: 60 },
    );
  });

  it("of a rate is less than one interval away, and on its grid", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), instants, instants, (minutes, anchor, after) => {
        const found = nextTime(parseScheduleExpression(`rate(${minutes} minutes)`)!, after, anchor)!;
        expect(found > after && (found - anchor) % (minutes * 60_000) === 0).toBe(true);
        if (after >= anchor) expect(found - after).toBeLessThanOrEqual(minutes * 60_000);
      }),
    );
  });
});
