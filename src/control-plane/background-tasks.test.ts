import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "#services/settings.ts";
import { emptyDisk, openMemoryStore } from "#storage/memory-store.ts";
import { ManualTime } from "#testing/manual-time.ts";
import { Accounts } from "./account.ts";
import { Timers } from "./timers.ts";
import { CodeReferences } from "./code-references.ts";
import { Commits } from "./commits.ts";
import { BackgroundTasks, type BackgroundTask } from "./background-tasks.ts";

/** Accounts whose only background task is due every second; `fail` decides whether it throws then. */
function open(fail: (at: number) => boolean) {
  const time = new ManualTime(0);
  const bugs: unknown[] = [];
  const ran: number[] = [];
  const reportBug = (error: unknown): void => void bugs.push(error);
  const accounts = new Accounts([]);
  const commits = new Commits(openMemoryStore(emptyDisk(), { later: () => () => undefined }), accounts, new CodeReferences(), () => undefined, reportBug);
  const task: BackgroundTask = {
    label: null,
    follows: ["events.rules"],
    nextDue: () => 1000 * (ran.length + 1),
    due: (_state, { now }) => {
      if (fail(now)) throw new Error(`failed at ${now}`);
      ran.push(now);
      return [];
    },
  };
  const context = () => ({ now: time.now(), newId: () => "id", accountId: "123456789012", region: "us-east-1", settings: DEFAULT_SETTINGS });
  const tasks = new BackgroundTasks([task], { accounts, timers: new Timers(time, time, reportBug), commits, context, reportBug });
  const account = () => accounts.of("123456789012", "us-east-1");
  return { time, bugs, ran, accounts, tasks, account };
}

describe("a background task", () => {
  it("that fails is reported and tried again after a pause of a minute, whatever is committed meanwhile", async () => {
    const { time, bugs, ran, tasks, account } = open((at) => at === 2000);
    tasks.arm(account());
    await time.advance(30_000);
    tasks.arm(account(), new Set(["events.rules"]));
    await time.advance(31_999);
    expect(ran).toEqual([1000]);
    expect(bugs.map(String)).toEqual(["Error: failed at 2000"]);
    await time.advance(1);
    // What was missed is made up for, and then it is on time again.
    expect(ran).toHaveLength(62);
    await time.advance(1000);
    expect(ran.at(-1)).toBe(63_000);
    expect(bugs).toHaveLength(1);
  });

  it("of an account after a reset is entered, though one from before it was due at the same instant", async () => {
    const { time, ran, accounts, tasks, account } = open(() => false);
    tasks.arm(account());
    accounts.clear();
    tasks.reset();
    tasks.arm(account());
    await time.advance(2000);
    expect(ran).toEqual([1000, 2000]);
  });
});
