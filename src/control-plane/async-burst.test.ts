import { describe, expect, it, vi } from "vitest";
import { returns } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

// Many steps of virtual time: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const nothing = new Uint8Array();
const instantInit = () => ({ ms: 1, end: { kind: "ok" as const, payload: nothing } });
const events = (cloud: TestCloud) => cloud.plane.simulator.asyncEvents(cloud.caller, undefined).events;
const openEvents = (cloud: TestCloud) => events(cloud).filter(({ end }) => end === null);

async function burst(cloud: TestCloud, count: number, name = "orders", prefix = "event"): Promise<void> {
  for (let index = 0; index < count; index++) {
    await cloud.must("Invoke", { FunctionName: name, InvocationType: "Event" }, { requestId: `${prefix}-${String(index).padStart(5, "0")}` });
  }
}

describe("A burst of asynchronous events", () => {
  it("on a function that has room for one at a time runs one after the other, as soon as the one before has ended", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { init: instantInit, invoke: () => returns(1, 10) };
    await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 1 });
    await burst(cloud, 200);
    await cloud.time.advance(2100);
    expect(openEvents(cloud)).toEqual([]);
    expect(cloud.runtime.requests.map(({ requestId }) => requestId)).toEqual([...new Set(cloud.runtime.requests.map(({ requestId }) => requestId))].toSorted());
    expect(cloud.runtime.requests).toHaveLength(200);
    // Each was refused once, when it had come to the head of the queue; none waited for its back-off.
    expect(Math.max(...events(cloud).map(({ attempts }) => attempts.length))).toBe(2);
    expect(cloud.bugs).toEqual([]);
  });

  it("is not read behind an event that backs off: only the head of the queue is tried and counted as throttled", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction("orders", { Timeout: 900 });
    cloud.runtime.behaviour = { init: instantInit, invoke: () => returns(1, 890_000) };
    await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 1 });
    await burst(cloud, 4);
    await cloud.time.advance(16_000);
    expect(Object.fromEntries(events(cloud).map(({ requestId, attempts }) => [requestId, attempts.length]))).toEqual({
      "event-00000": 0, "event-00001": 5, "event-00002": 0, "event-00003": 0,
    });
  });

  it("of several functions that share the account's concurrency is served oldest first, whatever the function", async () => {
    const cloud = await TestCloud.open({ settings: { accountConcurrency: 1 } });
    await cloud.createFunction("a");
    await cloud.createFunction("b");
    cloud.runtime.behaviour = { init: instantInit, invoke: () => returns(1, 400) };
    const sent: string[] = [];
    for (let round = 0; round < 6; round++) {
      const requestId = `event-${round}`;
      await cloud.must("Invoke", { FunctionName: round % 3 === 0 ? "a" : "b", InvocationType: "Event" }, { requestId });
      sent.push(requestId);
      await cloud.time.advance(1);
    }
    await cloud.time.advance(6 * 402);
    expect(cloud.runtime.requests.map(({ requestId }) => requestId)).toEqual(sent);
    expect(openEvents(cloud)).toEqual([]);
  });

  it("runs at once when its function's reservation is raised, or its limit is taken away", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction("orders", { Timeout: 900 });
    cloud.runtime.behaviour = { init: instantInit, invoke: () => returns(1, 800_000) };
    await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 1 });
    await burst(cloud, 5);
    await cloud.time.advance(300_000);
    expect(cloud.runtime.requests).toHaveLength(1);
    await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 3 });
    await cloud.time.advance(10);
    expect(cloud.runtime.requests).toHaveLength(3);
    await cloud.must("DeleteFunctionConcurrency", { FunctionName: "orders" });
    await cloud.time.advance(10);
    expect(cloud.runtime.requests).toHaveLength(5);
  });

  it("leaves a synchronous caller who is already there the room that he finds, and waits on", async () => {
    const cloud = await TestCloud.open({ settings: { accountConcurrency: 1 } });
    await cloud.createFunction();
    cloud.runtime.behaviour = { init: instantInit, invoke: () => returns(1, 500) };
    void (async () => {
      for (let round = 0; round < 4; round++) await cloud.must("Invoke", { FunctionName: "orders" }, { requestId: `caller-${round}` });
    })();
    await burst(cloud, 1);
    await cloud.time.advance(5000);
    expect(cloud.runtime.requests.map(({ requestId }) => requestId)).toEqual(["caller-0", "caller-1", "caller-2", "caller-3", "event-00000"]);
    // Refused at 0, 1 (by the second caller) and not a third time: the room that was freed for it came before its back-off.
    expect(events(cloud)[0]!.attempts.map(({ outcome }) => outcome)).toEqual(["throttled", "throttled", "success"]);
  });

  it("is limited by the environments that this browser has room for, and by no cap of its own", async () => {
    const cloud = await TestCloud.open({ settings: { maxPythonEnvironments: 100 } });
    await cloud.createFunction("a");
    await cloud.createFunction("b");
    cloud.runtime.behaviour = { init: instantInit, invoke: () => returns(1, 1000) };
    await burst(cloud, 130, "a", "a");
    await burst(cloud, 1, "b", "b");
    await cloud.time.advance(500);
    expect(cloud.runtime.requests).toHaveLength(100);
    await cloud.time.advance(600);
    expect(cloud.runtime.requests).toHaveLength(131);
    await cloud.time.advance(2000);
    expect(openEvents(cloud)).toEqual([]);
  });

  it("of 10,000 costs each of them no more than one of 1,000 does", async () => {
    const millisecondsEach = async (count: number): Promise<number> => {
      const cloud = await TestCloud.open();
      await cloud.createFunction();
      cloud.runtime.behaviour = { init: instantInit, invoke: () => returns(1, 10) };
      await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 1 });
      await burst(cloud, count);
      const begun = process.cpuUsage();
      await cloud.time.advance(2000);
      const { user, system } = process.cpuUsage(begun);
      return (user + system) / 1000 / cloud.runtime.requests.length;
    };
    await millisecondsEach(300);
    const few = await millisecondsEach(1000);
    const many = await millisecondsEach(10_000);
    expect(many / few, `${few.toFixed(2)} ms, then ${many.toFixed(2)} ms`).toBeLessThan(4);
  });
});
