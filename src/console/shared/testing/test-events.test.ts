import { expect, test } from "vitest";
import { eventNameProblem } from "./test-events.ts";

test("an event's name has 1 to 25 letters, digits, dots, hyphens and underscores", () => {
  for (const good of ["a", "sample_event-1.0", "x".repeat(25)]) expect(eventNameProblem(good, [])).toBeUndefined();
  for (const bad of ["", "sample event", "x".repeat(26), "é"]) expect(eventNameProblem(bad, [])).toMatch(/\.$/);
});

test("a name is used once, and a function has ten events at most", () => {
  expect(eventNameProblem("a", ["a"])).toContain("exists already");
  expect(eventNameProblem("new", Array.from({ length: 10 }, (_, n) => `e${n}`))).toContain("at most 10");
  expect(eventNameProblem("new", Array.from({ length: 9 }, (_, n) => `e${n}`))).toBeUndefined();
});
