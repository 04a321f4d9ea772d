import { describe, expect, it, vi } from "vitest";
import { returns, throws } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

// Many steps of virtual time: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const BUCKET = "arn:aws:s3:::results";
const QUEUE = "arn:aws:sqs:us-east-1:123456789012:lost";

const outcomes = (cloud: TestCloud) => cloud.plane.simulator.asyncEvents(cloud.caller, "orders").events.map(({ attempts }) => attempts.at(-1)?.outcome);

/** A function whose failures become objects in a bucket. */
async function failing(): Promise<TestCloud> {
  const cloud = await TestCloud.open();
  await cloud.createFunction();
  await cloud.must("CreateBucket", { Bucket: "results" }, {}, "s3");
  await cloud.must("PutFunctionEventInvokeConfig", { FunctionName: "orders", MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: BUCKET } } });
  cloud.runtime.behaviour = { invoke: () => throws("Error", "no", 1) };
  return cloud;
}

async function notify(cloud: TestCloud, NotificationConfiguration: object): Promise<void> {
  await cloud.must("PutBucketNotificationConfiguration", { Bucket: "results", NotificationConfiguration }, {}, "s3");
}

async function allow(cloud: TestCloud, Principal: string, SourceArn: string): Promise<void> {
  await cloud.must("AddPermission", { FunctionName: "orders", StatementId: "loop", Action: "lambda:InvokeFunction", Principal, SourceArn });
}

describe("A chain of invocations", () => {
  it("through the objects that a failed function's destination writes is stopped after 16", async () => {
    const cloud = await failing();
    await allow(cloud, "s3.amazonaws.com", BUCKET);
    await notify(cloud, { LambdaFunctionConfigurations: [{ LambdaFunctionArn: ARN, Events: ["s3:ObjectCreated:*"] }] });
    await cloud.must("PutObject", { Bucket: "results", Key: "a", Body: new Uint8Array() }, {}, "s3");
    await cloud.time.advance(60_000);
    expect(cloud.runtime.requests).toHaveLength(16);
    // The one that was stopped still went to its destination; what that led to ends without another.
    expect(outcomes(cloud).filter((outcome) => outcome === "recursion")).toHaveLength(2);
    expect(cloud.rows("s3.objects")).toHaveLength(1 + 16 + 1);
    expect(cloud.bugs).toEqual([]);
  });

  it("through objects and a topic is stopped after 16", async () => {
    const cloud = await failing();
    const { TopicArn } = await cloud.must<{ TopicArn: string }>("CreateTopic", { Name: "news" }, {}, "sns");
    await allow(cloud, "sns.amazonaws.com", TopicArn);
    await cloud.must("Subscribe", { TopicArn, Protocol: "lambda", Endpoint: ARN }, {}, "sns");
    // S3's test message to the topic is what begins it.
    await notify(cloud, { TopicConfigurations: [{ TopicArn, Events: ["s3:ObjectCreated:*"] }] });
    await cloud.time.advance(60_000);
    expect(cloud.runtime.requests).toHaveLength(16);
  });

  it("tells its length to the messages that objects send to a queue", async () => {
    const cloud = await failing();
    await cloud.must("CreateQueue", { QueueName: "lost" }, {}, "sqs");
    await notify(cloud, { QueueConfigurations: [{ QueueArn: QUEUE, Events: ["s3:ObjectCreated:*"] }] });
    // The first is S3's test message; the second comes of one invocation.
    await cloud.must("Invoke", { FunctionName: "orders", InvocationType: "Event" });
    await cloud.time.advance(5000);
    expect(cloud.rows("sqs.messages").map(({ depth }) => depth)).toEqual([0, 1]);
  });

  it("whose function allows loops goes on", async () => {
    const cloud = await failing();
    await cloud.must("PutFunctionRecursionConfig", { FunctionName: "orders", RecursiveLoop: "Allow" });
    await allow(cloud, "s3.amazonaws.com", BUCKET);
    await notify(cloud, { LambdaFunctionConfigurations: [{ LambdaFunctionArn: ARN, Events: ["s3:ObjectCreated:*"] }] });
    await cloud.must("Invoke", { FunctionName: "orders", InvocationType: "Event" });
    await cloud.time.advance(500);
    expect(cloud.runtime.requests.length).toBeGreaterThan(20);
  });

  it("of functions that are each other's destination on failure ends as well", async () => {
    const cloud = await TestCloud.open();
    const arn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
    for (const name of ["a", "b"]) await cloud.createFunction(name);
    for (const [name, other] of [["a", "b"], ["b", "a"]] as const) {
      await cloud.must("PutFunctionEventInvokeConfig", { FunctionName: name, MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: arn(other) } } });
    }
    cloud.runtime.behaviour = { invoke: (event) => ((event as { ok?: boolean }).ok ? returns(1) : throws("Error", "no", 1)) };
    await cloud.must("Invoke", { FunctionName: "a", InvocationType: "Event" });
    await cloud.time.advance(60_000);
    expect(cloud.runtime.requests).toHaveLength(16);
    expect(cloud.plane.simulator.asyncEvents(cloud.caller, undefined).events).toHaveLength(18);
  });
});
