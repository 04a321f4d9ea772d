import { describe, expect, it } from "vitest";
import { ManualTime } from "#testing/manual-time.ts";
import { Timers } from "./timers.ts";

describe("the timers", () => {
  it("runs what is due in order of time, then of entry, over one alarm; what was called off does nothing", async () => {
    const time = new ManualTime(0);
    const bugs: unknown[] = [];
    const timers = new Timers(time, time, (error) => bugs.push(error));
    const ran: string[] = [];
    const enter = (instant: number, name: string): (() => void) => timers.at(instant, () => ran.push(`${name}@${time.now()}`));
    enter(20, "b");
    enter(10, "a");
    enter(20, "c");
    const callOff = enter(15, "never");
    callOff();
    timers.at(20, () => enter(20, "d"));
    await time.advance(12);
    expect(ran).toEqual(["a@10"]);
    await time.advance(100);
    expect(ran).toEqual(["a@10", "b@20", "c@20", "d@20"]);
    expect(time.alarmAt).toBeNull();
    expect(bugs).toEqual([]);
  });

  it("reports what throws and goes on: with what is due at the same instant, and with what is due later", async () => {
    const time = new ManualTime(0);
    const bugs: unknown[] = [];
    const timers = new Timers(time, time, (error) => bugs.push(error));
    const ran: number[] = [];
    const bug = new Error("a bug");
    timers.at(10, () => {
      throw bug;
    });
    for (const instant of [10, 20]) timers.at(instant, () => ran.push(time.now()));
    await time.advance(100);
    expect(ran).toEqual([10, 20]);
    expect(bugs).toEqual([bug]);
  });
});
