import { expect, test } from "vitest";
import { executionRoleArn } from "../shared/execution-role.ts";
import { functionNameProblem } from "./function-name-rule.ts";

const taken = new Set(["orders"]);

test("letters, digits, hyphens and underscores make a name, up to 64 of them", () => {
  expect(functionNameProblem("My_function-2", taken)).toBeUndefined();
  expect(functionNameProblem("x".repeat(64), taken)).toBeUndefined();
  expect(functionNameProblem("x".repeat(65), taken)).toContain("64 characters at most; this one has 65");
});

test("a bad name is answered with what to remove", () => {
  expect(functionNameProblem("my function!", taken)).toMatch(/Remove: space !$/);
  expect(functionNameProblem("", taken)).toContain("needs a name");
});

test("a name that is taken is refused before the API is asked", () => {
  expect(functionNameProblem("orders", taken)).toContain("exists in this Region");
});

test("the made-up role follows AWS's pattern", () => {
  expect(executionRoleArn("123456789012", "orders", () => 0)).toBe("arn:aws:iam::123456789012:role/service-role/orders-role-aaaaaaaa");
  expect(executionRoleArn("123456789012", "orders", Math.random)).toMatch(/^arn:aws:iam::\d{12}:role\/service-role\/orders-role-[a-z0-9]{8}$/);
});
