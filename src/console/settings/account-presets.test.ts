import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "#services/settings.ts";
import { concurrencyProblem, isPreset, PRESETS, reservationsBeyond } from "./account-presets.ts";

test("the default is one of the presets, and each preset is a number that may be set", () => {
  expect(isPreset(DEFAULT_SETTINGS.accountConcurrency)).toBe(true);
  expect(PRESETS.map(({ amount }) => amount)).toEqual([1000, 50, 10]);
  for (const { amount } of PRESETS) expect(concurrencyProblem(String(amount))).toBeUndefined();
});

test("no concurrency at all, parts of one and text are refused with the bounds", () => {
  for (const text of ["0", "", "1.5", "ten", "100001"]) expect(concurrencyProblem(text)).toBe("A whole number from 1 to 100,000.");
});

test("an account of which its reservations leave nothing is told apart, with the functions that hold them", () => {
  const reserved = new Map([["small", 20], ["blocked", 0], ["large", 1480]]);
  expect(reservationsBeyond(10, reserved)).toEqual({ functions: ["large 1,480", "small 20"], total: 1500 });
  expect(reservationsBeyond(1500, reserved)?.total).toBe(1500);
  expect(reservationsBeyond(1501, reserved)).toBeNull();
  expect(reservationsBeyond(10, new Map([["blocked", 0]]))).toBeNull();
});
