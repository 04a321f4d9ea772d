import { expect, test } from "vitest";
import { capacityProblem, qualifierOfResource, rangeProblem, resourceIdOf, targetProblem } from "./scaling-rules.ts";

test("a resource id names function and qualifier, and reads back", () => {
  expect(resourceIdOf("orders", "prod")).toBe("function:orders:prod");
  expect(qualifierOfResource("function:orders:prod", "orders")).toBe("prod");
  expect(qualifierOfResource("function:mail:prod", "orders")).toBeUndefined();
  expect(qualifierOfResource(undefined, "orders")).toBeUndefined();
});

test("a target is a share from 0.1 to 0.9", () => {
  for (const good of ["0.1", "0.7", ".9"]) expect(targetProblem(good)).toBeUndefined();
  for (const bad of ["", "0", "0.95", "70", "x"]) expect(targetProblem(bad)).toMatch(/0\.1 to 0\.9/);
});

test("capacities are whole numbers, the minimum no higher than the maximum", () => {
  expect([capacityProblem("0"), capacityProblem("-1"), capacityProblem("1.5")].map((problem) => problem === undefined)).toEqual([true, false, false]);
  expect(rangeProblem("3", "2")).toMatch(/above the maximum/);
  expect(rangeProblem("2", "10")).toBeUndefined();
});
