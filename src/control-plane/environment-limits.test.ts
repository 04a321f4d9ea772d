import { describe, expect, it } from "vitest";
import { settle } from "#testing/manual-time.ts";
import { throws } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

const RESERVED = { name: "TooManyRequestsException", members: { Reason: "ReservedFunctionConcurrentInvocationLimitExceeded" } };

/** Three Python functions, two environments for all of them, and of `c` none is let run. */
async function open(): Promise<TestCloud> {
  const cloud = await TestCloud.open({ settings: { maxPythonEnvironments: 2 } });
  for (const name of ["a", "b", "c"]) await cloud.createFunction(name);
  await cloud.must("PutFunctionConcurrency", { FunctionName: "c", ReservedConcurrentExecutions: 0 });
  return cloud;
}

const call = (cloud: TestCloud, FunctionName: string) => cloud.call("Invoke", { FunctionName });

async function sums(cloud: TestCloud, functionName: string): Promise<Record<string, number>> {
  await cloud.time.advance(5000);
  const own = cloud.rows("cloudwatch.datapoints").filter(({ dimensions }) => dimensions.length === 1 && dimensions[0]!.Value === functionName);
  return Object.fromEntries(own.filter(({ name }) => name === "Throttles" || name === "Invocations").map(({ name, sum }) => [name, sum]));
}

describe("the browser's limits for environments", () => {
  it("is made for no request that the account's rules refuse: nobody's warm environment ends for it", async () => {
    const cloud = await open();
    await cloud.invoke("a");
    await cloud.invoke("b");
    expect(await call(cloud, "c")).toMatchObject(RESERVED);
    expect(cloud.runtime.running).toBe(2);
    for (const name of ["a", "b"]) expect((await cloud.invoke(name, {}, { LogType: "Tail" })).log).not.toContain("Init Duration");
  });

  it("is not what a request hears of that the account's rules refuse", async () => {
    const cloud = await open();
    const busy = ["a", "b"].map((name) => call(cloud, name));
    await settle();
    expect(await call(cloud, "c")).toMatchObject(RESERVED);
    await cloud.time.advance(1000);
    await Promise.all(busy);
    expect(await sums(cloud, "c")).toEqual({ Throttles: 1 });
  });

  it("that a failed provisioned environment leaves is given to an asynchronous event at once", async () => {
    const cloud = await open();
    await cloud.plane.simulator.changeSettings({ maxPythonEnvironments: 1 });
    await cloud.must("PublishVersion", { FunctionName: "a" });
    await cloud.must("PutProvisionedConcurrencyConfig", { FunctionName: "a", Qualifier: "1", ProvisionedConcurrentExecutions: 1 });
    await cloud.time.advance(200_000);
    cloud.runtime.behaviour = {
      init: ({ variables }) => {
        if (variables["AWS_LAMBDA_INITIALIZATION_TYPE"] !== "provisioned-concurrency") return { ms: 1, end: { kind: "ok", payload: new Uint8Array() } };
        return throws("Runtime.ImportModuleError", "no module", 5000);
      },
    };
    // It is replaced, and the one in its place never comes up.
    await cloud.plane.simulator.recycle(cloud.caller, undefined);
    await cloud.must("Invoke", { FunctionName: "b", InvocationType: "Event" });
    await cloud.time.advance(120_000);
    const [event] = cloud.plane.simulator.asyncEvents(cloud.caller, undefined).events;
    // Six inits of 5 s fail. By its back-off it would have been tried after 15 s and 31 s.
    expect([event!.end, event!.attempts.at(-1)!.at - event!.acceptedAt]).toEqual(["done", 30_000]);
  });

  it("is refused without AWS's reason, without a throttle in the metrics, and without a trace in the account's limits", async () => {
    const cloud = await open();
    await cloud.must("PutFunctionConcurrency", { FunctionName: "c", ReservedConcurrentExecutions: 1 });
    const busy = ["a", "b"].map((name) => call(cloud, name));
    await settle();
    // A reservation of 1 lets ten requests a second in: these are none of them.
    for (let count = 0; count < 20; count++) {
      const refused = await call(cloud, "c");
      expect(refused).toMatchObject({ name: "TooManyRequestsException", message: expect.stringMatching(/^All 2 Python environments .* limit of the simulator/) });
      expect(refused).not.toHaveProperty("members.Reason");
    }
    await cloud.time.advance(500);
    await Promise.all(busy);
    expect((await cloud.invoke("c", {}, {}, 400)).value).toEqual({});
    expect(await sums(cloud, "c")).toEqual({ Invocations: 1, Throttles: 0 });
    expect(cloud.plane.simulator.environments(cloud.caller).environments).toHaveLength(3);
  });
});
