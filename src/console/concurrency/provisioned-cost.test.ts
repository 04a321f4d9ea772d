import { expect, test } from "vitest";
import { dollars, provisionedCostPerMonth } from "./provisioned-cost.ts";

test("ten environments of 1 GB cost $109.50 a month on x86, a fifth less on arm64", () => {
  expect(dollars(provisionedCostPerMonth(10, 1024, "x86_64"))).toBe("$109.50");
  expect(dollars(provisionedCostPerMonth(10, 1024, "arm64"))).toBe("$87.60");
});

test("cost grows with number and memory alike", () => {
  expect(provisionedCostPerMonth(2, 128, "x86_64")).toBeCloseTo(provisionedCostPerMonth(1, 256, "x86_64"), 12);
});
