import fc from "fast-check";
import { expect, test } from "vitest";
import { ageFields, ageProblem, ageSeconds, ageText } from "./event-age.ts";

test("an age that is split into fields reads back as the same seconds", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), (total) => { expect(ageSeconds(ageFields(total))).toBe(total); }));
  expect(ageText(5400)).toBe("1 h 30 min 0 sec");
  expect(ageText(21_600)).toBe("6 h 0 min 0 sec");
});

test("an event is kept for one minute to six hours", () => {
  const at = (hours: string, minutes: string, seconds: string) => ageProblem({ hours, minutes, seconds });
  expect(at("", "1", "")).toBeUndefined();
  expect(at("0", "0", "59")).toMatch(/at least 1 minute/);
  expect(at("6", "0", "0")).toBeUndefined();
  expect(at("6", "0", "1")).toMatch(/6 hours/);
  expect(at("0", "90", "0")).toBeUndefined();
  expect(at("0", "361", "0")).toMatch(/6 hours/);
  expect(at("1e0", "0", "0")).toMatch(/whole numbers/);
  expect(at("1.5", "0", "0")).toMatch(/whole numbers/);
});
