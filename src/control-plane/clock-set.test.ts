import { describe, expect, it } from "vitest";
import { settle } from "#testing/manual-time.ts";
import { returns, throws } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** While something waits the wall clock is looked at this often. */
const LOOK = 30_000;
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const QueueUrl = "https://sqs.us-east-1.amazonaws.com/123456789012/orders";
const starts = { init: () => ({ ms: 0, end: { kind: "ok" as const, payload: new Uint8Array() } }) };

/** One kind of waiting: begins it, and tells whether what was waited for has come. `ms`: how long that takes. */
interface Waiting {
  readonly ms: number;
  readonly begin: (cloud: TestCloud) => Promise<() => Promise<boolean> | boolean>;
}

const KINDS: Readonly<Record<string, Waiting>> = {
  "a retry of an asynchronous event": {
    ms: MINUTE,
    begin: async (cloud) => {
      cloud.runtime.behaviour = { ...starts, invoke: () => throws("Error", "no", 0) };
      await cloud.must("Invoke", { FunctionName: "orders", InvocationType: "Event" });
      await cloud.time.advance(0);
      return () => cloud.runtime.requests.length > 1;
    },
  },
  "a schedule": {
    ms: 50_000,
    begin: async (cloud) => {
      await cloud.must("CreateSchedule", { Name: "tick", ScheduleExpression: "rate(1 minute)", FlexibleTimeWindow: { Mode: "OFF" }, Target: { Arn: FUNCTION, RoleArn: "arn:aws:iam::123456789012:role/s" } }, {}, "scheduler");
      // It ran at once, and now and then it ran again.
      await cloud.time.advance(MINUTE + 10_000);
      const before = cloud.runtime.requests.length;
      return () => cloud.runtime.requests.length > before;
    },
  },
  "a message that becomes visible again": {
    ms: MINUTE,
    begin: async (cloud) => {
      await cloud.must("SendMessage", { QueueUrl, MessageBody: "x" }, {}, "sqs");
      await cloud.must("ReceiveMessage", { QueueUrl, VisibilityTimeout: 60 }, {}, "sqs");
      return async () => (await cloud.must<{ Messages?: unknown[] }>("ReceiveMessage", { QueueUrl, WaitTimeSeconds: 0, VisibilityTimeout: 0 }, {}, "sqs")).Messages !== undefined;
    },
  },
  "a long poll": {
    ms: 20_000,
    begin: async (cloud) => {
      let isAnswered = false;
      void cloud.must("ReceiveMessage", { QueueUrl, WaitTimeSeconds: 20 }, {}, "sqs").then(() => (isAnswered = true));
      await settle();
      return async () => {
        await settle();
        return isAnswered;
      };
    },
  },
  "an environment that expires": {
    ms: 10 * MINUTE,
    begin: async (cloud) => {
      cloud.runtime.behaviour = { ...starts, invoke: () => returns("", 0) };
      await cloud.invoke("orders", {}, {}, 0);
      return () => cloud.runtime.running === 0;
    },
  },
};

async function open(): Promise<TestCloud> {
  const cloud = await TestCloud.open({ settings: { environmentIdleMs: 10 * MINUTE } });
  await cloud.createFunction();
  await cloud.must("CreateQueue", { QueueName: "orders" }, {}, "sqs");
  return cloud;
}

describe.each(Object.entries(KINDS))("%s", (kind, { ms, begin }) => {
  it.each([-10 * MINUTE, -10 * HOUR])("takes as long as it should though the wall clock is set back by %d ms meanwhile", async (by) => {
    const cloud = await open();
    const hasCome = await begin(cloud);
    await cloud.time.advance(ms / 2);
    const before = cloud.plane.simulator.clock().now;
    cloud.time.turn(by);
    expect(cloud.plane.simulator.clock().now, "the cloud's time goes on where it was").toBe(before);
    await cloud.time.advance(ms / 2 - 1);
    expect(await hasCome()).toBe(false);
    await cloud.time.advance(1);
    expect(await hasCome()).toBe(true);
    expect(cloud.plane.simulator.clock().now).toBe(before + ms / 2);
    expect(cloud.bugs).toEqual([]);
  });

  const isIdle = kind === "an environment that expires";
  const isEvent = kind === "a retry of an asynchronous event";
  it.each(["set ahead by", "left asleep for"])(`${isIdle || isEvent ? "waits for the rest of its time" : "comes at the next look at the clock, once"}, when the machine is %s 10 hours`, async (how) => {
    const cloud = await open();
    const hasCome = await begin(cloud);
    await cloud.time.advance(ms / 2);
    if (how === "set ahead by") cloud.time.turn(10 * HOUR);
    else cloud.time.sleep(10 * HOUR);
    // What was not awake was neither idle nor tried again: that waits on.
    if (isIdle || isEvent) {
      await cloud.time.advance(ms / 2 - LOOK - 1);
      expect(await hasCome()).toBe(false);
    }
    await cloud.time.advance(isIdle || isEvent ? 2 * LOOK : LOOK);
    expect(await hasCome()).toBe(true);
    expect(cloud.bugs).toEqual([]);
  });
});

it("A handler gets all its time though the wall clock is set back before it runs", async () => {
  const cloud = await open();
  cloud.runtime.behaviour = { ...starts, invoke: () => ({ ms: 0, end: { kind: "timeout" } }) };
  await cloud.invoke("orders", {}, {}, 0);
  cloud.runtime.behaviour = { init: () => ({ ...starts.init(), ms: 1000 }), invoke: () => returns("", 0) };
  const answer = cloud.must("Invoke", { FunctionName: "orders" });
  await cloud.time.advance(500);
  cloud.time.turn(-HOUR);
  const setAt = cloud.time.now();
  await cloud.time.advance(500);
  await answer;
  expect(cloud.runtime.requests.at(-1)!.deadline - setAt).toBe(2500);
});

it("A cloud that starts after the wall clock was set back goes on where the one before it ended", async () => {
  const cloud = await open();
  cloud.runtime.behaviour = { ...starts, invoke: () => throws("Error", "no", 0) };
  await cloud.must("Invoke", { FunctionName: "orders", InvocationType: "Event" });
  await cloud.time.advance(20_000);
  const { now } = cloud.plane.simulator.clock();
  cloud.plane.close();
  await settle();
  const again = await TestCloud.open({ disk: cloud.disk, now: cloud.time.now() - HOUR });
  expect(again.plane.simulator.clock().now).toBe(now);
});
