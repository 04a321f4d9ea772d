import { describe, expect, it, vi } from "vitest";
import { returns, throws } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

// Many steps of virtual time: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const SOURCE = "arn:aws:sqs:us-east-1:123456789012:orders";
const url = (name: string): string => `https://sqs.us-east-1.amazonaws.com/123456789012/${name}`;

async function mapped(more: object = {}, attributes: Record<string, string> = {}): Promise<TestCloud> {
  const cloud = await TestCloud.open();
  await cloud.must("CreateQueue", { QueueName: "orders", Attributes: attributes }, {}, "sqs");
  await cloud.createFunction();
  await cloud.must("CreateEventSourceMapping", { FunctionName: "orders", EventSourceArn: SOURCE, ...more });
  await cloud.time.advance(3000);
  return cloud;
}
const send = (cloud: TestCloud, MessageBody: string): Promise<unknown> => cloud.must("SendMessage", { QueueUrl: url("orders"), MessageBody }, {}, "sqs");
type Event = { Records: { body: string; messageId: string; attributes: { ApproximateReceiveCount: string } }[] };

describe("An event source mapping of a queue", () => {
  it("invokes the function with what lies there, and deletes what was processed", async () => {
    const cloud = await mapped();
    const bodies: string[][] = [];
    cloud.runtime.behaviour = { invoke: (event) => (bodies.push((event as Event).Records.map(({ body }) => body)), returns(null)) };
    await send(cloud, "one");
    await cloud.time.advance(1000);
    expect(bodies).toEqual([["one"]]);
    expect(cloud.rows("sqs.messages")).toEqual([]);
    expect(await cloud.must("ListEventSourceMappings", {})).toMatchObject({ EventSourceMappings: [{ State: "Enabled", LastProcessingResult: "OK" }] });
    expect(cloud.bugs).toEqual([]);
  });

  it("gathers a batch for as long as its window, or until the batch is full", async () => {
    const cloud = await mapped({ BatchSize: 3, MaximumBatchingWindowInSeconds: 10 });
    const sizes: number[] = [];
    cloud.runtime.behaviour = { invoke: (event) => (sizes.push((event as Event).Records.length), returns(null)) };
    await send(cloud, "one");
    await send(cloud, "two");
    await cloud.time.advance(9000);
    expect(sizes).toEqual([]);
    await cloud.time.advance(2000);
    expect(sizes).toEqual([2]);
    for (const body of ["a", "b", "c"]) await send(cloud, body);
    await cloud.time.advance(1000);
    expect(sizes).toEqual([2, 3]);
  });

  it("brings failed messages back after their visibility time-out, and to the queue's dead-letter queue in the end", async () => {
    const cloud = await TestCloud.open();
    await cloud.must("CreateQueue", { QueueName: "lost" }, {}, "sqs");
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: SOURCE.replace("orders", "lost"), maxReceiveCount: 2 });
    await cloud.must("CreateQueue", { QueueName: "orders", Attributes: { RedrivePolicy } }, {}, "sqs");
    await cloud.createFunction();
    await cloud.must("CreateEventSourceMapping", { FunctionName: "orders", EventSourceArn: SOURCE });
    cloud.runtime.behaviour = { invoke: () => throws("Error", "no") };
    await send(cloud, "poison");
    await cloud.time.advance(120_000);
    expect(cloud.runtime.requests).toHaveLength(2);
    expect(cloud.rows("sqs.messages").map(({ queue, body }) => [queue, body])).toEqual([["lost", "poison"]]);
  });

  it("keeps only those messages that the function reports as failed", async () => {
    const cloud = await mapped({ BatchSize: 2, MaximumBatchingWindowInSeconds: 1, FunctionResponseTypes: ["ReportBatchItemFailures"] });
    cloud.runtime.behaviour = {
      invoke: (event) =>
        returns({ batchItemFailures: (event as Event).Records.filter(({ body }) => body === "bad").map(({ messageId }) => ({ itemIdentifier: messageId })) }),
    };
    await send(cloud, "good");
    await send(cloud, "bad");
    await cloud.time.advance(5000);
    expect(cloud.rows("sqs.messages").map(({ body }) => body)).toEqual(["bad"]);
  });

  it("hands on only what passes one of its filters; the rest is deleted from the queue and invokes nothing", async () => {
    const pattern = (body: object) => ({ Pattern: JSON.stringify({ body }) });
    const cloud = await mapped({ BatchSize: 5, MaximumBatchingWindowInSeconds: 1, FilterCriteria: { Filters: [pattern({ kind: ["order"] }), pattern({ kind: ["urgent"] })] } });
    const bodies: string[][] = [];
    cloud.runtime.behaviour = { invoke: (event) => (bodies.push((event as Event).Records.map(({ body }) => body)), returns(null)) };
    const order = JSON.stringify({ kind: "order" });
    const urgent = JSON.stringify({ kind: "urgent" });
    for (const body of [order, JSON.stringify({ kind: "other" }), "plain text", urgent]) await send(cloud, body);
    await cloud.time.advance(5000);
    expect([bodies, cloud.rows("sqs.messages")]).toEqual([[[order, urgent]], []]);
    await send(cloud, "plain text");
    await cloud.time.advance(5000);
    expect([bodies.length, cloud.rows("sqs.messages")]).toEqual([1, []]);
    expect(cloud.bugs).toEqual([]);
  });

  it("tells its filters, changes them, keeps them where they are not spoken of, and loses them by an empty list", async () => {
    const Filters = [{ Pattern: '{"body":{"n":[1]}}' }];
    const cloud = await mapped({ FilterCriteria: { Filters } });
    const [mapping] = (await cloud.must<{ EventSourceMappings: { UUID: string; FilterCriteria?: object }[] }>("ListEventSourceMappings", {})).EventSourceMappings;
    expect(mapping?.FilterCriteria).toEqual({ Filters });
    const update = async (more: object) => (await cloud.must("UpdateEventSourceMapping", { UUID: mapping?.UUID, ...more }))["FilterCriteria"];
    expect(await update({ BatchSize: 2 })).toEqual({ Filters });
    expect(await cloud.call("UpdateEventSourceMapping", { UUID: mapping?.UUID, FilterCriteria: { Filters: [{ Pattern: '{"body":1}' }] } })).toMatchObject({
      name: "InvalidParameterValueException", message: "Invalid filter pattern definition.",
    });
    expect(await update({ FilterCriteria: { Filters: [{ Pattern: '{"body":["x"]}' }] } })).toEqual({ Filters: [{ Pattern: '{"body":["x"]}' }] });
    expect(await update({ FilterCriteria: { Filters: [] } })).toBeUndefined();
    expect(await update({})).toBeUndefined();
  });

  it("is refused where the queue would show messages again before the function is done", async () => {
    const cloud = await TestCloud.open();
    await cloud.must("CreateQueue", { QueueName: "orders", Attributes: { VisibilityTimeout: "5" } }, {}, "sqs");
    await cloud.createFunction("orders", { Timeout: 60 });
    expect(await cloud.call("CreateEventSourceMapping", { FunctionName: "orders", EventSourceArn: SOURCE })).toMatchObject({
      name: "InvalidParameterValueException", message: "Queue visibility timeout: 5 seconds is less than Function timeout: 60 seconds",
    });
  });
});

describe("A new object in a bucket", () => {
  it("invokes the function that its notification names, once the function lets S3 do so", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    await cloud.must("CreateBucket", { Bucket: "uploads" }, {}, "s3");
    await cloud.must("AddPermission", {
      FunctionName: "orders", StatementId: "s3", Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com", SourceArn: "arn:aws:s3:::uploads",
    });
    const LambdaFunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:orders";
    const NotificationConfiguration = { LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events: ["s3:ObjectCreated:*"] }] };
    await cloud.must("PutBucketNotificationConfiguration", { Bucket: "uploads", NotificationConfiguration }, {}, "s3");
    await cloud.must("PutObject", { Bucket: "uploads", Key: "a.txt", Body: new Uint8Array([1]) }, {}, "s3");
    await cloud.time.advance(2000);
    expect(cloud.runtime.requests).toHaveLength(1);
    expect(new TextDecoder().decode(cloud.runtime.requests[0]!.payload)).toContain('"key":"a.txt"');
  });
});

describe("A schedule", () => {
  it("invokes its function again and again", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    const Arn = "arn:aws:lambda:us-east-1:123456789012:function:orders";
    await cloud.must("CreateSchedule", {
      Name: "often", ScheduleExpression: "rate(5 minutes)", FlexibleTimeWindow: { Mode: "OFF" }, Target: { Arn, RoleArn: "arn:aws:iam::123456789012:role/scheduler" },
    }, {}, "scheduler");
    await cloud.time.advance(16 * 60_000);
    expect(cloud.runtime.requests.length).toBeGreaterThanOrEqual(3);
    expect(cloud.plane.simulator.clock().nextEvent).not.toBeNull();
  });
});
