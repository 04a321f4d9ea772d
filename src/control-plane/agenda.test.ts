import { describe, expect, it } from "vitest";
import { ManualTime } from "#testing/manual-time.ts";
import { Agenda } from "./agenda.ts";

describe("the agenda", () => {
  it("runs what is due in order of time, then of entry, over one alarm; what was called off does nothing", async () => {
    const time = new ManualTime(0);
    const bugs: unknown[] = [];
    const agenda = new Agenda(time, time, (error) => bugs.push(error));
    const ran: string[] = [];
    const enter = (instant: number, name: string): (() => void) => agenda.at(instant, () => ran.push(`${name}@${time.now()}`));
    enter(20, "b");
    enter(10, "a");
    enter(20, "c");
    const callOff = enter(15, "never");
    callOff();
    agenda.at(20, () => enter(20, "d"));
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
    const agenda = new Agenda(time, time, (error) => bugs.push(error));
    const ran: number[] = [];
    const bug = new Error("a bug");
    agenda.at(10, () => {
      throw bug;
    });
    for (const instant of [10, 20]) agenda.at(instant, () => ran.push(time.now()));
    await time.advance(100);
    expect(ran).toEqual([10, 20]);
    expect(bugs).toEqual([bug]);
  });
});
