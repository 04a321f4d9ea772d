import { expect, test } from "vitest";
import { qualifierOfArn } from "../aws/provisioned-queries.ts";
import { aliasProblem, claimOf, provisionable, provisionProblem, splitWords, totalClaimed, versionProblem } from "./provisioned-rules.ts";

const fresh = { limit: 1000, unreserved: 1000, reserved: undefined, others: 0, own: 0 };

test("900 are available in a fresh account of 1,000; none in one of 10", () => {
  expect(provisionable(fresh)).toBe(900);
  expect(provisionable({ ...fresh, limit: 10, unreserved: 10 })).toBe(0);
});

test("inside a reservation there is what the other versions and aliases leave of it", () => {
  expect(provisionable({ ...fresh, unreserved: 980, reserved: 20, others: 15 })).toBe(5);
  expect(provisionProblem("6", { ...fresh, reserved: 20, others: 15 })).toMatch(/^5 are available: the function's reservation of 20/);
});

test("what an edited configuration has already is its own to give", () => {
  expect(provisionProblem("900", { ...fresh, unreserved: 500, own: 500 })).toBeUndefined();
});

test("0 and text are refused: the minimum is 1", () => {
  for (const text of ["0", "", "x", "-2", "1.5"]) expect(provisionProblem(text, fresh)).toMatch(/whole number from 1/);
});

test("aliases on $LATEST, aliases with weights, and aliases of a configured version cannot be chosen", () => {
  expect(aliasProblem({ FunctionVersion: "$LATEST" }, new Set())).toMatch(/\$LATEST/);
  expect(aliasProblem({ FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { "2": 0.1 } } }, new Set())).toMatch(/splits/);
  expect(aliasProblem({ FunctionVersion: "1" }, new Set(["1"]))).toMatch(/version 1/);
  expect(aliasProblem({ FunctionVersion: "1" }, new Set(["2"]))).toBeUndefined();
});

test("a version whose alias is configured cannot be chosen", () => {
  expect(versionProblem("1", [{ Name: "prod", FunctionVersion: "1" }], new Set(["prod"]))).toMatch(/alias prod/);
  expect(versionProblem("2", [{ Name: "prod", FunctionVersion: "1" }], new Set(["prod"]))).toBeUndefined();
  expect(versionProblem("2", [{ Name: "prod", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { "2": 0.1 } } }], new Set(["prod"]))).toMatch(/alias prod/);
});

test("the qualifier is read from the ARN of a configuration", () => {
  expect(qualifierOfArn("arn:aws:lambda:us-east-1:123456789012:function:orders:prod")).toBe("prod");
});

test("a configuration takes what it asked for or more while it has more; after a failure what it still has", () => {
  const config = (Status: "READY" | "IN_PROGRESS" | "FAILED", requested: number, allocated: number) => ({
    Status, RequestedProvisionedConcurrentExecutions: requested, AllocatedProvisionedConcurrentExecutions: allocated,
  });
  expect([claimOf(config("IN_PROGRESS", 10, 4)), claimOf(config("IN_PROGRESS", 4, 10)), claimOf(config("FAILED", 10, 4))]).toEqual([10, 10, 4]);
  expect(totalClaimed([config("READY", 3, 3), config("FAILED", 10, 0)])).toBe(3);
});

test("the split over an alias's versions is said once it is there, and only where the alias has weights", () => {
  const config = { Status: "READY" as const, RequestedProvisionedConcurrentExecutions: 10 };
  const alias = { FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { "2": 0.5 } } };
  expect(splitWords(config, alias)).toBe("Version 1: 5, version 2: 5");
  expect(splitWords({ ...config, Status: "IN_PROGRESS" }, alias)).toBeUndefined();
  expect(splitWords(config, { FunctionVersion: "1" })).toBeUndefined();
  expect(splitWords(config, undefined)).toBeUndefined();
});
