import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { isAwsError } from "../../aws-error.ts";
import { throttled } from "../concurrency/concurrency.ts";
import { type AttemptResult, settleAttempt, settleUntried } from "./async-events.ts";
import { acceptEvent } from "./async-queue.ts";
import type { AsyncAttempt } from "./async-records.ts";
import { nextAttemptAt } from "./async-retries.ts";
import { TestAccount } from "#testing/test-account.ts";

// Many runs of many steps: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let aws: TestAccount;
const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const INVALID = "InvalidParameterValueException: ";

beforeEach(() => {
  aws = new TestAccount();
  aws.createFunction("orders", 1);
});

describe("settings of asynchronous invocation", () => {
  const put = (input: object): string => aws.refusal("PutFunctionEventInvokeConfig", { FunctionName: "orders", ...input });

  it("are refused when they say nothing, when the function is not there, and when it is its own destination", () => {
    expect(put({})).toBe(`${INVALID}You must specify at least one of error handling or destination setting.`);
    expect(aws.refusal("PutFunctionEventInvokeConfig", { FunctionName: "nobody", MaximumRetryAttempts: 1 })).toBe("ResourceNotFoundException: The function doesn't exist.");
    expect(put({ DestinationConfig: { OnSuccess: { Destination: ARN } } })).toBe(`${INVALID}You can't specify the function as a destination for itself.`);
    expect(put({ DestinationConfig: { OnFailure: { Destination: "arn:aws:sqs:us-east-1:123456789012:nowhere" } } })).toMatch(/^InvalidParameterValueException: The destination ARN .* is invalid\.$/);
    expect(aws.refusal("GetFunctionEventInvokeConfig", { FunctionName: "orders" })).toBe(
      `ResourceNotFoundException: The function ${ARN}:$LATEST doesn't have an EventInvokeConfig`,
    );
  });

  it("that say nothing are refused first, whether the function is there or not, by Put as by Update", () => {
    const nothing = `${INVALID}You must specify at least one of error handling or destination setting.`;
    for (const FunctionName of ["orders", "nobody"]) {
      expect(aws.refusal("PutFunctionEventInvokeConfig", { FunctionName })).toBe(nothing);
      expect(aws.refusal("UpdateFunctionEventInvokeConfig", { FunctionName })).toBe(nothing);
    }
    expect(put({ MaximumRetryAttempts: 1 })).toBe("no refusal");
    expect(aws.refusal("UpdateFunctionEventInvokeConfig", { FunctionName: "orders" })).toBe(nothing);
  });

  it("are not there for a function or qualifier that is not there: Get and Delete say no more than that", () => {
    const missing = (name: string): string => `ResourceNotFoundException: The function arn:aws:lambda:us-east-1:123456789012:function:${name} doesn't have an EventInvokeConfig`;
    for (const operation of ["GetFunctionEventInvokeConfig", "DeleteFunctionEventInvokeConfig"] as const) {
      expect(aws.refusal(operation, { FunctionName: "nobody" })).toBe(missing("nobody:$LATEST"));
      expect(aws.refusal(operation, { FunctionName: "orders", Qualifier: "7" })).toBe(missing("orders:7"));
      expect(aws.refusal(operation, { FunctionName: "orders:prod" })).toBe(missing("orders:prod"));
    }
  });

  it("name destinations of five services; another one's is refused with the whole configuration", () => {
    const role = "arn:aws:iam::123456789012:role/x";
    const invalid = (config: string): string => `${INVALID}The provided destination config DestinationConfig(${config}) is invalid.`;
    expect(put({ DestinationConfig: { OnSuccess: { Destination: role } } })).toBe(invalid(`onSuccess=OnSuccess(destination=${role}), onFailure=null`));
    expect(put({ DestinationConfig: { OnFailure: { Destination: role } } })).toBe(invalid(`onSuccess=null, onFailure=OnFailure(destination=${role})`));
    expect(put({ DestinationConfig: { OnSuccess: {}, OnFailure: { Destination: role } } })).toBe(invalid(`onSuccess=OnSuccess(destination=null), onFailure=OnFailure(destination=${role})`));
  });

  it("are replaced by Put, merged by Update, each qualifier for itself", () => {
    expect(put({ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60 })).toBe("no refusal");
    expect(aws.must("UpdateFunctionEventInvokeConfig", { FunctionName: "orders", MaximumRetryAttempts: 0 })).toMatchObject({
      FunctionArn: `${ARN}:$LATEST`, MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60, DestinationConfig: { OnSuccess: {}, OnFailure: {} },
    });
    expect(put({ MaximumEventAgeInSeconds: 90 })).toBe("no refusal");
    expect(aws.must("GetFunctionEventInvokeConfig", { FunctionName: "orders" })).not.toHaveProperty("MaximumRetryAttempts");
    aws.must("PutFunctionEventInvokeConfig", { FunctionName: "orders", Qualifier: "1", MaximumRetryAttempts: 2 });
    expect(aws.must("ListFunctionEventInvokeConfigs", { FunctionName: "orders" }).FunctionEventInvokeConfigs?.map(({ FunctionArn }) => FunctionArn)).toEqual([`${ARN}:$LATEST`, `${ARN}:1`]);
  });
});

describe("the waits of a throttled event", () => {
  it.each([[60, 6], [300, 9], [900, 11], [1800, 14], [3600, 20], [21_600, 80]])("within %i s allow %i attempts", (seconds, expected) => {
    const settings = { retries: 2, maximumAgeMs: seconds * 1000, onSuccess: undefined, onFailure: undefined };
    const attempts: AsyncAttempt[] = [];
    for (let at = 0; at < settings.maximumAgeMs; at = nextAttemptAt(0, attempts, settings)!) attempts.push({ at, endedAt: at, outcome: "throttled" });
    expect(attempts).toHaveLength(expected);
  });
});

describe("a throttled attempt", () => {
  it("takes no time, however long this machine took to note it: the wait after it is the rule's", () => {
    const accepted = acceptEvent(aws.state, { target: "orders", payload: new Uint8Array(), source: "invoke", requestId: "one" }, aws.context());
    if (isAwsError(accepted)) throw new Error(accepted.message);
    aws.apply(accepted.changes);
    const at = aws.now;
    const event = aws.state["lambda.async-events"].get("one:orders")!;
    const settled = settleAttempt(aws.state, event, { ran: false, at, endedAt: at + 7, error: throttled("ConcurrentInvocationLimitExceeded") }, aws.context());
    expect(settled.changes[0]?.value).toMatchObject({ attempts: [{ at, endedAt: at, outcome: "throttled" }], nextAttemptAt: at + 1000 });
  });
});

describe("every accepted event", () => {
  it("ends in exactly one way, within its age, whatever happens to its attempts; the same draws twice give the same log", () => {
    const outcome = fc.constantFrom<"ok" | "error" | "throttle" | "system" | "block" | "delete">("ok", "error", "error", "throttle", "throttle", "throttle", "system", "block", "delete");
    const run = (outcomes: readonly string[], retries: number, age: number): unknown[] => {
      const account = new TestAccount();
      account.createFunction("orders");
      account.must("PutFunctionEventInvokeConfig", { FunctionName: "orders", MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age });
      const accepted = acceptEvent(account.state, { target: "orders", payload: new Uint8Array([123, 125]), source: "invoke", requestId: "one" }, account.context());
      if (isAwsError(accepted)) throw new Error(accepted.message);
      account.apply(accepted.changes);
      let ends = 0;
      const event = () => account.state["lambda.async-events"].get("one:orders")!;
      for (let index = 0; event().nextAttemptAt !== null; index++) {
        expect(event().nextAttemptAt).toBeGreaterThanOrEqual(account.now);
        account.now = event().nextAttemptAt!;
        const action = outcomes[index % outcomes.length];
        if (action === "block") account.call("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 0 });
        if (action === "delete") account.call("DeleteFunction", { FunctionName: "orders" });
        const at = account.now;
        const result: AttemptResult =
          action === "ok" || action === "error"
            ? { ran: true, at, endedAt: at, payload: new Uint8Array(), functionError: action === "error", executedVersion: "$LATEST" }
            : { ran: false, at, endedAt: at, error: action === "throttle" ? throttled("ConcurrentInvocationLimitExceeded") : { kind: "aws-error", name: "ServiceException", message: "" } };
        const settled = settleUntried(account.state, event(), account.context()) ?? settleAttempt(account.state, event(), result, account.context());
        account.apply(settled.changes);
        if (event().end !== null) ends++;
        expect(index).toBeLessThan(500);
      }
      const only = event();
      expect(ends).toBe(1);
      expect(["done", "dropped"]).toContain(only.end);
      expect(only.end === "done").toBe(only.endCondition === "Success");
      expect(only.endedAt! - only.acceptedAt).toBeLessThanOrEqual(age * 1000);
      expect(only.attempts.filter((attempt) => attempt.outcome === "function-error").length).toBeLessThanOrEqual(retries + 1);
      return [only];
    };
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 30, size: "max" }), fc.integer({ min: 0, max: 2 }), fc.constantFrom(60, 300, 3600, 21_600), (outcomes, retries, age) => {
        expect(run(outcomes, retries, age)).toEqual(run(outcomes, retries, age));
      }),
      { numRuns: 60 },
    );
  });
});

describe("permissions", () => {
  const add = (more: object = {}): string =>
    aws.refusal("AddPermission", { FunctionName: "orders", StatementId: "s3", Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com", ...more });

  it("become statements of the policy of a function or of one of its qualifiers", () => {
    expect(add({ SourceArn: "arn:aws:s3:::uploads", SourceAccount: "123456789012" })).toBe("no refusal");
    const { Policy = "" } = aws.must("GetPolicy", { FunctionName: "orders" });
    expect(JSON.parse(Policy)).toEqual({
      Version: "2012-10-17",
      Id: "default",
      Statement: [
        {
          Sid: "s3", Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "lambda:InvokeFunction", Resource: ARN,
          Condition: { StringEquals: { "AWS:SourceAccount": "123456789012" }, ArnLike: { "AWS:SourceArn": "arn:aws:s3:::uploads" } },
        },
      ],
    });
    expect(add({ Qualifier: "1" })).toBe("no refusal");
    expect(aws.must("GetPolicy", { FunctionName: "orders", Qualifier: "1" }).Policy).toContain(`${ARN}:1`);
  });

  it("are refused in AWS's words", () => {
    expect(aws.refusal("GetPolicy", { FunctionName: "orders" })).toBe("ResourceNotFoundException: The resource you requested does not exist.");
    expect(add()).toBe("no refusal");
    expect(add()).toBe("ResourceConflictException: The statement id (s3) provided already exists. Please provide a new statement id, or remove the existing statement.");
    expect(add({ Qualifier: "$LATEST" })).toBe(`${INVALID}We currently do not support adding policies for $LATEST.`);
    expect(add({ StatementId: "x", Principal: "nobody" })).toBe(`${INVALID}The provided principal was invalid. Please check the principal and try again.`);
    expect(aws.refusal("RemovePermission", { FunctionName: "orders", StatementId: "x" })).toBe("ResourceNotFoundException: Statement x is not found in resource policy.");
    aws.must("RemovePermission", { FunctionName: "orders", StatementId: "s3" });
    expect(aws.refusal("GetPolicy", { FunctionName: "orders" })).toMatch(/^ResourceNotFoundException/);
  });
});

describe("loop detection", () => {
  it("is on, unless the function allows loops", () => {
    expect(aws.must("GetFunctionRecursionConfig", { FunctionName: "orders" })).toEqual({ RecursiveLoop: "Terminate" });
    aws.must("PutFunctionRecursionConfig", { FunctionName: "orders", RecursiveLoop: "Allow" });
    expect(aws.must("GetFunctionRecursionConfig", { FunctionName: "orders" })).toEqual({ RecursiveLoop: "Allow" });
  });
});
