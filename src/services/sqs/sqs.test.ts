import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { isAwsError } from "../aws-error.ts";
import { attributesDigest } from "./digests.ts";
import { nextVisibleAt } from "./messages.ts";
import { SQS_OPERATIONS } from "./operations.ts";
import { receiveMessages } from "./receive.ts";
import { sendMessage } from "./send.ts";

let account: TestAccount;
const url = (name: string): string => `https://sqs.us-east-1.amazonaws.com/123456789012/${name}`;
const arn = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`;

beforeEach(() => {
  account = new TestAccount();
});

function run<Name extends keyof typeof SQS_OPERATIONS>(name: Name, input: Parameters<(typeof SQS_OPERATIONS)[Name]>[1]): Record<string, unknown> & { refusal?: string } {
  const answer = account.answerIn(SQS_OPERATIONS, name, input);
  return typeof answer === "string" ? { refusal: answer } : answer;
}
const create = (QueueName: string, Attributes: Record<string, string> = {}): unknown => run("CreateQueue", { QueueName, Attributes });
const send = (MessageBody: string, more: object = {}): unknown => run("SendMessage", { QueueUrl: url("q"), MessageBody, ...more });
type Shown = { Body: string; ReceiptHandle: string; Attributes?: Record<string, string> };
const receive = (more: object = {}): Shown[] => (run("ReceiveMessage", { QueueUrl: url("q"), MaxNumberOfMessages: 10, ...more })["Messages"] ?? []) as Shown[];
const bodies = (more: object = {}): string[] => receive(more).map(({ Body }) => Body);

describe("A received message", () => {
  it("is hidden for the visibility time-out, then comes again with another receipt handle", () => {
    create("q", { VisibilityTimeout: "30" });
    send("one");
    const [first] = receive();
    account.now += 29_999;
    expect(bodies()).toEqual([]);
    expect(nextVisibleAt(account.state, "q", account.now)).toBe(account.now + 1);
    account.now += 1;
    const [second] = receive({ MessageSystemAttributeNames: ["All"] });
    expect(second).toMatchObject({ Body: "one", Attributes: { ApproximateReceiveCount: "2" } });
    expect(second!.ReceiptHandle).not.toBe(first!.ReceiptHandle);
    run("DeleteMessage", { QueueUrl: url("q"), ReceiptHandle: first!.ReceiptHandle });
    expect(account.state["sqs.messages"].size).toBe(1);
    run("DeleteMessage", { QueueUrl: url("q"), ReceiptHandle: second!.ReceiptHandle });
    expect(account.state["sqs.messages"].size).toBe(0);
  });

  it("can be hidden for longer, or be shown at once", () => {
    create("q");
    send("one");
    const [message] = receive();
    run("ChangeMessageVisibility", { QueueUrl: url("q"), ReceiptHandle: message!.ReceiptHandle, VisibilityTimeout: 100 });
    account.now += 99_000;
    expect(bodies()).toEqual([]);
    run("ChangeMessageVisibility", { QueueUrl: url("q"), ReceiptHandle: message!.ReceiptHandle, VisibilityTimeout: 0 });
    expect(bodies()).toEqual(["one"]);
  });

  it("is never delivered twice within its time-out, whatever is sent, received, deleted or waited in between", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom("send", "receive", "delete"), fc.integer({ min: 1, max: 25_000 })), { maxLength: 80 }), (steps) => {
        account = new TestAccount();
        create("q", { VisibilityTimeout: "20" });
        const hiddenUntil = new Map<string, number>();
        let handles: string[] = [];
        let sent = 0;
        for (const step of steps) {
          if (step === "send") send(`m${sent++}`);
          else if (step === "delete") handles = handles.filter((handle) => void run("DeleteMessage", { QueueUrl: url("q"), ReceiptHandle: handle }));
          else if (typeof step === "number") account.now += step;
          else {
            for (const { Body, ReceiptHandle } of receive({ MaxNumberOfMessages: 3 })) {
              expect(hiddenUntil.get(Body) ?? 0).toBeLessThanOrEqual(account.now);
              hiddenUntil.set(Body, account.now + 20_000);
              handles.push(ReceiptHandle);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("that was received maxReceiveCount times moves to the dead-letter queue, under its id", () => {
    create("dead");
    create("q", { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("dead"), maxReceiveCount: 2 }), VisibilityTimeout: "1" });
    send("poison");
    for (let round = 0; round < 2; round++) {
      expect(bodies()).toEqual(["poison"]);
      account.now += 1000;
    }
    expect(bodies()).toEqual([]);
    expect(bodies({ QueueUrl: url("dead") })).toEqual(["poison"]);
    expect(run("ListDeadLetterSourceQueues", { QueueUrl: url("dead") })).toEqual({ queueUrls: [url("q")] });
  });
});

describe("A queue", () => {
  it("keeps its order of sending, delays what is delayed, and forgets what is expired", () => {
    create("q", { MessageRetentionPeriod: "60" });
    for (const body of ["a", "b", "c"]) {
      send(body, body === "b" ? { DelaySeconds: 10 } : {});
      account.now += 1;
    }
    expect(bodies()).toEqual(["a", "c"]);
    account.now += 10_000;
    expect(bodies()).toEqual(["b"]);
    account.now += 60_000;
    expect(bodies()).toEqual([]);
    expect(account.state["sqs.messages"].size).toBe(0);
  });

  it("is purged once a minute", () => {
    create("q");
    send("one");
    run("PurgeQueue", { QueueUrl: url("q") });
    expect(bodies()).toEqual([]);
    expect(run("PurgeQueue", { QueueUrl: url("q") }).refusal).toBe("PurgeQueueInProgress: Only one PurgeQueue operation on q is allowed every 60 seconds.");
  });

  it("is refused, and refuses, in SQS's words", () => {
    create("q");
    expect(run("CreateQueue", { QueueName: "q", Attributes: { VisibilityTimeout: "31" } }).refusal).toBe("QueueNameExists: A queue already exists with the same name and a different value for attribute VisibilityTimeout");
    expect(run("CreateQueue", { QueueName: "q" })).toEqual({ QueueUrl: url("q") });
    expect(run("CreateQueue", { QueueName: "a b" }).refusal).toContain("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    expect(run("SetQueueAttributes", { QueueUrl: url("q"), Attributes: { VisibilityTimeout: "43201" } }).refusal).toBe("InvalidAttributeValue: Invalid value for the parameter VisibilityTimeout.");
    expect(run("SendMessage", { QueueUrl: url("x"), MessageBody: "x" }).refusal).toBe("QueueDoesNotExist: The specified queue does not exist.");
    expect(run("SendMessage", { QueueUrl: url("q"), MessageBody: "x".repeat(1_048_577) }).refusal).toContain("Message must be shorter than 1048576 bytes.");
    expect(run("SendMessage", { QueueUrl: url("q"), MessageBody: "\u0000" }).refusal).toContain("InvalidMessageContents");
    expect(run("ReceiveMessage", { QueueUrl: url("q"), MaxNumberOfMessages: 11 }).refusal).toContain("Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.");
    for (const WaitTimeSeconds of [-1, 21]) {
      expect(run("ReceiveMessage", { QueueUrl: url("q"), WaitTimeSeconds }).refusal).toBe(`InvalidParameterValueException: Value ${WaitTimeSeconds} for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.`);
    }
    expect(run("DeleteMessage", { QueueUrl: url("q"), ReceiptHandle: "made up" }).refusal).toContain("ReceiptHandleIsInvalid");
    expect(run("SendMessageBatch", { QueueUrl: url("q"), Entries: [] }).refusal).toContain("EmptyBatchRequest");
    expect(run("SendMessageBatch", { QueueUrl: url("q"), Entries: [{ Id: "a", MessageBody: "x" }, { Id: "a", MessageBody: "y" }] }).refusal).toBe("BatchEntryIdsNotDistinct: Id a repeated.");
  });
});

describe("For other services", () => {
  it("a message is sent by ARN and received in large batches; other Regions' queues are not there", () => {
    create("q");
    const sent = sendMessage(account.state, arn("q"), "event", { RequestID: { DataType: "String", StringValue: "1" } }, account.context(), { depth: 3 });
    if (isAwsError(sent)) throw new Error(sent.message);
    account.apply(sent.changes);
    const { messages } = receiveMessages(account.state, account.state["sqs.queues"].get("q")!, { max: 10_000 }, account.context());
    expect(messages).toMatchObject([{ body: "event", depth: 3, attributes: { RequestID: { StringValue: "1" } } }]);
    expect(sendMessage(account.state, arn("q").replace("us-east-1", "eu-west-1"), "x", {}, account.context())).toMatchObject({ name: "QueueDoesNotExist" });
  });

  it("the digest of attributes does not depend on their order", () => {
    const [a, b] = [{ DataType: "String", StringValue: "1" }, { DataType: "Number", StringValue: "2" }];
    expect(attributesDigest({ a, b })).toBe(attributesDigest({ b, a }));
    expect(attributesDigest({})).toBeUndefined();
  });
});
