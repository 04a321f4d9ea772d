import { expect, test } from "vitest";
import { StoreFailure, storeFailure } from "./store-failure.ts";

test.each([
  ["QuotaExceededError", false, "full"],
  ["QuotaExceededError", true, "full"],
  ["VersionError", true, "newer-database"],
  ["SecurityError", true, "blocked"],
  ["InvalidStateError", true, "blocked"],
  ["InvalidStateError", false, "broken"],
  ["UnknownError", true, "broken"],
])("the browser's %s (opening: %s) is the problem %s", (name, opening, problem) => {
  const failure = storeFailure(new DOMException("browser's words", name), opening);
  expect(failure.problem).toBe(problem);
  expect(failure.message).toBe(`${failure.what} ${failure.wayOut}`);
  expect(failure.wayOut).toMatch(/^[A-Z].*\.$/);
});

test("a failure that is already named is passed on as it is", () => {
  const failure = new StoreFailure("lost-leadership");
  expect(storeFailure(failure)).toBe(failure);
});
