import { expect, test } from "vitest";
import { distance } from "./distance.ts";

test("a distance is told in its two greatest units", () => {
  expect([0, 58_000, 125_000, 21_600_000, 266_400_000, 4_834_920_000].map(distance)).toEqual(["0 s", "58 s", "2 min 5 s", "6 h 0 min", "3 d 2 h", "55 d 23 h"]);
});
