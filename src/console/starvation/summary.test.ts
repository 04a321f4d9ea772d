import { expect, test } from "vitest";
import type { Second } from "#simulation/starvation.ts";
import { reservationProblem, seenBy, shareWords } from "./summary.ts";

const second = (served: number, failed: number, throttles = failed): Second => ({ served, failed, throttles, coldStarts: 0, peak: 0 });

test("only whole seconds count, and of those the last ones", () => {
  expect(seenBy({ seconds: [second(100, 0), second(10, 10), second(30, 10, 20), second(0, 99)] }, 2)).toEqual({
    servedPerSecond: 20, failedPerSecond: 10, throttlesPerSecond: 15, failedShare: 1 / 3,
  });
  expect(seenBy({ seconds: [second(1, 1)] })).toMatchObject({ servedPerSecond: 0, failedShare: 0 });
});

test("a share that is not nothing is never said to be", () => {
  expect([0, 0.001, 0.374].map(shareWords)).toEqual(["none", "under 1%", "37%"]);
});

test("a reservation leaves the account its 100, in AWS's words", () => {
  expect(reservationProblem("", 1000, 900)).toBeNull();
  expect(reservationProblem("800", 1000, 100)).toBeNull();
  expect(reservationProblem("801", 1000, 100)).toContain("below its minimum value of [100]. At most 800");
  for (const text of ["-1", "1.5", "1e3", "many"]) expect(reservationProblem(text, 1000, 0)).toContain("whole number");
});
