import { expect, test } from "vitest";
import { MEMORY_MB } from "#services/lambda/configuration/function-settings.ts";
import { rangeProblem, timeoutProblem, timeoutSeconds, timeoutText } from "./timeout.ts";

test("a timeout is written and read in minutes and seconds", () => {
  expect([timeoutText(3), timeoutText(900), timeoutText(61)]).toEqual(["0 min 3 sec", "15 min 0 sec", "1 min 1 sec"]);
  expect([timeoutSeconds("1", "30"), timeoutSeconds("", "3"), timeoutSeconds("x", "3")]).toEqual([90, 3, undefined]);
});

test("a timeout is from one second to fifteen minutes", () => {
  expect(timeoutProblem("0", "0")).toContain("at least 1 second");
  expect(timeoutProblem("15", "1")).toContain("15 minutes at most");
  expect(timeoutProblem("1.5", "0")).toContain("whole numbers");
  expect(timeoutProblem("15", "0")).toBeUndefined();
});

test("memory is from 128 to 10240 MB", () => {
  for (const text of ["127", "10241", "", "1e3", "128.5"]) expect(rangeProblem(text, "Memory", MEMORY_MB)).toContain("128 to 10240");
  expect(rangeProblem("10240", "Memory", MEMORY_MB)).toBeUndefined();
});
