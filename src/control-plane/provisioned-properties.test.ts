import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { returns, throws } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

// Many runs of a whole control plane: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

type Step =
  | { do: "point"; version: string; weights: Record<string, number> | undefined }
  | { do: "put"; count: number }
  | { do: "remove" }
  | { do: "break"; version: string | null }
  | { do: "invoke"; ms: number }
  | { do: "wait"; ms: number };

const version = fc.constantFrom("1", "2", "3");
const weights = fc.oneof(fc.constantFrom(undefined, {}), fc.tuple(version, fc.constantFrom(0.1, 0.5, 1)).map(([of, weight]) => ({ [of]: weight })));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("point" as const), version, weights }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("put" as const), count: fc.integer({ min: 1, max: 4 }) }) },
  fc.record({ do: fc.constant("remove" as const) }),
  fc.record({ do: fc.constant("break" as const), version: fc.option(version) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant("invoke" as const), ms: fc.constantFrom(10, 2000) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(0, 500, 20_000, 95_000) }) },
);

const ALIAS = { FunctionName: "orders", Name: "live" };
const QUALIFIED = { FunctionName: "orders", Qualifier: "live" };

async function opened(broken: { version: string | null }): Promise<TestCloud> {
  const cloud = await TestCloud.open();
  cloud.runtime.behaviour = {
    // Long enough that steps fall between.
    init: (spec) => (spec.functionVersion === broken.version ? throws("Runtime.ImportModuleError", "no module", 300) : returns(null, 300)),
    invoke: (given) => returns(given, (given as { ms?: number }).ms ?? 10),
  };
  await cloud.createFunction("orders", { Publish: true });
  for (const source of ["v2", "v3"]) {
    await cloud.deploy("orders", source);
    await cloud.must("PublishVersion", { FunctionName: "orders" });
  }
  await cloud.must("CreateAlias", { ...ALIAS, FunctionVersion: "1" });
  return cloud;
}

async function run(cloud: TestCloud, each: Step, broken: { version: string | null }): Promise<void> {
  switch (each.do) {
    case "point":
      await cloud.call("UpdateAlias", { ...ALIAS, FunctionVersion: each.version, ...(each.weights && { RoutingConfig: { AdditionalVersionWeights: each.weights } }) });
      return;
    case "put":
      await cloud.call("PutProvisionedConcurrencyConfig", { ...QUALIFIED, ProvisionedConcurrentExecutions: each.count });
      return;
    case "remove":
      await cloud.call("DeleteProvisionedConcurrencyConfig", QUALIFIED);
      return;
    case "break":
      broken.version = each.version;
      return;
    case "invoke":
      void cloud.call("Invoke", { FunctionName: "orders:live", Payload: new TextEncoder().encode(JSON.stringify({ ms: each.ms })) });
      return;
    default:
      await cloud.time.advance(each.ms);
  }
}

/** Provisioned environments that live: version → how many. */
function living(cloud: TestCloud): Record<string, number> {
  const count: Record<string, number> = {};
  for (const { kind, status, version: of } of cloud.plane.simulator.environments(cloud.caller).environments) {
    if (kind === "provisioned" && status !== "ended") count[of] = (count[of] ?? 0) + 1;
  }
  return count;
}

describe("the environments of provisioned concurrency, whatever is asked in whatever order", () => {
  it("are in the end those that are allocated, by version, and no process is left over; unreserved concurrency is what they leave", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25, size: "max" }), async (steps) => {
        const broken = { version: null as string | null };
        const cloud = await opened(broken);
        await run(cloud, { do: "put", count: 3 }, broken);
        await cloud.time.advance(95_000);
        for (const each of steps) await run(cloud, each, broken);
        broken.version = null;
        // All that was begun ends; on-demand environments expire.
        await cloud.time.advance(20 * 60_000);
        const [record] = cloud.rows("lambda.provisioned");
        expect(record?.status ?? "READY").not.toBe("IN_PROGRESS");
        expect(living(cloud)).toEqual(record?.serving ?? {});
        const allocated = Object.values(record?.serving ?? {}).reduce((sum, count) => sum + count, 0);
        expect(cloud.runtime.running).toBe(allocated);

        // One more request, to read what is claimed of the account when it is admitted.
        const before = cloud.time.now();
        await cloud.invoke("orders", { ms: 10 }, {}, 5000);
        const claimed = cloud.rows("cloudwatch.datapoints").filter((row) => row.name === "ClaimedAccountConcurrency").toSorted((left, right) => right.minute - left.minute)[0];
        expect(claimed!.minute + 60_000).toBeGreaterThan(before);
        expect(claimed!.min).toBe(allocated + 1);
        expect(cloud.bugs).toEqual([]);
        cloud.plane.close();
      }),
      { numRuns: 60 },
    );
  });
});
