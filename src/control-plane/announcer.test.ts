import { describe, expect, it } from "vitest";
import { returns } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";
import { pauseMs } from "./announcer.ts";

describe("what watchers are told", () => {
  it("of environments, log lines and metrics of many invocations comes together, five times a second at most, and nothing is left out", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    let calls = 0;
    cloud.runtime.behaviour = { invoke: () => returns(1, 20 * ++calls, ["printed"]) };
    await cloud.time.advance(1000);
    cloud.changed.length = 0;
    const answers = Array.from({ length: 20 }, () => cloud.must("Invoke", { FunctionName: "orders" }));
    for (let step = 0; step < 100; step++) await cloud.time.advance(10);
    await Promise.all(answers);
    expect(cloud.changed.length).toBeLessThanOrEqual(6);
    const told = new Set(cloud.changed.flatMap((line) => line.split(" ")[1]!.split(",")));
    for (const table of ["simulator.environments", "logs.groups", "logs.streams", "logs.events"]) expect(told).toContain(table);
  });

  it("is told less often the more environments run, and once a second at least", () => {
    expect([0, 1, 66, 100, 200, 1000].map(pauseMs)).toEqual([200, 200, 200, 300, 600, 1000]);
  });

  it("of a command comes with its answer, whatever else is waiting to be told", async () => {
    const cloud = await TestCloud.open();
    await cloud.createFunction();
    await cloud.invoke("orders");
    void cloud.invoke("orders");
    cloud.changed.length = 0;
    await cloud.createFunction("other");
    expect(cloud.changed).toContain("123456789012/us-east-1 lambda.functions,lambda.versions");
  });
});
