import { expect, test } from "vitest";
import { resourceNameProblem } from "./resource-kinds.ts";

test("names follow each service's own rule", () => {
  expect(resourceNameProblem("queue", "jobs-dlq")).toBeUndefined();
  expect(resourceNameProblem("queue", "jobs.fifo")).toMatch(/FIFO/);
  expect(resourceNameProblem("queue", "a".repeat(81))).toMatch(/80/);
  expect(resourceNameProblem("topic", "a".repeat(81))).toBeUndefined();
  expect(resourceNameProblem("bucket", "my-photos")).toBeUndefined();
  expect(resourceNameProblem("bucket", "My-Photos")).toMatch(/lower-case/);
  expect(resourceNameProblem("bucket", "ab")).toMatch(/3 to 63/);
  expect(resourceNameProblem("bus", "shop.orders")).toBeUndefined();
  expect(resourceNameProblem("bus", "shop/orders")).toMatch(/256/);
  expect(resourceNameProblem("topic", "")).toMatch(/needs a name/);
});
