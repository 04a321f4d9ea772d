import { describe, expect, it, vi } from "vitest";
import { returns, throws } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

// Many steps of virtual time: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const HOUR = 3_600_000;
const failing = { init: () => ({ ms: 0, end: { kind: "ok" as const, payload: new Uint8Array() } }), invoke: () => throws("Error", "no", 0) };
const events = (cloud: TestCloud) => cloud.plane.simulator.asyncEvents(cloud.caller, undefined).events.toReversed();
const lives = (cloud: TestCloud) => events(cloud).map(({ attempts, acceptedAt, end, endCondition }) => ({ attempts: attempts.map(({ at }) => Math.round((at - acceptedAt) / 1000)), end, endCondition }));

/** Events that have failed once; the next attempt of each is due a minute after that. */
async function failedOnce(count: number): Promise<TestCloud> {
  const cloud = await TestCloud.open();
  await cloud.createFunction();
  cloud.runtime.behaviour = failing;
  for (let index = 0; index < count; index++) await cloud.must("Invoke", { FunctionName: "orders", InvocationType: "Event" }, { requestId: `event-${index}` });
  await cloud.time.advance(30_000);
  return cloud;
}

describe("The time in which this cloud did not run", () => {
  it("counts neither against the age of waiting events nor for their waits, when the machine slept", async () => {
    const cloud = await failedOnce(3);
    cloud.time.sleep(7 * HOUR);
    await cloud.time.advance(240_000);
    const [first] = lives(cloud);
    expect(first!.attempts).toHaveLength(3);
    expect(lives(cloud)).toEqual([0, 1, 2].map(() => ({ ...first, end: "dropped", endCondition: "RetriesExhausted" })));
    // 30 s were waited before the night: the rest is waited after it, to within what a look at the clock may be late.
    expect(first!.attempts[1]! - 7 * 3600).toBeGreaterThanOrEqual(30);
    expect(first!.attempts[1]! - 7 * 3600).toBeLessThanOrEqual(60);
    expect(first!.attempts[2]! - first!.attempts[1]!).toBe(120);
    expect(events(cloud)[0]!.sleptMs).toBeGreaterThan(7 * HOUR - 31_000);
  });

  it("does not touch an event that came after it, before anybody knew of it", async () => {
    const cloud = await failedOnce(1);
    cloud.time.sleep(7 * HOUR);
    await cloud.must("Invoke", { FunctionName: "orders", InvocationType: "Event" }, { requestId: "early-bird" });
    await cloud.time.advance(240_000);
    const early = events(cloud).find(({ requestId }) => requestId === "early-bird")!;
    expect(early.attempts.map(({ at }) => Math.round((at - early.acceptedAt) / 1000))).toEqual([0, 60, 180]);
    expect(early.sleptMs).toBeUndefined();
    expect(events(cloud)[0]!.sleptMs).toBeGreaterThan(7 * HOUR - 31_000);
  });

  it("is told from waiting when no tab was open: all that was due goes on where it was", async () => {
    const cloud = await failedOnce(3);
    cloud.plane.close();
    await cloud.time.advance(1);
    const again = await TestCloud.open({ disk: cloud.disk, now: cloud.time.now() + 7 * HOUR });
    again.runtime.behaviour = failing;
    await again.time.advance(240_000);
    const [first] = lives(again);
    expect(lives(again)).toEqual([0, 1, 2].map(() => ({ attempts: [0, 7 * 3600 + 60, 7 * 3600 + 180], end: "dropped", endCondition: "RetriesExhausted" })));
    expect(first!.attempts).toHaveLength(3);
    expect(again.bugs).toEqual([]);
  });

  it("is known to half a minute when a tab was ended without a word", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = failing;
    await cloud.must("PutFunctionEventInvokeConfig", { FunctionName: "orders", MaximumEventAgeInSeconds: 300 });
    await cloud.must("Invoke", { FunctionName: "orders", InvocationType: "Event" });
    await cloud.time.advance(150_000);
    expect(lives(cloud)[0]!.attempts).toEqual([0, 60]);
    const again = await TestCloud.open({ disk: structuredClone(cloud.disk), now: cloud.time.now() + 7 * HOUR });
    again.runtime.behaviour = failing;
    await again.time.advance(120_000);
    const [life] = lives(again);
    expect(life).toMatchObject({ end: "dropped", endCondition: "RetriesExhausted" });
    expect(life!.attempts[2]! - 7 * 3600).toBeGreaterThanOrEqual(180);
    expect(life!.attempts[2]! - 7 * 3600).toBeLessThanOrEqual(210);
  });

  it("is none when a page is loaded again: waits go on", async () => {
    const cloud = await failedOnce(1);
    cloud.plane.close();
    const again = await TestCloud.open({ disk: cloud.disk, now: cloud.time.now() + 2000 });
    again.runtime.behaviour = failing;
    await again.time.advance(240_000);
    expect(lives(again)[0]!.attempts).toEqual([0, 60, 180]);
    expect(events(again)[0]!.sleptMs).toBeUndefined();
  });

  it("leaves a throttled event its 80 attempts and its six hours awake", async () => {
    const cloud = await TestCloud.open({ settings: { provisionedPreparationMs: 0 } });
    await cloud.createFunction("orders", { Publish: true });
    cloud.runtime.behaviour = { invoke: () => returns("", 1) };
    // All of the reservation is provisioned for version 1: $LATEST never runs.
    await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 1 });
    await cloud.must("PutProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier: "1", ProvisionedConcurrentExecutions: 1 });
    await cloud.time.advance(1000);
    await cloud.must("Invoke", { FunctionName: "orders", InvocationType: "Event" });
    for (let day = 0; day < 5; day++) {
      await cloud.time.advance(HOUR);
      cloud.time.sleep(10 * HOUR);
    }
    await cloud.time.advance(2 * HOUR);
    expect(lives(cloud)).toMatchObject([{ end: "dropped", endCondition: "EventAgeExceeded" }]);
    expect(lives(cloud)[0]!.attempts).toHaveLength(80);
  });

  it("puts nothing off while a command is being kept", async () => {
    let keep: () => void = () => undefined;
    let isSlow = false;
    const cloud = await TestCloud.open({
      wrap: (store) => ({
        ...store,
        commit: async (commit) => {
          if (isSlow) await new Promise<void>((resolve) => (keep = resolve));
          return store.commit(commit);
        },
      }),
    });
    await cloud.createFunction();
    cloud.runtime.behaviour = failing;
    await cloud.must("Invoke", { FunctionName: "orders", InvocationType: "Event" });
    await cloud.time.advance(30_000);
    isSlow = true;
    void cloud.must("Invoke", { FunctionName: "orders", InvocationType: "Event" });
    cloud.time.sleep(7 * HOUR);
    await cloud.time.advance(1000);
    expect(lives(cloud).map(({ attempts }) => attempts)).toEqual([[0]]);
    isSlow = false;
    keep();
    await cloud.time.advance(240_000);
    expect(lives(cloud).map(({ attempts, endCondition }) => [attempts.length, endCondition])).toEqual([[3, "RetriesExhausted"], [3, "RetriesExhausted"]]);
  });
});
