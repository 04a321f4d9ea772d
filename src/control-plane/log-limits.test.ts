import { describe, expect, it } from "vitest";
import { LOG_LIMITS } from "#services/logs/log-budget.ts";
import { returns } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

const GROUP = "/aws/lambda/orders";
const LINE = "x".repeat(1_000_000);

/** The numbers of the invocations whose lines are kept, oldest first. */
async function logged(cloud: TestCloud): Promise<number[]> {
  const numbers: number[] = [];
  let nextToken: string | undefined;
  do {
    const page = await cloud.must<{ events: { message: string }[]; nextToken?: string }>("FilterLogEvents", { logGroupName: GROUP, filterPattern: "xNumber", nextToken });
    numbers.push(...page.events.map(({ message }) => Number(message.split(" ")[1])));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return numbers;
}

describe("functions that log very much", () => {
  it("keep their newest invocations within the limit of their group, on the disk too; what was dropped is told, after a reload as before", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction("orders", { Timeout: 30 });
    let number = 0;
    cloud.runtime.behaviour = { invoke: () => returns(1, 20, [`xNumber ${number++} ${LINE}`]) };
    for (let n = 0; n < 14; n++) await cloud.invoke("orders");
    const kept = await logged(cloud);
    expect(kept).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13].slice(-kept.length));
    expect(kept.length).toBeGreaterThan(8);
    const limits = cloud.plane.simulator.logLimits(cloud.caller, GROUP);
    expect(limits.dropped).not.toBeNull();
    const onDisk = cloud.rows("logs.events").reduce((sum, { events }) => sum + events.reduce((bytes, { message }) => bytes + message.length, 0), 0);
    expect(onDisk).toBeLessThanOrEqual(LOG_LIMITS.groupBytes);

    const again = await TestCloud.open({ disk: cloud.disk, now: cloud.time.now() });
    expect(await logged(again)).toEqual(kept);
    expect(again.plane.simulator.logLimits(again.caller, GROUP)).toEqual(limits);
    again.runtime.behaviour = { invoke: () => returns(1, 20, [`xNumber ${number++} ${LINE}`]) };
    await again.invoke("orders");
    expect(await logged(again)).toEqual([...kept.slice(1), 14]);
  });
});
