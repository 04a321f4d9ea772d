import { describe, expect, it, vi } from "vitest";
import { returns, throws } from "#testing/scripted-runtime.ts";
import { settle } from "#testing/manual-time.ts";
import { TestCloud } from "#testing/test-cloud.ts";

// Many steps of virtual time: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const QUEUE = "arn:aws:sqs:us-east-1:123456789012:lost";

function event(cloud: TestCloud) {
  return cloud.plane.simulator.asyncEvents(cloud.caller, undefined).events;
}
async function send(cloud: TestCloud, payload: unknown = {}, requestId = "event-1"): Promise<unknown> {
  return cloud.must("Invoke", { FunctionName: "orders", InvocationType: "Event", Payload: bytes(JSON.stringify(payload)) }, { requestId });
}
const seconds = (cloud: TestCloud): number[] => event(cloud)[0]!.attempts.map(({ at }) => (at - event(cloud)[0]!.acceptedAt) / 1000);

describe("An asynchronous event", () => {
  it("is answered with 202, and run once, under the request id that the caller got", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { invoke: (given) => returns(given) };
    expect(await send(cloud, { order: 1 })).toEqual({ StatusCode: 202 });
    await cloud.time.advance(1000);
    expect(cloud.runtime.requests.map(({ requestId }) => requestId)).toEqual(["event-1"]);
    expect(event(cloud)).toMatchObject([{ end: "done", endCondition: "Success", attempts: [{ outcome: "success", executedVersion: "$LATEST" }], payloadPreview: '{"order":1}' }]);
    expect(cloud.bugs).toEqual([]);
  });

  it("that fails in the function is tried after one and two minutes, then ends", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { init: () => ({ ms: 0, end: { kind: "ok", payload: bytes("") } }), invoke: () => throws("Error", "no", 0) };
    await send(cloud);
    await cloud.time.advance(10 * 60_000);
    expect(seconds(cloud)).toEqual([0, 60, 180]);
    expect(event(cloud)[0]).toMatchObject({ end: "dropped", endCondition: "RetriesExhausted" });
    expect(new Set(cloud.runtime.requests.map(({ requestId }) => requestId))).toEqual(new Set(["event-1"]));
  });

  it("that is throttled for six hours is tried 80 times, the last at 21,511 s", async () => {
    const cloud = await TestCloud.open({ settings: { accountConcurrency: 1 } });
    await cloud.createFunction();
    await cloud.createFunction("busy", { Timeout: 900 });
    cloud.runtime.behaviour = { invoke: (_event, _request, spec) => returns("", spec.functionName === "busy" ? 800_000 : 1) };
    const busy = (async () => {
      for (let round = 0; round < 40; round++) await cloud.must("Invoke", { FunctionName: "busy" });
    })();
    await settle();
    await send(cloud);
    await cloud.time.advance(6 * 3_600_000 + 1000);
    const [only] = event(cloud);
    expect(only!.attempts).toHaveLength(80);
    expect(seconds(cloud).slice(0, 11)).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 811]);
    expect(seconds(cloud).at(-1)).toBe(21_511);
    expect(only).toMatchObject({ end: "dropped", endCondition: "EventAgeExceeded", attempts: expect.arrayContaining([expect.objectContaining({ outcome: "throttled", reason: "ConcurrentInvocationLimitExceeded" })]) as unknown });
    await cloud.time.advance(20 * 3_600_000);
    await busy;
  });

  it("of a function with reserved concurrency 0 is not tried, and goes to the dead-letter queue and the destination at once", async () => {
    const cloud = await TestCloud.open();
    await cloud.must("CreateQueue", { QueueName: "lost" }, {}, "sqs");
    await cloud.createFunction("orders", { DeadLetterConfig: { TargetArn: QUEUE } });
    await cloud.must("PutFunctionEventInvokeConfig", { FunctionName: "orders", DestinationConfig: { OnFailure: { Destination: QUEUE } } });
    await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 0 });
    await send(cloud, { order: 7 });
    await cloud.time.advance(1000);
    expect(event(cloud)).toMatchObject([{ end: "both", endCondition: "ZeroReservedConcurrency", attempts: [] }]);
    expect(cloud.runtime.specs).toEqual([]);
    const QueueUrl = "https://sqs.us-east-1.amazonaws.com/123456789012/lost";
    const { Messages } = await cloud.must<{ Messages: { Body: string; MessageAttributes?: Record<string, { StringValue: string }> }[] }>(
      "ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"] }, {}, "sqs",
    );
    const dead = Messages.find(({ MessageAttributes }) => MessageAttributes)!;
    expect(dead.Body).toBe('{"order":7}');
    expect(dead.MessageAttributes!["RequestID"]!.StringValue).toBe("event-1");
    expect(dead.MessageAttributes!["ErrorCode"]!.StringValue).toBe("429");
    const record = JSON.parse(Messages.find(({ MessageAttributes }) => !MessageAttributes)!.Body) as Record<string, unknown>;
    expect(record).toMatchObject({
      version: "1.0",
      requestContext: { requestId: "event-1", functionArn: "arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST", condition: "ZeroReservedConcurrency", approximateInvokeCount: 0 },
      requestPayload: { order: 7 },
    });
    expect(Object.keys(record)).toEqual(["version", "timestamp", "requestContext", "requestPayload"]);
  });

  it("that was being run when the tab was closed is run again, under the same request id", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { invoke: () => returns("", 60_000_000) };
    await send(cloud);
    await cloud.time.advance(500);
    expect(cloud.runtime.requests).toHaveLength(1);
    cloud.plane.close();
    await cloud.time.advance(1000);
    expect(event(cloud)[0]).toMatchObject({ end: null, attempts: [] });
    const again = await TestCloud.open({ disk: cloud.disk });
    again.runtime.behaviour = { invoke: () => returns("done", 5) };
    await again.time.advance(1000);
    expect(again.runtime.requests.map(({ requestId }) => requestId)).toEqual(["event-1"]);
    expect(event(again)[0]!.end).toBe("done");
  });

  it("is counted as received when it is accepted, once, though a reload cuts its attempt off and its function is saturated", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 1 });
    cloud.runtime.behaviour = { invoke: () => returns("", 2900) };
    for (const id of ["event-1", "event-2", "event-3"]) await send(cloud, {}, id);
    await cloud.time.advance(1500);
    const received = (of: TestCloud) => of.rows("cloudwatch.datapoints").filter(({ name, dimensions }) => name === "AsyncEventsReceived" && dimensions.length === 0).reduce((sum, { sum: count }) => sum + count, 0);
    expect(received(cloud)).toBe(3);
    cloud.plane.close();
    const again = await TestCloud.open({ disk: cloud.disk, now: cloud.time.now() });
    again.runtime.behaviour = { invoke: () => returns("", 5) };
    await again.time.advance(60_000);
    expect(event(again).map(({ end }) => end)).toEqual(["done", "done", "done"]);
    expect(received(again)).toBe(3);
  });

  it("keeps, once it has ended, no more than the beginning of its payload, and nothing of the function's answer", async () => {
    const cloud = await TestCloud.open();
    await cloud.must("CreateQueue", { QueueName: "lost" }, {}, "sqs");
    await cloud.createFunction();
    await cloud.must("PutFunctionEventInvokeConfig", { FunctionName: "orders", DestinationConfig: { OnSuccess: { Destination: QUEUE } } });
    cloud.runtime.behaviour = { invoke: () => returns("r".repeat(100_000), 1) };
    await send(cloud, "a".repeat(100_000), "large");
    await send(cloud, "é".repeat(1999), "small");
    expect(event(cloud).find(({ requestId }) => requestId === "large")).not.toHaveProperty("payloadBytes");
    await cloud.time.advance(1000);
    const kept = (of: TestCloud) => Object.fromEntries(of.rows("lambda.async-events").map(({ requestId, payload, lastResponse }) => [requestId, [payload.length, lastResponse?.payload.length]]));
    expect(kept(cloud)).toEqual({ large: [4000, undefined], small: [4000, undefined] });
    // Its destination got the whole.
    expect(cloud.rows("sqs.messages")[0]!.body.length).toBeGreaterThan(200_000);
    expect(event(cloud).map(({ requestId, payloadBytes, payloadPreview }) => [requestId, payloadBytes, payloadPreview.length])).toEqual([["large", 100_002, 1000], ["small", undefined, 1000]]);
  });

  it("goes round a circle of destinations at most 16 times", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction("a");
    await cloud.createFunction("b");
    cloud.runtime.behaviour = { invoke: () => returns("", 1) };
    const arn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
    await cloud.must("PutFunctionEventInvokeConfig", { FunctionName: "a", DestinationConfig: { OnSuccess: { Destination: arn("b") } } });
    await cloud.must("PutFunctionEventInvokeConfig", { FunctionName: "b", DestinationConfig: { OnSuccess: { Destination: arn("a") } } });
    await cloud.must("Invoke", { FunctionName: "a", InvocationType: "Event" });
    await cloud.time.advance(60_000);
    expect(cloud.runtime.requests).toHaveLength(16);
    expect(event(cloud)[0]).toMatchObject({ end: "dropped", attempts: [{ outcome: "recursion" }] });
  });

  it("waits for hours in a moment while the clock skips idle time, at the same instants", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { init: () => ({ ms: 0, end: { kind: "ok", payload: bytes("") } }), invoke: () => throws("Error", "no", 0) };
    await cloud.plane.simulator.setClockMode("fast-forward");
    await send(cloud);
    for (let round = 0; round < 30; round++) await cloud.time.advance(1);
    expect(seconds(cloud).map(Math.round)).toEqual([0, 60, 180]);
    expect(event(cloud)[0]!.end).toBe("dropped");
    await cloud.time.advance(300);
    const { offsetMs } = cloud.plane.simulator.clock();
    expect(offsetMs).toBeGreaterThan(170_000);
    const again = await TestCloud.open({ disk: cloud.disk, now: cloud.time.now() });
    expect(again.plane.simulator.clock().offsetMs).toBe(offsetMs);
  });
});
