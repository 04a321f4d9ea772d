import { ThrottleReason } from "@aws-sdk/client-lambda";
import { expect, test } from "vitest";
import { throttleReason, throttleWords } from "./throttle-reason.ts";

test("a throttled call's reason is explained in words", () => {
  const error = Object.assign(new Error("Rate Exceeded."), { name: "TooManyRequestsException", Reason: "ReservedFunctionConcurrentInvocationLimitExceeded" });
  expect(throttleReason(error)).toBe("ReservedFunctionConcurrentInvocationLimitExceeded");
  expect(throttleWords(error)).toMatch(/reserved concurrency is used up/);
});

test("every reason of the API that can arise here has words", () => {
  const none = Object.values(ThrottleReason).filter((Reason) => throttleWords({ Reason }) === undefined);
  // Not simulated: SnapStart, and AWS's own databases.
  expect(none.toSorted()).toEqual(["ConcurrentSnapshotCreateLimitExceeded"]);
});

test("other errors have no throttle reason", () => {
  expect(throttleReason(new Error("x"))).toBeUndefined();
  expect(throttleWords({ Reason: 7 })).toBeUndefined();
});
