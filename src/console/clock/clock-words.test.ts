import { expect, test } from "vitest";
import { clockText, differs, nextWords } from "./clock-words.ts";

test("simulated time is shown as soon as it differs from the wall's by a second", () => {
  expect([0, 999, 1000, -5000].map((offsetMs) => differs({ offsetMs }))).toEqual([false, false, true, true]);
  expect(clockText({ offsetMs: 0, mode: "real-time" }, "12:00")).toBe("Real time");
  expect(clockText({ offsetMs: 0, mode: "fast-forward" }, "12:00")).toBe("Fast-forward");
  expect(clockText({ offsetMs: 60_000, mode: "real-time" }, "12:00")).toBe("Simulated: 12:00");
  expect(clockText({ offsetMs: 60_000, mode: "fast-forward" }, "12:00")).toBe("Fast-forward: 12:00");
});

test("what comes next is named with its time, and nothing is said to be nothing", () => {
  expect(nextWords({ nextEventAt: null, nextEvent: null }, 0)).toBe("Nothing is waiting for an instant");
  expect(nextWords({ nextEventAt: 58_000, nextEvent: "retry of orders" }, 0)).toBe("in 58 s: retry of orders");
  expect(nextWords({ nextEventAt: 5, nextEvent: "retry of orders" }, 10)).toBe("now: retry of orders");
});
