import { describe, expect, it } from "vitest";
import { returns } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const events = (cloud: TestCloud) => cloud.plane.simulator.asyncEvents(cloud.caller, undefined).events;
const send = (cloud: TestCloud, requestId: string, FunctionName = "orders") => cloud.must("Invoke", { FunctionName, InvocationType: "Event", Payload: bytes("{}") }, { requestId });

async function open(more: Parameters<typeof TestCloud.open>[0] = {}): Promise<TestCloud> {
  const cloud = await TestCloud.open(more);
  cloud.runtime.behaviour = { invoke: (given) => returns(given) };
  await cloud.createFunction();
  return cloud;
}

describe("After a reset of the account", () => {
  it("the first asynchronous event of a function of an old name runs as any other", async () => {
    const cloud = await open();
    await send(cloud, "before");
    await cloud.time.advance(1000);
    await cloud.plane.simulator.reset();
    await cloud.createFunction();
    await send(cloud, "after");
    await cloud.time.advance(1000);
    expect(events(cloud).map(({ requestId, end }) => [requestId, end])).toEqual([["after", "done"]]);
    expect(cloud.bugs).toEqual([]);
  });

  it("nothing comes of events that waited, nor of one that ran, and nothing is said to come", async () => {
    const cloud = await open();
    cloud.runtime.behaviour = { invoke: (given) => returns(given, 2500) };
    await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 1 });
    for (const requestId of ["a", "b", "c"]) await send(cloud, requestId);
    await cloud.time.advance(500);
    await cloud.plane.simulator.reset();
    expect(cloud.plane.simulator.clock().nextEvent).toBeNull();
    await cloud.createFunction();
    await send(cloud, "b");
    await cloud.time.advance(600_000);
    expect(events(cloud).map(({ requestId, end, attempts }) => [requestId, end, attempts.length])).toEqual([["b", "done", 1]]);
    expect(cloud.runtime.requests.map(({ requestId }) => requestId)).toEqual(["a", "b"]);
    expect(cloud.bugs).toEqual([]);
  });
});

describe("An asynchronous event", () => {
  it("whose function answered no JSON ends, and its event bus gets nothing: a failed hand-over", async () => {
    const cloud = await open();
    cloud.runtime.behaviour = { invoke: () => ({ ms: 5, end: { kind: "ok", payload: bytes("NaN") } }) };
    await cloud.must("PutFunctionEventInvokeConfig", { FunctionName: "orders", DestinationConfig: { OnSuccess: { Destination: "arn:aws:events:us-east-1:123456789012:event-bus/default" } } });
    await send(cloud, "e");
    await cloud.time.advance(5000);
    expect(events(cloud)).toMatchObject([{ end: "done", failedHandOvers: [{ to: "destination", reason: "Detail is malformed." }] }]);
    expect(cloud.rows("cloudwatch.datapoints").find(({ name }) => name === "DestinationDeliveryFailures")).toMatchObject({ sum: 1 });
    expect(cloud.bugs).toEqual([]);
  });

  it("that cannot run backs off for its own time, whatever other functions do meanwhile", async () => {
    const cloud = await open();
    await cloud.createFunction("java", { Runtime: "java21", Handler: "a.B" });
    await send(cloud, "e", "java");
    await cloud.invoke("orders", {}, {}, 500);
    for (let count = 0; count < 60; count++) await cloud.invoke("orders", {}, {}, 50);
    const [event] = events(cloud);
    expect(event!.attempts.map(({ at, outcome }) => [outcome, at - event!.acceptedAt])).toEqual([["system-error", 0], ["system-error", 1000], ["system-error", 3000]]);
  });

  it("whose attempt fails by a bug is tried again as after a system error, and those behind it run", async () => {
    const cloud = await open();
    await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 1 });
    let faults = 0;
    cloud.runtime.behaviour = {
      invoke: (given, { requestId }) => {
        if (requestId === "a" && faults++ === 0) throw new Error("a bug");
        return returns(given);
      },
    };
    for (const requestId of ["a", "b"]) await send(cloud, requestId);
    await cloud.time.advance(60_000);
    expect(Object.fromEntries(events(cloud).map(({ requestId, end }) => [requestId, end]))).toEqual({ a: "done", b: "done" });
    expect(events(cloud).find(({ requestId }) => requestId === "a")!.attempts.map(({ outcome }) => outcome)).toEqual(["system-error", "success"]);
    expect(cloud.bugs.map(String)).toEqual(["Error: a bug"]);
  });

  it("whose end cannot be kept keeps no other from running, and does not run again", async () => {
    const cloud = await open({
      wrap: (store) => ({
        ...store,
        commitSoon: (commit) => {
          if (commit.changes.some((change) => change.table === "lambda.async-events" && change.value?.requestId === "a")) throw new Error("a bug");
          store.commitSoon(commit);
        },
      }),
    });
    await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 1 });
    for (const requestId of ["a", "b"]) await send(cloud, requestId);
    await cloud.time.advance(60_000);
    expect(Object.fromEntries(events(cloud).map(({ requestId, end }) => [requestId, end]))).toEqual({ a: "done", b: "done" });
    expect(cloud.runtime.requests.map(({ requestId }) => requestId)).toEqual(["a", "b"]);
    expect(cloud.bugs.map(String)).toEqual(["Error: a bug"]);
  });
});
