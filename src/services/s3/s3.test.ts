import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { utf8, utf8Text } from "../bytes.ts";
import { SNS_OPERATIONS } from "../sns/operations.ts";
import { SQS_OPERATIONS } from "../sqs/operations.ts";
import { MAX_OBJECT_BYTES } from "./objects.ts";
import { S3_OPERATIONS } from "./operations.ts";

const ALL = { ...SQS_OPERATIONS, ...SNS_OPERATIONS, ...S3_OPERATIONS };
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const QUEUE = "arn:aws:sqs:us-east-1:123456789012:uploads";
const TOPIC = "arn:aws:sns:us-east-1:123456789012:uploads";
let account: TestAccount;

const run = (name: keyof typeof ALL, input: object): Record<string, unknown> | string => account.answerIn(ALL, name, input);
const put = (Key: string, text = "x"): unknown => run("PutObject", { Bucket: "my-photos", Key, Body: utf8(text) });
const configure = (NotificationConfiguration: object, more: object = {}): unknown => run("PutBucketNotificationConfiguration", { Bucket: "my-photos", NotificationConfiguration, ...more });
const rule = (name: string, value: string): object => ({ Key: { FilterRules: [{ Name: name, Value: value }] } });
const allow = (more: object = {}): unknown =>
  account.must("AddPermission", { FunctionName: "orders", StatementId: "s3", Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com", SourceArn: "arn:aws:s3:::my-photos", SourceAccount: "123456789012", ...more });
const messages = (): Record<string, unknown>[] => [...account.state["sqs.messages"].values()].map(({ body }) => JSON.parse(body) as Record<string, unknown>);
const events = (): { Records: { eventName: string; s3: { object: Record<string, unknown> } }[] }[] =>
  [...account.state["lambda.async-events"].values()].map(({ payload }) => JSON.parse(utf8Text(payload)!) as never);
const UNABLE = "InvalidArgument: Unable to validate the following destination configurations";

beforeEach(() => {
  account = new TestAccount();
  account.createFunction("orders");
  run("CreateBucket", { Bucket: "my-photos" });
  run("CreateQueue", { QueueName: "uploads" });
  run("CreateTopic", { Name: "uploads" });
});

describe("A notification to a function", () => {
  const toFunction = { LambdaFunctionConfigurations: [{ Id: "new", LambdaFunctionArn: FUNCTION, Events: ["s3:ObjectCreated:*"] }] };

  it("is refused unless the function's policy lets S3 invoke it for this very bucket", () => {
    expect(configure(toFunction)).toBe(UNABLE);
    allow({ SourceArn: "arn:aws:s3:::other" });
    expect(configure(toFunction)).toBe(UNABLE);
    account.must("RemovePermission", { FunctionName: "orders", StatementId: "s3" });
    allow({ SourceAccount: "999999999999" });
    expect(configure(toFunction)).toBe(UNABLE);
    account.must("RemovePermission", { FunctionName: "orders", StatementId: "s3" });
    allow();
    expect(configure(toFunction)).toEqual({});
    expect(configure({ LambdaFunctionConfigurations: [{ LambdaFunctionArn: `${FUNCTION}:prod`, Events: ["s3:ObjectCreated:*"] }] })).toBe(UNABLE);
  });

  it("queues the event in the commit that keeps the object, in S3's own form", () => {
    allow();
    configure(toFunction);
    put("a dir/red flower.jpg", "hello");
    expect([...account.state["lambda.async-events"].values()]).toMatchObject([{ functionName: "orders", source: "s3", nextAttemptAt: account.now }]);
    const [event] = events();
    expect(Object.keys(event!.Records[0]!)).toEqual(["eventVersion", "eventSource", "awsRegion", "eventTime", "eventName", "userIdentity", "requestParameters", "responseElements", "s3"]);
    expect(event!.Records[0]).toMatchObject({
      eventVersion: "2.1", eventSource: "aws:s3", awsRegion: "us-east-1", eventTime: "2026-11-23T09:00:00.000Z", eventName: "ObjectCreated:Put",
      s3: {
        s3SchemaVersion: "1.0", configurationId: "new", bucket: { name: "my-photos", arn: "arn:aws:s3:::my-photos" },
        object: { key: "a+dir/red+flower.jpg", size: 5, eTag: "5d41402abc4b2a76b9719d911017c592" },
      },
    });
    expect(event!.Records[0]!.s3.object["sequencer"]).toMatch(/^[0-9A-F]{18}$/);
  });

  it("that may not invoke any more gets nothing, and the object is kept", () => {
    allow();
    configure(toFunction);
    account.must("RemovePermission", { FunctionName: "orders", StatementId: "s3" });
    put("a.jpg");
    expect([account.state["s3.objects"].size, events().length]).toEqual([1, 0]);
  });

  it("tells of a deletion without size and eTag, and not of one that deleted nothing", () => {
    allow();
    configure({ LambdaFunctionConfigurations: [{ LambdaFunctionArn: FUNCTION, Events: ["s3:ObjectRemoved:*"] }] });
    put("a.jpg");
    run("DeleteObject", { Bucket: "my-photos", Key: "nope" });
    run("DeleteObject", { Bucket: "my-photos", Key: "a.jpg" });
    expect(events()).toHaveLength(1);
    expect(events()[0]!.Records[0]!.eventName).toBe("ObjectRemoved:Delete");
    expect(Object.keys(events()[0]!.Records[0]!.s3.object)).toEqual(["key", "sequencer"]);
  });
});

describe("The sequencers of a key's events", () => {
  const sequencers = (): string[] =>
    messages().flatMap((one) => (one["Records"] as { s3: { object: { key: string; sequencer: string } } }[] | undefined) ?? []).map(({ s3 }) => s3.object.sequencer);

  it("are in the order of what happened, also within one millisecond, and whatever the clock does", () => {
    configure({ QueueConfigurations: [{ QueueArn: QUEUE, Events: ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"] }] });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom("put", "delete", "delete many"), fc.integer({ min: -3, max: 3 })), { minLength: 1, maxLength: 20 }), (steps) => {
        const before = sequencers().length;
        for (const [step, ms] of steps) {
          if (step === "put") put("a");
          else if (step === "delete") run("DeleteObject", { Bucket: "my-photos", Key: "a" });
          else run("DeleteObjects", { Bucket: "my-photos", Delete: { Objects: [{ Key: "b" }, { Key: "a" }] } });
          account.now += ms;
        }
        const seen = sequencers().slice(before);
        expect(seen).toEqual([...new Set(seen)].toSorted());
        expect(seen.every((one) => /^[0-9A-F]{18}$/.test(one))).toBe(true);
      }),
      { numRuns: 50 },
    );
    expect(sequencers().length).toBeGreaterThan(50);
  });
});

describe("Notifications to queues and topics", () => {
  it("begin with a test event; then prefix and suffix decide", () => {
    run("Subscribe", { TopicArn: TOPIC, Protocol: "sqs", Endpoint: QUEUE, Attributes: { RawMessageDelivery: "true" } });
    expect(configure({
      QueueConfigurations: [{ QueueArn: QUEUE, Events: ["s3:ObjectCreated:Put"], Filter: rule("prefix", "in/") }],
      TopicConfigurations: [{ TopicArn: TOPIC, Events: ["s3:ObjectCreated:*"], Filter: { Key: { FilterRules: [{ Name: "Prefix", Value: "out/" }, { Name: "Suffix", Value: ".jpg" }] } } }],
    })).toEqual({});
    expect(messages()).toMatchObject([{ Event: "s3:TestEvent", Bucket: "my-photos" }, { Event: "s3:TestEvent" }]);
    for (const key of ["in/a.txt", "out/a.txt", "out/a.jpg", "a.jpg"]) put(key);
    expect(messages().slice(2).map((one) => (one["Records"] as { s3: { object: { key: string } } }[])[0]!.s3.object.key)).toEqual(["in/a.txt", "out/a.jpg"]);
  });

  it("must lead to something that is there, unless the check is skipped", () => {
    const nowhere = { QueueConfigurations: [{ QueueArn: `${QUEUE}2`, Events: ["s3:ObjectCreated:*"] }] };
    expect(configure(nowhere)).toBe(UNABLE);
    expect(configure(nowhere, { SkipDestinationValidation: true })).toEqual({});
    put("a.jpg");
    expect(account.state["s3.objects"].size).toBe(1);
  });

  it("may not overlap, and have only known filters", () => {
    const overlapping = { QueueConfigurations: [{ QueueArn: QUEUE, Events: ["s3:ObjectCreated:*"], Filter: rule("prefix", "in/") }], TopicConfigurations: [{ TopicArn: TOPIC, Events: ["s3:ObjectCreated:Put"], Filter: rule("prefix", "in/deep/") }] };
    expect(configure(overlapping)).toContain("Configuration is ambiguously defined. Cannot have overlapping suffixes");
    expect(configure({ QueueConfigurations: [{ QueueArn: QUEUE, Events: ["s3:ObjectCreated:*"], Filter: rule("infix", "x") }] })).toBe("InvalidArgument: filter rule name must be either prefix or suffix");
    expect(configure({ QueueConfigurations: [{ QueueArn: QUEUE, Events: ["nonsense"] }] })).toContain("is not supported for notifications");
  });
});

describe("Buckets and objects", () => {
  it("are refused in S3's words", () => {
    expect(run("CreateBucket", { Bucket: "Not_Valid" })).toBe("InvalidBucketName: The specified bucket is not valid.");
    expect(run("PutObject", { Bucket: "nope", Key: "a", Body: utf8("x") })).toBe("NoSuchBucket: The specified bucket does not exist");
    expect(run("GetObject", { Bucket: "my-photos", Key: "a" })).toBe("NoSuchKey: The specified key does not exist.");
    put("a");
    expect(run("DeleteBucket", { Bucket: "my-photos" })).toBe("BucketNotEmpty: The bucket you tried to delete is not empty");
    expect(run("PutObject", { Bucket: "my-photos", Key: "big", Body: new Uint8Array(MAX_OBJECT_BYTES + 1) })).toContain("EntityTooLarge: Your proposed upload exceeds the maximum allowed size");
    expect(run("PutObject", { Bucket: "my-photos", Key: "a", Body: utf8("y"), IfNoneMatch: "*" })).toContain("PreconditionFailed");
  });

  it.each([["bytes=0-3", "0123"], ["bytes=7-", "789"], ["bytes=-2", "89"], ["bytes=4-99", "456789"], ["items=0-3", "0123456789"]])("a range %s reads %s", (Range, expected) => {
    put("digits", "0123456789");
    expect(utf8Text((run("GetObject", { Bucket: "my-photos", Key: "digits", Range }) as { Body: Uint8Array }).Body)).toBe(expected);
  });

  it("a range beyond the end is refused", () => {
    put("digits", "0123456789");
    expect(run("GetObject", { Bucket: "my-photos", Key: "digits", Range: "bytes=10-" })).toContain("InvalidRange");
  });
});

describe("A topic", () => {
  it("invokes a function only where its policy lets SNS, with SNS's event", () => {
    run("Subscribe", { TopicArn: TOPIC, Protocol: "lambda", Endpoint: FUNCTION });
    run("Publish", { TopicArn: TOPIC, Message: "early" });
    expect(account.state["lambda.async-events"].size).toBe(0);
    account.must("AddPermission", { FunctionName: "orders", StatementId: "sns", Action: "lambda:InvokeFunction", Principal: "sns.amazonaws.com", SourceArn: TOPIC });
    run("Publish", { TopicArn: TOPIC, Message: "now", Subject: "s" });
    expect(events()).toMatchObject([{ Records: [{ EventSource: "aws:sns", EventVersion: "1.0", Sns: { Type: "Notification", TopicArn: TOPIC, Message: "now", Subject: "s" } }] }]);
  });

  it("sends each protocol its own text where the message is structured", () => {
    run("Subscribe", { TopicArn: TOPIC, Protocol: "sqs", Endpoint: QUEUE });
    run("Publish", { TopicArn: TOPIC, MessageStructure: "json", Message: JSON.stringify({ default: "d", sqs: "for queues" }) });
    expect(messages()).toMatchObject([{ Message: "for queues" }]);
    expect(run("Publish", { TopicArn: TOPIC, MessageStructure: "json", Message: "{}" })).toContain("No default entry in JSON message body");
  });

  it("refuses what is not simulated, and takes its subscriptions with it", () => {
    expect(run("Subscribe", { TopicArn: TOPIC, Protocol: "email", Endpoint: "a@b.c" })).toContain("email subscriptions are not simulated");
    expect(run("CreateTopic", { Name: "x.fifo" })).toContain("FIFO topics are not simulated");
    run("Subscribe", { TopicArn: TOPIC, Protocol: "sqs", Endpoint: QUEUE });
    run("DeleteTopic", { TopicArn: TOPIC });
    expect(account.state["sns.subscriptions"].size).toBe(0);
    expect(run("Publish", { TopicArn: TOPIC, Message: "x" })).toBe("NotFoundException: Topic does not exist");
  });
});
