import { expect, test } from "vitest";
import { wholeNumber } from "./whole-number.ts";

test("a whole number is digits alone, whatever a field for numbers lets through", () => {
  expect(["0", "007", " 1000 "].map(wholeNumber)).toEqual([0, 7, 1000]);
  for (const text of ["", "1e3", "1.0", "-1", "+1", "1,000", "0x10", "many"]) expect(wholeNumber(text), text).toBeUndefined();
});
