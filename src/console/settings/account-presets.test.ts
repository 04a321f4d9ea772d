import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "#services/settings.ts";
import { concurrencyProblem, isPreset, PRESETS } from "./account-presets.ts";

test("the default is one of the presets, and each preset is a number that may be set", () => {
  expect(isPreset(DEFAULT_SETTINGS.accountConcurrency)).toBe(true);
  expect(PRESETS.map(({ amount }) => amount)).toEqual([1000, 50, 10]);
  for (const { amount } of PRESETS) expect(concurrencyProblem(String(amount))).toBeUndefined();
});

test("no concurrency at all, parts of one and text are refused with the bounds", () => {
  for (const text of ["0", "", "1.5", "ten", "100001"]) expect(concurrencyProblem(text)).toBe("A whole number from 1 to 100,000.");
});
