import { expect, test } from "vitest";
import { isMissing } from "./missing.ts";

const queue = "arn:aws:sqs:us-east-1:123456789012:dead";

test("what is known not to be there is missing; what is not known is not", () => {
  expect(isMissing(queue, { sqs: [] })).toBe(true);
  expect(isMissing(queue, { sqs: [queue] })).toBe(false);
  expect(isMissing(queue, { sns: [] })).toBe(false);
});

test("a function is found by its name, whatever its qualifier, and a bucket by its own", () => {
  const target = "arn:aws:lambda:us-east-1:123456789012:function:orders:prod";
  expect([["orders"], ["order"]].map((lambda) => isMissing(target, { lambda }))).toEqual([false, true]);
  expect([["uploads"], ["upload"]].map((s3) => isMissing("arn:aws:s3:::uploads", { s3 }))).toEqual([false, true]);
});
