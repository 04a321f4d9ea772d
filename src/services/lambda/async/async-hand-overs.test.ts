import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { isAwsError } from "../../aws-error.ts";
import { utf8 } from "../../bytes.ts";
import type { Operation } from "../../operation.ts";
import { SQS_OPERATIONS } from "../../sqs/operations.ts";
import { settleAttempt } from "./async-events.ts";
import { acceptEvent } from "./async-queue.ts";
import type { AsyncEventRecord } from "./async-records.ts";

const QUEUE = "arn:aws:sqs:us-east-1:123456789012:dead";
const QueueUrl = "https://sqs.us-east-1.amazonaws.com/123456789012/dead";
let aws: TestAccount;

/** Carries out another service's operation on the same state. */
function run<Input>(operation: Operation<Input, unknown>, input: Input): void {
  const outcome = operation(aws.state, input, aws.context());
  if (isAwsError(outcome)) throw new Error(outcome.message);
  aws.apply(outcome.changes);
}

/** The event of `orders` after its only attempt, which answered this. */
function settled(payload: string, functionError: boolean): AsyncEventRecord {
  const accepted = acceptEvent(aws.state, { target: "orders", payload: utf8("{}"), source: "invoke", requestId: "one" }, aws.context());
  if (isAwsError(accepted)) throw new Error(accepted.message);
  aws.apply(accepted.changes);
  const result = { ran: true, at: aws.now, endedAt: aws.now, payload: utf8(payload), functionError, executedVersion: "$LATEST" } as const;
  aws.apply(settleAttempt(aws.state, aws.state["lambda.async-events"].get("one:orders")!, result, aws.context()).changes);
  return aws.state["lambda.async-events"].get("one:orders")!;
}

beforeEach(() => {
  aws = new TestAccount();
  aws.createFunction("orders");
  run(SQS_OPERATIONS.CreateQueue, { QueueName: "dead" });
  aws.must("UpdateFunctionConfiguration", { FunctionName: "orders", DeadLetterConfig: { TargetArn: QUEUE } });
  aws.must("PutFunctionEventInvokeConfig", { FunctionName: "orders", MaximumRetryAttempts: 0, DestinationConfig: { OnSuccess: { Destination: QUEUE } } });
});

const FAILED = JSON.stringify({ errorType: "Error", errorMessage: "the order has no number" });

describe("an attempt that ended in a function error", () => {
  it("keeps the error's type and message, or its beginning", () => {
    expect(settled(FAILED, true).attempts).toMatchObject([{ outcome: "function-error", reason: "Error: the order has no number" }]);
    expect(settled(JSON.stringify({ errorType: "Error", errorMessage: "x".repeat(5000) }), true).attempts[0]!.reason).toHaveLength(256);
  });

  it("has no reason where the answer says none", () => {
    for (const payload of ["", "null", "[1]", '{"errorType":7}']) expect(settled(payload, true).attempts[0]).not.toHaveProperty("reason");
  });
});

describe("an event that ended", () => {
  it("tells of no failed hand-over when there was none", () => {
    expect(settled(FAILED, true)).toMatchObject({ end: "dead-lettered" });
    expect(aws.state["lambda.async-events"].get("one:orders")).not.toHaveProperty("failedHandOvers");
  });

  it("tells that its dead-letter queue, or its destination, could not take it, and why", () => {
    run(SQS_OPERATIONS.DeleteQueue, { QueueUrl });
    expect(settled(FAILED, true)).toMatchObject({ end: "dropped", failedHandOvers: [{ to: "dead-letter", arn: QUEUE, reason: "The specified queue does not exist." }] });
    expect(settled("{}", false)).toMatchObject({ end: "done", endCondition: "Success", failedHandOvers: [{ to: "destination", arn: QUEUE }] });
  });
});
