import fc from "fast-check";
import { expect, test } from "vitest";
import { scheduleMistake } from "./schedule-mistake.ts";
import { scheduleOf, utcTime } from "./schedule.ts";

const now = Date.UTC(2026, 10, 26, 12, 0, 30);
const times = (text: string, begins: "at-once" | "after-one-interval" = "at-once") => {
  const found = scheduleOf(text, now, begins);
  return "next" in found ? found.next.map((at) => new Date(at).toISOString().slice(0, 19)) : found.problem;
};

test("the next three times are told, of a rate from its making on", () => {
  expect(times("cron(0 8 ? * MON-FRI *)")).toEqual(["2026-11-27T08:00:00", "2026-11-30T08:00:00", "2026-12-01T08:00:00"]);
  expect(times("rate(5 minutes)")).toEqual(["2026-11-26T12:00:30", "2026-11-26T12:05:30", "2026-11-26T12:10:30"]);
  expect(times("rate(5 minutes)", "after-one-interval")).toEqual(["2026-11-26T12:05:30", "2026-11-26T12:10:30", "2026-11-26T12:15:30"]);
  expect(times("at(2026-12-24T18:00:00)")).toEqual(["2026-12-24T18:00:00"]);
  expect(times("cron(0 8 24,31 12 ? 2026)")).toEqual(["2026-12-24T08:00:00", "2026-12-31T08:00:00"]);
  expect(utcTime(now)).toBe("Thu, 26 Nov 2026 12:00:30 UTC");
});

test("an instant that is past is refused; a cron that never fires is warned of", () => {
  expect(times("at(2020-01-01T00:00:00)")).toMatch(/^That time is past/);
  for (const never of ["cron(0 12 31 2 ? *)", "cron(0 12 1 1 ? 2026)"]) {
    expect(scheduleOf(never, now, "at-once")).toEqual({ next: [], caution: expect.stringMatching(/^It never fires/) as string });
  }
});

test.each([
  ["", /^Write rate/],
  ["every day", /^Begin with rate/],
  ["0 12 * * ? *", /in parentheses: cron\(0 12 \* \* \? \*\)/],
  ["rate 5 minutes", /in parentheses: rate\(5 minutes\)/],
  ["rate(5 minutes", /in parentheses: rate\(5 minutes\)/],
  ["Rate(5 minutes)", /small letters.*rate\(5 minutes\)/],
  ["rate (5 minutes)", /right behind it: rate\(5 minutes\)/],
  ["rate(minutes)", /begins with a whole number/],
  ["rate(1.5 hours)", /begins with a whole number/],
  ["rate(0 minutes)", /at least 1 minute/],
  ["rate(5 weeks)", /not weeks: rate\(5 minutes\)/],
  ["rate(5)", /minutes, hours or days: rate\(5 minutes\)/],
  ["at(2026-12-24T18:00:00Z)", /time zone out/],
  ["at(24.12.2026 18:00)", /Write year, month, day/],
  ["at(2026-02-30T10:00:00)", /There is no 2026-02-30 10:00:00/],
  ["cron(0 12 * * ?)", /six fields.*here are 5\. AWS has the year/],
  ["cron()", /here are 0\./],
  ["cron(60 12 * * ? *)", /The field minutes takes 0 to 59.*60 is none/],
  ["cron(0 24 * * ? *)", /The field hours takes 0 to 23.*24 is none/],
  ["cron(0 12 32 * ? *)", /The day-of-month takes 1 to 31.*32 is none/],
  ["cron(0 12 * 13 ? *)", /The month takes 1 to 12.*13 is none/],
  ["cron(0 12 ? * MO *)", /The day-of-week takes 1 \(Sunday\) to 7.*MO is none/],
  ["cron(0 12 * * ? 1969)", /The year takes 1970 to 2199.*1969 is none/],
  ["cron(0 12 ? * ? *)", /Only one of/],
  ["cron(0 12 * * * *)", /must be \?/],
] as const)("%j has a sentence of its own", (text, sentence) => {
  expect(scheduleOf(text, now, "at-once")).toEqual({ problem: expect.stringMatching(sentence) as string });
});

test("whatever is typed, there is a sentence, and it is none of an exception", () => {
  const near = fc.tuple(fc.constantFrom("rate", "cron", "at", "Cron", ""), fc.constantFrom("(", ""), fc.array(fc.constantFrom("5", "*", "?", "minutes", "L", "60", " ", "MON", "2026-01-01T00:00")), fc.constantFrom(")", "")).map(([word, open, inner, close]) => word + open + inner.join(" ") + close);
  fc.assert(fc.property(fc.oneof(fc.string(), near), (text) => {
    expect(scheduleMistake(text)).toMatch(/^[A-Z].*[.)]$/s);
  }));
});
