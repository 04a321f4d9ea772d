import { expect, test } from "vitest";
import { EXAMPLE_PATTERN, filterProblem } from "./filter-pattern.ts";

test("no pattern and a good pattern are fine; half-typed JSON and JSON that is no pattern are told apart", () => {
  for (const good of ["", "  ", EXAMPLE_PATTERN, ` ${EXAMPLE_PATTERN}\n`]) expect(filterProblem(good)).toBeUndefined();
  expect(filterProblem('{"body": {')).toMatch(/not JSON yet/);
  expect(filterProblem('{"body": {"kind": "order"}}')).toMatch(/list of values or rules/);
});
