import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ManualTime } from "#testing/manual-time.ts";
import { returns } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";
import { Timers } from "./timers.ts";
import { SimulatedClock } from "./simulated-clock.ts";

const unexpected = (bug: unknown): void => {
  throw bug;
};

function clockOver(time: ManualTime, offset = 0): { clock: SimulatedClock; timers: Timers } {
  const clock = new SimulatedClock(time, time, offset);
  return { clock, timers: new Timers(clock, clock, unexpected) };
}

describe("the simulated clock", () => {
  it("goes with the wall clock in real time, ahead by its offset", async () => {
    const time = new ManualTime(0);
    const { clock, timers } = clockOver(time, 1000);
    const ran: number[] = [];
    timers.at(1500, () => ran.push(time.now()));
    await time.advance(499);
    expect(ran).toEqual([]);
    await time.advance(1);
    expect(ran).toEqual([500]);
    expect(clock.offsetMs).toBe(1000);
  });

  it("skips idle time in fast-forward: every event at its own instant, none passed over, and never while something runs", async () => {
    const time = new ManualTime(0);
    const { clock, timers } = clockOver(time);
    const ran: number[] = [];
    for (const instant of [60_000, 3_600_000, 7_200_000]) timers.at(instant, () => ran.push(clock.now()));
    clock.hold();
    clock.setMode("fast-forward");
    await time.advance(10);
    expect(ran).toEqual([]);
    clock.release();
    await time.advance(10);
    expect(ran).toEqual([60_000, 3_600_000, 7_200_000]);
  });

  it("ends a fast-forward before it skips more than a day: what recurs does not run away with the clock, and what is due stays due", async () => {
    const time = new ManualTime(0);
    const { clock, timers } = clockOver(time);
    const HOUR = 3_600_000;
    const ran: number[] = [];
    const every = (hours: number): void => void timers.at(hours * HOUR, () => (ran.push(hours), every(hours + 5)));
    every(5);
    clock.setMode("fast-forward");
    await time.advance(60_000);
    expect(ran).toEqual([5, 10, 15, 20]);
    expect(clock.mode).toBe("real-time");
    expect(clock.stoppedAt).toBe(20 * HOUR);
    await time.advance(5 * HOUR);
    expect(ran).toEqual([5, 10, 15, 20, 25]);
    clock.setMode("fast-forward");
    await time.advance(10);
    expect(ran).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45]);
  });

  it("never goes back, whatever the wall clock does and however often it jumps", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ wall: fc.integer({ min: -100_000, max: 100_000 }), jump: fc.nat(50_000) })), (steps) => {
        let wall = 1_000_000;
        const clock = new SimulatedClock({ now: () => wall, elapsed: () => 0 }, { set: () => undefined }, 0);
        let last = clock.now();
        for (const { wall: by, jump } of steps) {
          wall += by;
          expect(clock.now()).toBeGreaterThanOrEqual(last);
          clock.jumpTo(clock.now() + jump);
          expect(clock.now()).toBeGreaterThanOrEqual(last);
          last = clock.now();
        }
      }),
    );
  });

  it("goes to the next event once, when told to", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    cloud.runtime.behaviour = { invoke: () => returns("") };
    await cloud.invoke("orders");
    const before = cloud.plane.simulator.clock();
    expect(before.nextEvent).toBe("An idle execution environment expires");
    const after = await cloud.plane.simulator.nextEvent();
    expect(after.now).toBe(before.nextEventAt);
    expect(cloud.runtime.running).toBe(0);
  });
});

describe("a laptop that slept for eight hours", () => {
  it("is found out by whoever is first to wait for something after it, once", async () => {
    const time = new ManualTime(0);
    const { clock, timers } = clockOver(time);
    const slept: number[] = [];
    clock.onSlept = (ms) => slept.push(ms);
    timers.at(3_600_000, () => undefined);
    time.sleep(8 * 3_600_000);
    clock.afterWall(1000, () => undefined);
    await time.advance(60_000);
    expect(slept).toEqual([8 * 3_600_000 - 30_000]);
  });

  it("wakes up with its idle environments as warm as they were, and they expire after the rest of their time", async () => {
    const cloud = await TestCloud.open({ settings: { environmentIdleMs: 600_000 } });
    await cloud.createFunction();
    cloud.runtime.behaviour = { invoke: () => returns("") };
    await cloud.invoke("orders");
    await cloud.time.advance(240_000);
    cloud.time.sleep(8 * 3_600_000);
    await cloud.time.advance(300_000);
    expect(cloud.runtime.running).toBe(1);
    await cloud.time.advance(120_000);
    expect(cloud.runtime.running).toBe(0);
  });
});
