import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AsyncAttempt, AttemptOutcome } from "./async-records.ts";
import { nextAttemptAt, retryAt } from "./async-retries.ts";

const HOUR = 3_600_000;

/** Seconds after acceptance of every attempt of an event that is always refused. */
function refusedAttempts(maximumAgeMs: number): number[] {
  const at: number[] = [];
  for (let next = 0; next < maximumAgeMs; next = retryAt(0, next, 0, at.length, { retries: 2, maximumAgeMs })) at.push(next / 1000);
  return at;
}

describe("retries of asynchronous events", () => {
  it("after throttles come after 1 s, 2 s, 4 s … 5 min: 80 attempts in six hours, the last at 21,511 s", () => {
    const attempts = refusedAttempts(6 * HOUR);
    expect(attempts.slice(0, 12)).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 811, 1111]);
    expect(attempts).toHaveLength(80);
    expect(attempts.at(-1)).toBe(21_511);
  });

  it.each([[60, 6], [300, 9], [900, 11], [1800, 14], [3600, 20]])("end with an event's maximum age: %d s allow %d attempts", (seconds, count) => {
    expect(refusedAttempts(seconds * 1000)).toHaveLength(count);
  });

  it("after function errors come after one and two minutes, as often as the settings say, whatever was refused between", () => {
    const settings = { retries: 2, maximumAgeMs: 6 * HOUR };
    expect(retryAt(0, 1000, 1, 0, settings)).toBe(61_000);
    expect(retryAt(0, 1000, 2, 0, settings)).toBe(121_000);
    expect(retryAt(0, 1000, 3, 0, settings)).toBe(-1);
    expect(retryAt(0, 1000, 1, 0, { ...settings, retries: 0 })).toBe(-1);
  });

  it("are told from the kept attempts as from counts: the live rule and the simulated one are one", () => {
    const outcomes = fc.array(fc.constantFrom<AttemptOutcome>("function-error", "throttled", "system-error"), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 0, max: 2 }), (ends, retries) => {
        const settings = { retries, maximumAgeMs: 6 * HOUR, onSuccess: undefined, onFailure: undefined };
        const attempts = ends.map((outcome, index): AsyncAttempt => ({ at: index * 1000, endedAt: index * 1000, outcome }));
        const errors = ends.filter((end) => end === "function-error").length;
        const refusals = ends.length - 1 - ends.lastIndexOf("function-error");
        const next = retryAt(0, attempts.at(-1)!.endedAt, errors, refusals, settings);
        expect(nextAttemptAt(0, attempts, settings)).toBe(next < 0 ? null : next);
      }),
    );
  });
});
