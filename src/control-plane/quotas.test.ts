import { describe, expect, it } from "vitest";
import type { Caller } from "#control-plane/ports.ts";
import { returns } from "#testing/scripted-runtime.ts";
import { TestCloud, zipOf } from "#testing/test-cloud.ts";

const QUOTA = { ServiceCode: "lambda", QuotaCode: "L-B99A9384" };
const HERE = {};
const ELSEWHERE = { region: "eu-central-1" };
const SOMEBODY = { accountId: "999999999999" };

type Place = Partial<Caller>;

const raise = (cloud: TestCloud, DesiredValue: number, place: Place = HERE) => cloud.must("RequestServiceQuotaIncrease", { ...QUOTA, DesiredValue }, place, "service-quotas");
const approved = (cloud: TestCloud): Promise<void> => cloud.time.advance(16 * 60_000);
/** The quota as Service Quotas and Lambda tell it, which must be the same. */
async function limit(cloud: TestCloud, place: Place = HERE): Promise<number> {
  const { Quota } = await cloud.must<{ Quota: { Value: number } }>("GetServiceQuota", QUOTA, place, "service-quotas");
  const { AccountLimit } = await cloud.must<{ AccountLimit: { ConcurrentExecutions: number } }>("GetAccountSettings", {}, place);
  expect(AccountLimit.ConcurrentExecutions).toBe(Quota.Value);
  return Quota.Value;
}
const limits = (cloud: TestCloud): Promise<number[]> => Promise.all([limit(cloud), limit(cloud, ELSEWHERE), limit(cloud, SOMEBODY)]);

describe("an approved quota", () => {
  it("holds for its account in its Region, and not in another Region or account", async () => {
    const cloud = await TestCloud.open({ settings: { accountConcurrency: 10 } });
    await raise(cloud, 1000);
    expect(await limits(cloud)).toEqual([10, 10, 10]);
    await approved(cloud);
    expect(await limits(cloud)).toEqual([1000, 10, 10]);
    for (const place of [HERE, ELSEWHERE]) await cloud.must("CreateFunction", { ...FUNCTION }, place);
    await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 20 });
    await expect(cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 20 }, ELSEWHERE)).rejects.toThrow("below its minimum value of [10]");
  });

  it("is what requests are admitted by, there and not elsewhere, after a reload too", async () => {
    const cloud = await TestCloud.open({ settings: { accountConcurrency: 1 } });
    await raise(cloud, 2);
    await approved(cloud);
    cloud.plane.close();
    const again = await TestCloud.open({ disk: cloud.disk });
    for (const place of [HERE, ELSEWHERE]) await again.must("CreateFunction", { ...FUNCTION }, { ...place, requestId: `create in ${JSON.stringify(place)}` });
    const outcomes = async (place: Place): Promise<string[]> => {
      const calls = [1, 2, 3].map((call) => again.call("Invoke", { FunctionName: "orders" }, { ...place, requestId: `${JSON.stringify(place)} ${call}` }));
      await again.time.advance(5000);
      return (await Promise.all(calls)).map((answer) => ("name" in answer ? answer.name : "served")).toSorted();
    };
    expect(await outcomes(HERE)).toEqual(["TooManyRequestsException", "served", "served"]);
    expect(await outcomes(ELSEWHERE)).toEqual(["TooManyRequestsException", "TooManyRequestsException", "served"]);
  });

  it("lets an asynchronous event that was throttled run at once, and not after its back-off", async () => {
    const cloud = await TestCloud.open({ settings: { accountConcurrency: 1 } });
    cloud.runtime.behaviour = { invoke: () => returns(1, 880_000) };
    await cloud.createFunction("orders", { Timeout: 900 });
    await raise(cloud, 2);
    await cloud.time.advance(10 * 60_000);
    for (const requestId of ["first", "second"]) await cloud.must("Invoke", { FunctionName: "orders", InvocationType: "Event" }, { requestId });
    while ((await limit(cloud)) === 1) await cloud.time.advance(1000);
    await cloud.time.advance(1000);
    expect(cloud.runtime.running).toBe(2);
  });

  it("is taken back everywhere when a number is set for all Regions, the same one included", async () => {
    const cloud = await TestCloud.open({ settings: { accountConcurrency: 10 } });
    await raise(cloud, 500);
    await raise(cloud, 700, ELSEWHERE);
    await approved(cloud);
    expect(await limits(cloud)).toEqual([500, 700, 10]);
    await cloud.plane.simulator.changeSettings({ pendingMs: 5 });
    expect(await limits(cloud)).toEqual([500, 700, 10]);
    await cloud.plane.simulator.changeSettings({ accountConcurrency: 10 });
    expect(await limits(cloud)).toEqual([10, 10, 10]);
    expect(cloud.rows("quotas.applied")).toEqual([]);
    const { RequestedQuotas } = await cloud.must<{ RequestedQuotas: { Status: string }[] }>("ListRequestedServiceQuotaChangeHistory", {}, HERE, "service-quotas");
    expect(RequestedQuotas.map(({ Status }) => Status), "what was asked for stays as history").toEqual(["APPROVED"]);
  });

  it("never lowers what holds already", async () => {
    const cloud = await TestCloud.open({ settings: { accountConcurrency: 10 } });
    await raise(cloud, 50);
    await cloud.plane.simulator.changeSettings({ accountConcurrency: 1000 });
    await approved(cloud);
    expect(await limits(cloud)).toEqual([1000, 1000, 1000]);
  });
});

const FUNCTION = {
  FunctionName: "orders", Role: "arn:aws:iam::123456789012:role/lambda", Runtime: "python3.14", Handler: "lambda_function.lambda_handler",
  Code: { ZipFile: zipOf({ "lambda_function.py": "v0" }) },
};
