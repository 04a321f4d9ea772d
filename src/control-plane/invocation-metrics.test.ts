import { describe, expect, it, vi } from "vitest";
import { returns } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

// Many steps of virtual time: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const FUNCTION = [{ Name: "FunctionName", Value: "orders" }];
const ALIAS = [...FUNCTION, { Name: "Resource", Value: "orders:prod" }];

/** The maximum of a metric in each minute of a time in which it has values: [minute, value]. */
async function minutes(cloud: TestCloud, MetricName: string, Dimensions: readonly object[], since: number): Promise<[number, number][]> {
  const { Datapoints } = await cloud.must<{ Datapoints: { Timestamp: Date; Maximum: number }[] }>(
    "GetMetricStatistics",
    { Namespace: "AWS/Lambda", MetricName, Dimensions, Period: 60, Statistics: ["Maximum"], StartTime: new Date(since), EndTime: new Date(cloud.time.now() + 60_000) },
    {}, "cloudwatch",
  );
  return Datapoints.map(({ Timestamp, Maximum }): [number, number] => [(Timestamp.getTime() - since) / 60_000, Maximum]).toSorted(([left], [right]) => left - right);
}

/** An alias with two provisioned units, and a handler that takes so many ms. */
async function provisioned(ms: number): Promise<TestCloud> {
  const cloud = await TestCloud.open({ settings: { provisionedPreparationMs: 0 } });
  await cloud.createFunction("orders", { Timeout: 900, Publish: true });
  await cloud.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1" });
  await cloud.must("PutProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier: "prod", ProvisionedConcurrentExecutions: 2 });
  cloud.runtime.behaviour = { invoke: () => returns(1, ms) };
  await cloud.time.advance(60_000);
  return cloud;
}

describe("What CloudWatch gets of concurrency", () => {
  it("is a value for each minute in which something runs, and none for those in which nothing does", async () => {
    const cloud = await provisioned(290_000);
    const since = cloud.time.now();
    void cloud.must("Invoke", { FunctionName: "orders", Qualifier: "prod" });
    await cloud.time.advance(90_000);
    void cloud.must("Invoke", { FunctionName: "orders", Qualifier: "prod" });
    void cloud.must("Invoke", { FunctionName: "orders" });
    await cloud.time.advance(20 * 60_000);
    const ones = [0, 1, 2, 3, 4, 5, 6];
    expect(await minutes(cloud, "ConcurrentExecutions", [], since)).toEqual(ones.map((minute, index) => [minute, [1, 3, 3, 3, 3, 2, 2][index]]));
    expect(await minutes(cloud, "ConcurrentExecutions", FUNCTION, since)).toEqual(ones.map((minute, index) => [minute, [1, 3, 3, 3, 3, 2, 2][index]]));
    expect(await minutes(cloud, "UnreservedConcurrentExecutions", [], since)).toEqual(ones.map((minute, index) => [minute, [0, 1, 1, 1, 1, 1, 1][index]]));
    expect(await minutes(cloud, "ClaimedAccountConcurrency", [], since)).toEqual(ones.map((minute, index) => [minute, [2, 3, 3, 3, 3, 3, 3][index]]));
    expect(await minutes(cloud, "ProvisionedConcurrentExecutions", ALIAS, since)).toEqual(ones.map((minute, index) => [minute, [1, 2, 2, 2, 2, 1, 1][index]]));
    expect(await minutes(cloud, "ProvisionedConcurrencyUtilization", ALIAS, since)).toEqual(ones.map((minute, index) => [minute, [0.5, 1, 1, 1, 1, 0.5, 0.5][index]]));
    // An invocation is counted once, however long it runs.
    expect(await minutes(cloud, "ProvisionedConcurrencyInvocations", ALIAS, since)).toEqual([[0, 1], [1, 1]]);
  });

  it("leaves nothing waiting once nothing runs", async () => {
    const cloud = await provisioned(20);
    await cloud.must("DeleteProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier: "prod" });
    await cloud.invoke("orders");
    // Past the end of the idle environment.
    await cloud.time.advance(11 * 60_000);
    expect(cloud.time.alarmAt).toBeNull();
  });

  it("lets target tracking scale out while all provisioned units are busy for minutes with the same requests", async () => {
    const cloud = await provisioned(9 * 60_000);
    const target = { ServiceNamespace: "lambda", ResourceId: "function:orders:prod", ScalableDimension: "lambda:function:ProvisionedConcurrency" };
    await cloud.must("RegisterScalableTarget", { ...target, MinCapacity: 2, MaxCapacity: 6 }, {}, "application-auto-scaling");
    await cloud.must("PutScalingPolicy", {
      ...target, PolicyName: "busy", PolicyType: "TargetTrackingScaling",
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 0.7, PredefinedMetricSpecification: { PredefinedMetricType: "LambdaProvisionedConcurrencyUtilization" } },
    }, {}, "application-auto-scaling");
    for (let unit = 0; unit < 2; unit++) void cloud.must("Invoke", { FunctionName: "orders", Qualifier: "prod" });
    await cloud.time.advance(9 * 60_000 + 1000);
    expect(await cloud.must("GetProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier: "prod" })).toMatchObject({ RequestedProvisionedConcurrentExecutions: 3 });
    expect(cloud.bugs).toEqual([]);
  });
});
