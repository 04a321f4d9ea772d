import { describe, expect, it, vi } from "vitest";
import { returns, throws } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

// Many steps of virtual time: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const QUALIFIED = { FunctionName: "orders", Qualifier: "live" };

async function provisioned(count: number, settings: object = {}): Promise<TestCloud> {
  const cloud = await TestCloud.open({ settings });
  cloud.runtime.behaviour = { invoke: (given) => returns(given, (given as { ms?: number }).ms ?? 10) };
  await cloud.createFunction("orders", { Publish: true });
  await cloud.must("CreateAlias", { FunctionName: "orders", Name: "live", FunctionVersion: "1" });
  await cloud.must("PutProvisionedConcurrencyConfig", { ...QUALIFIED, ProvisionedConcurrentExecutions: count });
  return cloud;
}
const status = async (cloud: TestCloud): Promise<unknown[]> => {
  const { Status, AllocatedProvisionedConcurrentExecutions, StatusReason } = await cloud.must("GetProvisionedConcurrencyConfig", QUALIFIED);
  return StatusReason === undefined ? [Status, AllocatedProvisionedConcurrentExecutions] : [Status, AllocatedProvisionedConcurrentExecutions, StatusReason];
};
const ALIAS = { FunctionName: "orders", Name: "live" };
async function publishAnother(cloud: TestCloud): Promise<void> {
  await cloud.deploy("orders", `code of ${cloud.time.now()}${cloud.rows("lambda.versions").length}`);
  await cloud.must("PublishVersion", { FunctionName: "orders" });
}
const point = (cloud: TestCloud, to: object) => cloud.must("UpdateAlias", { ...ALIAS, ...to });
/** Which version answers a call of the alias, and whether it started for it. */
async function called(cloud: TestCloud): Promise<[string, string]> {
  const { version, log } = await cloud.invoke("orders:live", {}, { LogType: "Tail" });
  return [version, log.includes("Init Duration") ? "cold" : "warm"];
}
/** Versions of the provisioned environments that live and are in use, one for each. */
const warmOnes = (cloud: TestCloud): string[] =>
  cloud.plane.simulator.environments(cloud.caller).environments.filter(({ kind, status: now }) => kind === "provisioned" && now !== "ended").map(({ version }) => version).toSorted();
const started = (cloud: TestCloud): (string | undefined)[] => cloud.runtime.specs.map((spec) => spec.variables["AWS_LAMBDA_INITIALIZATION_TYPE"]);

describe("Provisioned concurrency", () => {
  it("is in progress until all of its environments are there; until then requests start their own", async () => {
    const cloud = await provisioned(3);
    await cloud.time.advance(60_000);
    expect(await status(cloud)).toEqual(["IN_PROGRESS", 0]);
    await cloud.invoke("orders:live");
    expect(started(cloud)).toEqual(["on-demand"]);
    await cloud.time.advance(30_000);
    expect(await status(cloud)).toEqual(["READY", 3]);
    expect(started(cloud)).toEqual(["on-demand", ...Array.from({ length: 3 }, () => "provisioned-concurrency")]);
    expect(cloud.bugs).toEqual([]);
  });

  it("is as many as asked for, though that was changed while environments were being replaced", async () => {
    const cloud = await provisioned(10);
    await cloud.time.advance(200_000);
    await cloud.plane.simulator.recycle(cloud.caller, undefined);
    await cloud.time.advance(10);
    await cloud.must("PutProvisionedConcurrencyConfig", { ...QUALIFIED, ProvisionedConcurrentExecutions: 5 });
    await cloud.time.advance(200_000);
    expect(await status(cloud)).toEqual(["READY", 5]);
    expect(warmOnes(cloud)).toHaveLength(5);
    expect(cloud.bugs).toEqual([]);
  });

  it("serves calls without Init Duration, and the one beyond it starts an environment on demand", async () => {
    const cloud = await provisioned(2);
    await cloud.time.advance(120_000);
    const calls = [1, 2, 3].map(() => cloud.invoke("orders:live", { ms: 500 }, { LogType: "Tail" }));
    const logs = (await Promise.all(calls)).map(({ log }) => /Init Duration/.test(log));
    expect(logs).toEqual([false, false, true]);
    await cloud.time.advance(5000);
    const metrics = [...cloud.rows("cloudwatch.datapoints")].filter(({ name, dimensions }) => /^ProvisionedConcurrency.*Invocations$/.test(name) && dimensions.length === 1);
    expect(Object.fromEntries(metrics.map(({ name, sum }) => [name, sum]))).toEqual({
      ProvisionedConcurrencyInvocations: 2, ProvisionedConcurrencySpilloverInvocations: 1,
    });
  });

  it("fails after six inits that failed, and says so", async () => {
    const cloud = await provisioned(2);
    cloud.runtime.behaviour = { init: () => throws("Runtime.ImportModuleError", "no module") };
    await cloud.time.advance(120_000);
    expect(await status(cloud)).toEqual(["FAILED", 0, "FUNCTION_ERROR_INIT_FAILURE"]);
    expect(cloud.runtime.specs.length).toBeGreaterThanOrEqual(6);
    expect(cloud.runtime.running).toBe(0);
  });

  it("says honestly when this browser cannot hold so many environments", async () => {
    const cloud = await provisioned(21);
    await cloud.time.advance(120_000);
    expect(await status(cloud)).toEqual(["FAILED", 0, expect.stringMatching(/^This browser is allowed 20 Python environments/)]);
  });

  it("keeps an environment that a time-out reset in its share, and replaces those that are recycled", async () => {
    const cloud = await provisioned(2);
    await cloud.time.advance(120_000);
    const late = cloud.call("Invoke", { FunctionName: "orders:live", Payload: new TextEncoder().encode('{"ms":9000}') });
    await cloud.time.advance(5000);
    await late;
    expect([cloud.runtime.running, cloud.runtime.specs.length]).toEqual([1, 2]);
    const next = await cloud.invoke("orders:live", {}, { LogType: "Tail" });
    expect(next.log).toMatch(/\tDuration: 110\.00 ms\tBilled Duration: 110 ms\t/);
    expect(next.log).not.toContain("Init Duration");
    expect([cloud.runtime.running, cloud.runtime.specs.length]).toEqual([2, 3]);
    await cloud.plane.simulator.recycle(cloud.caller, "orders");
    await cloud.time.advance(5000);
    expect([cloud.runtime.running, cloud.runtime.specs.length]).toEqual([2, 5]);
    const { environments } = cloud.plane.simulator.environments(cloud.caller);
    expect(environments.map(({ kind, status: now, endReason }) => `${kind} ${endReason ?? now}`).toSorted()).toEqual([
      "provisioned idle", "provisioned idle", "provisioned recycled", "provisioned recycled",
    ]);
  });

  it("moves with its alias: the old version answers, warm, until the new one is ready", async () => {
    const cloud = await provisioned(1);
    await cloud.time.advance(120_000);
    await publishAnother(cloud);
    await point(cloud, { FunctionVersion: "2" });
    expect(await status(cloud)).toEqual(["IN_PROGRESS", 1]);
    expect(await cloud.must("GetAlias", ALIAS)).toMatchObject({ FunctionVersion: "2", RoutingConfig: { AdditionalVersionWeights: { 1: 1 } } });
    expect(await called(cloud)).toEqual(["1", "warm"]);
    await cloud.time.advance(120_000);
    expect(await status(cloud)).toEqual(["READY", 1]);
    expect((await cloud.must("GetAlias", ALIAS))["RoutingConfig"]).toBeUndefined();
    expect(await called(cloud)).toEqual(["2", "warm"]);
    expect(cloud.runtime.specs.map((spec) => spec.functionVersion)).toEqual(["1", "2"]);
    expect(cloud.runtime.running).toBe(1);
  });

  it("stays with the old version, and warm, when the new one cannot be initialised", async () => {
    const cloud = await provisioned(2);
    await cloud.time.advance(120_000);
    await publishAnother(cloud);
    cloud.runtime.behaviour = { ...cloud.runtime.behaviour, init: () => throws("Runtime.ImportModuleError", "no module") };
    await point(cloud, { FunctionVersion: "2" });
    await cloud.time.advance(120_000);
    expect(await status(cloud)).toEqual(["FAILED", 2, "FUNCTION_ERROR_INIT_FAILURE"]);
    expect(await called(cloud)).toEqual(["1", "warm"]);
    expect(cloud.runtime.running).toBe(2);
    expect(cloud.bugs).toEqual([]);
  });

  it("is spread over both versions of a weighted alias, in one step once the new version's share is there", async () => {
    const cloud = await provisioned(4);
    await cloud.time.advance(120_000);
    await publishAnother(cloud);
    await point(cloud, { RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } } });
    await cloud.time.advance(60_000);
    expect([await status(cloud), warmOnes(cloud)]).toEqual([["IN_PROGRESS", 4], ["1", "1", "1", "1"]]);
    await cloud.time.advance(60_000);
    expect([await status(cloud), warmOnes(cloud)]).toEqual([["READY", 4], ["1", "1", "2", "2"]]);

    await point(cloud, { FunctionVersion: "2", RoutingConfig: { AdditionalVersionWeights: {} } });
    await cloud.time.advance(60_000);
    expect(warmOnes(cloud)).toEqual(["1", "1", "2", "2"]);
    await cloud.time.advance(60_000);
    expect([await status(cloud), warmOnes(cloud)]).toEqual([["READY", 4], ["2", "2", "2", "2"]]);
    expect(cloud.bugs).toEqual([]);
  });

  it("lets an alias be pointed elsewhere while environments of the version before are being started", async () => {
    const cloud = await provisioned(3);
    await cloud.time.advance(120_000);
    await publishAnother(cloud);
    await publishAnother(cloud);
    cloud.runtime.behaviour = { ...cloud.runtime.behaviour, init: () => returns({}, 5000) };
    await point(cloud, { FunctionVersion: "2" });
    await cloud.time.advance(92_000);
    await point(cloud, { FunctionVersion: "3" });
    await cloud.time.advance(120_000);
    expect([await status(cloud), warmOnes(cloud)]).toEqual([["READY", 3], ["3", "3", "3"]]);
    expect(cloud.runtime.running).toBe(3);
    expect(cloud.bugs).toEqual([]);
  });

  it("follows the last of several changes of one millisecond, one of which was begun already", async () => {
    const cloud = await provisioned(3);
    await cloud.time.advance(120_000);
    await publishAnother(cloud);
    await publishAnother(cloud);
    // Fewer need no preparation: that begins at once, and meanwhile the alias moves on twice.
    await cloud.must("PutProvisionedConcurrencyConfig", { ...QUALIFIED, ProvisionedConcurrentExecutions: 1 });
    await point(cloud, { RoutingConfig: { AdditionalVersionWeights: { 2: 1 } } });
    await cloud.time.advance(0);
    await point(cloud, { FunctionVersion: "3", RoutingConfig: { AdditionalVersionWeights: { 1: 0.1 } } });
    expect(await status(cloud)).toEqual(["IN_PROGRESS", 3]);
    await cloud.time.advance(120_000);
    expect([await status(cloud), warmOnes(cloud)]).toEqual([["READY", 1], ["3"]]);
    expect(cloud.bugs).toEqual([]);
  });

  it("counts a request of the alias that runs on standard concurrency as spillover, whichever version serves it; utilisation is of both", async () => {
    const cloud = await provisioned(2);
    await cloud.time.advance(120_000);
    await publishAnother(cloud);
    await point(cloud, { RoutingConfig: { AdditionalVersionWeights: { 2: 1 } } });
    // All requests go to version 2 already, and its environments are not there yet.
    expect(await called(cloud)).toEqual(["2", "cold"]);
    await point(cloud, { RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } } });
    await cloud.time.advance(120_000);
    await cloud.time.advance(5000);
    const calls = Array.from({ length: 12 }, () => cloud.invoke("orders:live", { ms: 500 }));
    const spilled = 1 + 12 - 2;
    await Promise.all(calls);
    await cloud.time.advance(5000);
    const of = (name: string, ...more: string[]) =>
      cloud.rows("cloudwatch.datapoints").filter((row) => row.name === name && row.dimensions.map(({ Value }) => Value).toSorted().join() === ["orders", ...more].toSorted().join());
    const sum = (name: string) => of(name, "orders:live").reduce((total, row) => total + row.sum, 0);
    expect([sum("ProvisionedConcurrencyInvocations"), sum("ProvisionedConcurrencySpilloverInvocations")]).toEqual([2, spilled]);
    for (const dimensions of [[], ["orders:live"], ["orders:live", "1"], ["orders:live", "2"]]) {
      expect(Math.max(...of("ProvisionedConcurrencyUtilization", ...dimensions).map(({ max }) => max)), dimensions.join()).toBe(1);
    }
    const first = of("ProvisionedConcurrencyUtilization", "orders:live");
    expect(Math.min(...first.map(({ min }) => min)), "one of two environments is busy first").toBe(0.5);
  });

  it("comes back after a reload, and goes with its configuration", async () => {
    const cloud = await provisioned(2);
    await cloud.time.advance(120_000);
    cloud.plane.close();
    const again = await TestCloud.open({ disk: cloud.disk });
    await again.time.advance(5000);
    expect(started(again)).toEqual(["provisioned-concurrency", "provisioned-concurrency"]);
    await again.must("DeleteProvisionedConcurrencyConfig", QUALIFIED, { requestId: "after the reload" });
    expect(again.runtime.running).toBe(0);
  });
});
