import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { nextTime, parseScheduleExpression } from "./schedule-expression.ts";
import { timeZoneOf } from "./time-zone.ts";

// The oracle looks at every minute: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const at = (text: string): number => Date.parse(`${text}Z`);
function times(expression: string, zone: string, after: string, count: number): (string | null)[] {
  const [parsed, known] = [parseScheduleExpression(expression)!, timeZoneOf(zone)!];
  const found: (string | null)[] = [];
  for (let last: number | null = at(after); found.length < count && last !== null; ) {
    last = nextTime(parsed, last, 0, known);
    found.push(last === null ? null : new Date(last).toISOString().slice(0, 16));
  }
  return found;
}

describe("A schedule in a time zone", () => {
  it.each([
    ["cron(0 9 * * ? *)", "Europe/Berlin", "2026-10-24T00:00:00", ["2026-10-24T07:00", "2026-10-25T08:00", "2026-10-26T08:00"]],
    ["cron(0 9 ? * MON *)", "Pacific/Auckland", "2026-11-20T00:00:00", ["2026-11-22T20:00", "2026-11-29T20:00"]],
    ["cron(30 0 1 * ? *)", "Asia/Kolkata", "2026-12-01T00:00:00", ["2026-12-31T19:00"]],
    ["cron(0 12 * * ? *)", "Etc/GMT+9", "2026-11-23T00:00:00", ["2026-11-23T21:00"]],
    ["at(2027-07-01T12:00:00)", "America/New_York", "2026-11-23T00:00:00", ["2027-07-01T16:00", null]],
  ])("%s in %s is due after %s at %j", (expression, zone, after, expected) => {
    expect(times(expression, zone, after, expected.length)).toEqual(expected);
  });

  it("is skipped where the clocks go forward over it", () => {
    expect(times("cron(30 2 * * ? *)", "Europe/Berlin", "2027-03-27T00:00:00", 3)).toEqual(["2027-03-27T01:30", "2027-03-29T00:30", "2027-03-30T00:30"]);
    expect(times("at(2027-03-28T02:30:00)", "Europe/Berlin", "2026-11-23T00:00:00", 1)).toEqual([null]);
    expect(times("cron(0/30 1-3 * * ? *)", "America/New_York", "2027-03-14T05:59:00", 5)).toEqual(["2027-03-14T06:00", "2027-03-14T06:30", "2027-03-14T07:00", "2027-03-14T07:30", "2027-03-15T05:00"]);
  });

  it("comes once where the clocks show it twice: the first time", () => {
    expect(times("cron(30 1 * * ? *)", "America/New_York", "2026-11-01T00:00:00", 2)).toEqual(["2026-11-01T05:30", "2026-11-02T06:30"]);
    expect(times("cron(0/30 * * * ? *)", "Europe/Berlin", "2026-10-24T23:31:00", 5)).toEqual(["2026-10-25T00:00", "2026-10-25T00:30", "2026-10-25T02:00", "2026-10-25T02:30", "2026-10-25T03:00"]);
    // Half an hour only: Lord Howe Island.
    expect(times("cron(0/15 1 * * ? *)", "Australia/Lord_Howe", "2027-04-03T13:59:00", 5)).toEqual(["2027-04-03T14:00", "2027-04-03T14:15", "2027-04-03T14:30", "2027-04-03T14:45", "2027-04-04T14:30"]);
  });

  it("at a rate pays no heed to the clocks", () => {
    const expression = parseScheduleExpression("rate(1 day)")!;
    expect(nextTime(expression, at("2026-10-24T09:00:00"), at("2026-10-24T09:00:00"), timeZoneOf("Europe/Berlin")!)).toBe(at("2026-10-25T09:00:00"));
  });

  it.each(["Europe/Nowhere", "+01:00", "", "Europe/Berlin;", "Local"])("%j is no time zone", (name) => {
    expect(timeZoneOf(name)).toBeNull();
  });
});

describe("Against a clock that is read every minute", () => {
  const ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Africa/Casablanca", "Pacific/Chatham", "Asia/Kolkata", "America/Sao_Paulo", "Antarctica/Troll"];
  // Days before and after changes of the clocks in these zones, and any other.
  const begins = fc.oneof(
    fc.constantFrom("2027-03-13T12:00", "2027-03-27T12:00", "2026-10-24T10:00", "2026-10-31T18:00", "2027-04-03T08:00", "2027-10-02T08:00", "2027-02-06T20:00", "2027-03-13T20:00").map((text) => at(`${text}:00`)),
    fc.integer({ min: at("2026-01-01T00:00:00") / 60_000, max: at("2030-01-01T00:00:00") / 60_000 }).map((minute) => minute * 60_000),
  );
  const field = (max: number): fc.Arbitrary<string> => fc.oneof(fc.constant("*"), fc.integer({ min: 0, max }).map(String), fc.tuple(fc.integer({ min: 0, max }), fc.integer({ min: 1, max: 20 })).map(([from, step]) => `${from}/${step}`));

  it("cron comes at exactly the first minutes at which the clocks show a time that its fields allow", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), begins, field(59), fc.constantFrom("*", "0", "1", "1-3", "2", "2,3", "23"), (name, begin, minutes, hours) => {
        const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: name, dateStyle: "short", timeStyle: "short" });
        const allowed = parseScheduleExpression(`cron(${minutes} ${hours} * * ? *)`)!;
        if (allowed.kind !== "cron") throw new Error("no cron");
        const { minutes: isMinute, hours: isHour } = allowed.fields;
        const [seen, expected] = [new Set<string>(), [] as number[]];
        // What was shown in the hours before counts as shown.
        for (let instant = begin - 4 * 3_600_000; instant <= begin + 36 * 3_600_000; instant += 60_000) {
          const shown = clock.format(instant);
          const [hour, minute] = shown.slice(11).split(":").map(Number) as [number, number];
          if (instant > begin && !seen.has(shown) && isHour.includes(hour) && isMinute.includes(minute)) expected.push(instant);
          seen.add(shown);
        }
        const found: number[] = [];
        for (let next = nextTime(allowed, begin, 0, timeZoneOf(name)!); next !== null && next <= begin + 36 * 3_600_000; next = nextTime(allowed, next, 0, timeZoneOf(name)!)) found.push(next);
        expect(found).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("a zone's clocks show what Intl prints, and what they first show is shown then", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), begins, (name, instant) => {
        const zone = timeZoneOf(name)!;
        const printed = new Intl.DateTimeFormat("sv-SE", { timeZone: name, dateStyle: "short", timeStyle: "medium" }).format(instant);
        const clockTime = zone.clockTimeAt(instant);
        expect(new Date(clockTime).toISOString().slice(0, 19).replace("T", " ")).toBe(printed);
        const first = zone.firstShown(clockTime);
        expect(first).toBeLessThanOrEqual(instant);
        expect(zone.clockTimeAt(first!)).toBe(clockTime);
      }),
    );
  });
});
