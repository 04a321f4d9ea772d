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

  it("moves with its alias: the old version serves until the new one is ready", async () => {
    const cloud = await provisioned(1);
    await cloud.time.advance(120_000);
    await cloud.deploy("orders", "v2");
    await cloud.must("PublishVersion", { FunctionName: "orders" });
    await cloud.must("UpdateAlias", { FunctionName: "orders", Name: "live", FunctionVersion: "2" });
    expect(await status(cloud)).toEqual(["IN_PROGRESS", 1]);
    await cloud.time.advance(120_000);
    expect(await status(cloud)).toEqual(["READY", 1]);
    expect(cloud.runtime.specs.map((spec) => spec.functionVersion)).toEqual(["1", "2"]);
    expect(cloud.runtime.running).toBe(1);
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
