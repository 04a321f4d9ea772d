import { expect, test } from "vitest";
import { RETENTION_DAYS } from "#services/logs/retention.ts";
import { isShorter, retentionWords } from "./retention-words.ts";

test("each retention that CloudWatch offers has its words", () => {
  expect(RETENTION_DAYS.map((days) => retentionWords(days))).toEqual([
    "1 day", "3 days", "5 days", "1 week (7 days)", "2 weeks (14 days)", "1 month (30 days)", "2 months (60 days)", "3 months (90 days)", "4 months (120 days)",
    "5 months (150 days)", "6 months (180 days)", "12 months (365 days)", "13 months (400 days)", "18 months (545 days)", "2 years (731 days)", "3 years (1,096 days)",
    "5 years (1,827 days)", "6 years (2,192 days)", "7 years (2,557 days)", "8 years (2,922 days)", "9 years (3,288 days)", "10 years (3,653 days)",
  ]);
  expect(retentionWords(undefined)).toBe("Never expire");
});

test("a shorter retention loses lines, a longer one and none does not", () => {
  expect(isShorter(7, undefined)).toBe(true);
  expect(isShorter(7, 14)).toBe(true);
  expect(isShorter(14, 7)).toBe(false);
  expect(isShorter(7, 7)).toBe(false);
  expect(isShorter(undefined, 7)).toBe(false);
});
