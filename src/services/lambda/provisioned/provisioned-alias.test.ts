import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { concurrencyShares } from "../concurrency/concurrency-arithmetic.ts";
import { allocated, allocationFailed, allocations } from "./provisioned-plan.ts";
import { splitUnits, totalUnits, wantedUnits } from "../concurrency/provisioned-split.ts";

// Many runs of many steps: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const PREPARATION = 90_000;
let aws: TestAccount;

beforeEach(() => {
  aws = new TestAccount();
  aws.createFunction("orders", 4);
  aws.must("CreateAlias", { FunctionName: "orders", Name: "live", FunctionVersion: "1" });
});

/** Lets time pass and does what falls due, as the control plane does it. */
function pass(ms: number, failure?: string, cloud = aws): void {
  const end = cloud.now + ms;
  for (;;) {
    const [next] = allocations(cloud.state, PREPARATION).toSorted((left, right) => left.startsAt - right.startsAt);
    if (!next || next.startsAt > end) break;
    cloud.now = Math.max(cloud.now, next.startsAt);
    const { record, wanted, growing } = next;
    cloud.apply(
      failure === undefined || growing.length === 0
        ? allocated(cloud.state, record, wanted, cloud.now, cloud.context().newId)
        : [allocationFailed(record, failure, cloud.now)],
    );
  }
  cloud.now = end;
}
const put = (count: number): string => aws.refusal("PutProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier: "live", ProvisionedConcurrentExecutions: count });
const update = (more: { FunctionVersion?: string; weights?: Record<string, number> }): string =>
  aws.refusal("UpdateAlias", {
    FunctionName: "orders", Name: "live",
    ...(more.FunctionVersion !== undefined && { FunctionVersion: more.FunctionVersion }),
    ...(more.weights && { RoutingConfig: { AdditionalVersionWeights: more.weights } }),
  });
const record = () => aws.state["lambda.provisioned"].get("orders:live")!;
const serving = () => record().serving;
/** The alias as GetAlias tells it: version, and the weights if there are any. */
const told = (): unknown[] => {
  const { FunctionVersion, RoutingConfig } = aws.must("GetAlias", { FunctionName: "orders", Name: "live" });
  return RoutingConfig ? [FunctionVersion, RoutingConfig.AdditionalVersionWeights] : [FunctionVersion];
};
function ready(count: number): void {
  expect(put(count)).toBe("no refusal");
  pass(PREPARATION);
  expect(record()).toMatchObject({ status: "READY", serving: { 1: count } });
}

describe("the split of provisioned concurrency between an alias's versions", () => {
  it("follows the weight, rounded, and the rest is the main version's", () => {
    expect(splitUnits(10, "1", undefined)).toEqual({ 1: 10 });
    expect(splitUnits(10, "1", { 2: 0.5 })).toEqual({ 1: 5, 2: 5 });
    expect(splitUnits(10, "1", { 2: 0.26 })).toEqual({ 1: 7, 2: 3 });
    expect(splitUnits(10, "1", { 2: 1 })).toEqual({ 2: 10 });
    expect(splitUnits(10, "1", { 2: 0 })).toEqual({ 1: 10 });
  });

  it("gives each version that gets requests at least one of two or more, and a single one to the version that gets most", () => {
    expect(splitUnits(4, "1", { 2: 0.01 })).toEqual({ 1: 3, 2: 1 });
    expect(splitUnits(4, "1", { 2: 0.99 })).toEqual({ 1: 1, 2: 3 });
    expect(splitUnits(1, "1", { 2: 0.4 })).toEqual({ 1: 1 });
    expect(splitUnits(1, "1", { 2: 0.6 })).toEqual({ 2: 1 });
  });

  it("always adds up to what was requested", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (requested, weight) => {
        const units = splitUnits(requested, "1", { 2: weight });
        expect(totalUnits(units)).toBe(requested);
        for (const count of Object.values(units)) expect(Number.isInteger(count) && count > 0).toBe(true);
        expect(Math.abs((units["2"] ?? 0) - requested * weight)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("weights of an alias that has provisioned concurrency", () => {
  it("hold at once; the new version's share comes after its preparation, and until then the old one keeps all it has", () => {
    ready(10);
    expect(update({ weights: { 2: 0.1 } })).toBe("no refusal");
    expect(told()).toEqual(["1", { 2: 0.1 }]);
    expect(record()).toMatchObject({ status: "IN_PROGRESS", serving: { 1: 10 } });
    pass(PREPARATION - 1);
    expect(serving()).toEqual({ 1: 10 });
    pass(1);
    expect(record()).toMatchObject({ status: "READY", serving: { 1: 9, 2: 1 } });
    update({ weights: { 2: 0.5 } });
    pass(PREPARATION);
    expect(serving()).toEqual({ 1: 5, 2: 5 });
  });

  it("can be moved on while a share is prepared, without beginning anew: a shift every minute gets its environments", () => {
    ready(10);
    const seen: unknown[] = [];
    for (let step = 1; step <= 4; step++) {
      update({ weights: { 2: step / 10 } });
      pass(60_000);
      seen.push(serving());
    }
    expect(seen).toEqual([{ 1: 10 }, { 1: 8, 2: 2 }, { 1: 8, 2: 2 }, { 1: 6, 2: 4 }]);
  });

  it("taken away, send everything to the main version at once, whose share grows back after a preparation", () => {
    ready(10);
    update({ weights: { 2: 0.5 } });
    pass(PREPARATION);
    update({ weights: {} });
    expect(told()).toEqual(["1"]);
    expect(record()).toMatchObject({ status: "IN_PROGRESS", serving: { 1: 5, 2: 5 } });
    pass(PREPARATION);
    expect(record()).toMatchObject({ status: "READY", serving: { 1: 10 } });
  });

  it("that change no environment leave the configuration as it is", () => {
    ready(2);
    update({ weights: { 2: 0.1 } });
    pass(PREPARATION);
    const before = record();
    update({ weights: { 2: 0.2 } });
    expect(record()).toBe(before);
  });

  it("refuse another number of environments", () => {
    ready(10);
    update({ weights: { 2: 0.1 } });
    expect(put(20)).toBe("InvalidParameterValueException: Alias with weights can not be used with Provisioned Concurrency");
  });

  it("cannot lead to a version that is provisioned by itself or through another alias, and the other way round", () => {
    ready(5);
    const provision = (Qualifier: string): string => aws.refusal("PutProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier, ProvisionedConcurrentExecutions: 1 });
    expect(provision("2")).toBe("no refusal");
    const conflict = "ResourceConflictException: Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version";
    expect(update({ weights: { 2: 0.1 } })).toBe(conflict);
    expect(update({ FunctionVersion: "2" })).toBe(conflict);
    expect(update({ weights: { 3: 0.1 } })).toBe("no refusal");
    expect(provision("3")).toBe("ResourceConflictException: Version is pointed by a Provisioned Concurrency alias");
    aws.must("CreateAlias", { FunctionName: "orders", Name: "next", FunctionVersion: "3" });
    expect(provision("next")).toBe(conflict);
  });
});

describe("an alias with provisioned concurrency that is pointed at another version", () => {
  it("is held at the old version, which GetAlias shows with weight 1.0, until the new one is ready", () => {
    ready(5);
    expect(update({ FunctionVersion: "2" })).toBe("no refusal");
    expect(told()).toEqual(["2", { 1: 1 }]);
    expect(record()).toMatchObject({ status: "IN_PROGRESS", serving: { 1: 5 } });
    pass(PREPARATION);
    expect(told()).toEqual(["2"]);
    expect(record()).toMatchObject({ status: "READY", serving: { 2: 5 } });
  });

  it("stays held when the new version fails: at AWS too the weight of 1.0 stays until it is cleared", () => {
    ready(5);
    update({ FunctionVersion: "2" });
    pass(PREPARATION, "FUNCTION_ERROR_INIT_FAILURE");
    expect(record()).toMatchObject({ status: "FAILED", statusReason: "FUNCTION_ERROR_INIT_FAILURE", serving: { 1: 5 } });
    expect(told()).toEqual(["2", { 1: 1 }]);
    expect(aws.refusal("DeleteFunction", { FunctionName: "orders", Qualifier: "1" })).toMatch(/^ResourceConflictException: /);
    // The repaired version takes over in the same way.
    expect(update({ FunctionVersion: "3" })).toBe("no refusal");
    expect(told()).toEqual(["3", { 1: 1 }]);
    pass(PREPARATION);
    expect([told(), serving(), record().statusReason]).toEqual([["3"], { 3: 5 }, undefined]);
  });

  it("goes to the new version at once when its weights are cleared, or its provisioned concurrency is removed", () => {
    ready(5);
    update({ FunctionVersion: "2" });
    update({ weights: {} });
    expect([told(), serving(), record().status]).toEqual([["2"], { 1: 5 }, "IN_PROGRESS"]);
    pass(PREPARATION);
    expect(serving()).toEqual({ 2: 5 });
    update({ FunctionVersion: "3" });
    expect(told()).toEqual(["3", { 2: 1 }]);
    aws.must("DeleteProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier: "live" });
    expect(told()).toEqual(["3"]);
  });

  it("can be pointed elsewhere meanwhile, and back: then all is there already", () => {
    ready(5);
    update({ FunctionVersion: "2" });
    pass(60_000);
    expect(update({ FunctionVersion: "3" })).toBe("no refusal");
    expect(told()).toEqual(["3", { 1: 1 }]);
    pass(60_000);
    expect(record().status).toBe("IN_PROGRESS");
    expect(update({ FunctionVersion: "1" })).toBe("no refusal");
    expect(told()).toEqual(["1"]);
    pass(0);
    expect(record()).toMatchObject({ status: "READY", serving: { 1: 5 } });
  });

  it("takes another description, or its own weights sent back, without losing what it waits for", () => {
    ready(5);
    update({ FunctionVersion: "2" });
    const before = record();
    aws.must("UpdateAlias", { FunctionName: "orders", Name: "live", Description: "canary" });
    update({ weights: { 1: 1 } });
    expect(record()).toBe(before);
    pass(PREPARATION);
    expect([told(), serving()]).toEqual([["2"], { 2: 5 }]);
  });

  it("leaves the share of the requests that a canary had with it while it is promoted", () => {
    ready(10);
    update({ weights: { 2: 0.9 } });
    pass(PREPARATION);
    update({ FunctionVersion: "2", weights: {} });
    expect(told()).toEqual(["2", { 1: 0.1 }]);
    pass(PREPARATION);
    expect([told(), serving()]).toEqual([["2"], { 2: 10 }]);
  });

  it("is not held after a canary of all requests: all environments are there", () => {
    ready(10);
    update({ weights: { 2: 1 } });
    pass(PREPARATION);
    update({ FunctionVersion: "2", weights: {} });
    expect(told()).toEqual(["2"]);
    pass(0);
    expect(record().status).toBe("READY");
  });

  it("is not held where the old version has nothing allocated yet", () => {
    put(5);
    update({ FunctionVersion: "2" });
    expect(told()).toEqual(["2"]);
    pass(PREPARATION);
    expect(serving()).toEqual({ 2: 5 });
  });

  it("cannot be pointed at $LATEST", () => {
    ready(1);
    const refusal = "InvalidParameterValueException: Provisioned Concurrency Configs cannot be applied to unpublished function versions.";
    expect(update({ FunctionVersion: "$LATEST" })).toBe(refusal);
    aws.must("CreateAlias", { FunctionName: "orders", Name: "dev", FunctionVersion: "$LATEST" });
    expect(aws.refusal("PutProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier: "dev", ProvisionedConcurrentExecutions: 1 })).toBe(refusal);
  });

  it("loses what a version that it left still had when that version is deleted", () => {
    ready(5);
    update({ FunctionVersion: "2", weights: { 3: 0.5 } });
    expect(serving()).toEqual({ 1: 5 });
    aws.must("DeleteFunction", { FunctionName: "orders", Qualifier: "1" });
    expect(serving()).toEqual({});
    pass(PREPARATION);
    expect(serving()).toEqual({ 2: 2, 3: 3 });
  });

  it("takes no more of the account than it has or asked for, and what a failed one keeps counts on", () => {
    ready(10);
    const unreserved = (): number => concurrencyShares(aws.state, aws.settings).unreserved;
    update({ FunctionVersion: "2" });
    expect(unreserved()).toBe(990);
    pass(PREPARATION, "FUNCTION_ERROR_INIT_FAILURE");
    expect(unreserved()).toBe(990);
    expect(aws.refusal("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 9 })).toMatch(/total provisioned concurrency \[10\]\.$/);
  });

  it("is refused when the limits have no room any more for what had failed", () => {
    put(500);
    pass(PREPARATION, "FUNCTION_ERROR_INIT_FAILURE");
    aws.createFunction("other");
    aws.must("PutFunctionConcurrency", { FunctionName: "other", ReservedConcurrentExecutions: 800 });
    expect(update({ FunctionVersion: "2" })).toMatch(/greater than account's unreserved concurrency \[200\]\.$/);
  });
});

type Step =
  | { do: "put"; count: number }
  | { do: "remove" }
  | { do: "point"; version: string; weights: Record<string, number> | undefined }
  | { do: "delete"; version: string }
  | { do: "pass"; ms: number; fails: boolean };

const version = fc.constantFrom("1", "2", "3", "4");
// Most often weights are left as they are, or taken away.
const weights = fc.oneof(fc.constantFrom(undefined, {}), fc.tuple(version, fc.constantFrom(0, 0.05, 0.1, 0.5, 0.9, 1)).map(([of, weight]) => ({ [of]: weight })));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("put" as const), count: fc.integer({ min: 1, max: 12 }) }) },
  fc.record({ do: fc.constant("remove" as const) }),
  { weight: 10, arbitrary: fc.record({ do: fc.constant("point" as const), version, weights }) },
  fc.record({ do: fc.constant("delete" as const), version }),
  { weight: 8, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.constantFrom(0, 45_000, 90_000, 90_000), fails: fc.constantFrom(false, false, false, true) }) },
);

describe("provisioned concurrency of an alias, whatever is asked in whatever order", () => {
  it("adds up to what was requested when it is READY, never falls to 0 by a change of the alias, and gives nothing to a version that the alias does not lead to", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: "max" }), (steps) => {
        const cloud = new TestAccount();
        cloud.createFunction("orders", 4);
        cloud.must("CreateAlias", { FunctionName: "orders", Name: "live", FunctionVersion: "1" });
        run(cloud, { do: "put", count: 10 });
        pass(PREPARATION, undefined, cloud);
        for (const each of steps) {
          const before = cloud.state["lambda.provisioned"].get("orders:live");
          run(cloud, each);
          const alias = cloud.state["lambda.aliases"].get("orders:live")!;
          const after = cloud.state["lambda.provisioned"].get("orders:live");
          if (!after) {
            expect(Object.keys(alias.additionalVersionWeights ?? {}), "no weight of a hold is left behind").toEqual(
              before && before.heldVersion !== null ? [] : Object.keys(alias.additionalVersionWeights ?? {}),
            );
            continue;
          }
          const led = [alias.functionVersion, ...Object.keys(alias.additionalVersionWeights ?? {})];
          const total = totalUnits(after.serving);
          if (after.status === "READY") {
            expect(total).toBe(after.requested);
            expect(after.serving).toEqual(wantedUnits(cloud.state, after));
          }
          expect(total, "never more than was ever asked for").toBeLessThanOrEqual(12);
          for (const [name, count] of Object.entries(after.serving)) {
            expect(count).toBeGreaterThan(0);
            expect(cloud.state["lambda.versions"].has(`orders:${name}`), "of a version that exists").toBe(true);
            if (count > (before?.serving[name] ?? 0)) expect(led, "only a version of the alias gets more").toContain(name);
          }
          if (before && totalUnits(before.serving) > 0 && each.do !== "delete") expect(total, "never cold in between").toBeGreaterThan(0);
          if (after.heldVersion !== null) {
            expect(Object.keys(alias.additionalVersionWeights ?? {})).toEqual([after.heldVersion]);
            expect(after.serving[after.heldVersion], "who is held at serves").toBeGreaterThan(0);
            expect(after.status).not.toBe("READY");
          }
        }
        pass(PREPARATION, undefined, cloud);
        expect(allocations(cloud.state, PREPARATION), "nothing waits for ever").toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

function run(cloud: TestAccount, each: Step): void {
  const live = { FunctionName: "orders", Qualifier: "live" };
  switch (each.do) {
    case "put":
      return void cloud.call("PutProvisionedConcurrencyConfig", { ...live, ProvisionedConcurrentExecutions: each.count });
    case "remove":
      return void cloud.call("DeleteProvisionedConcurrencyConfig", live);
    case "point":
      return void cloud.call("UpdateAlias", {
        FunctionName: "orders", Name: "live", FunctionVersion: each.version,
        ...(each.weights && { RoutingConfig: { AdditionalVersionWeights: each.weights } }),
      });
    case "delete":
      return void cloud.call("DeleteFunction", { FunctionName: "orders", Qualifier: each.version });
    default:
      return pass(each.ms, each.fails ? "FUNCTION_ERROR_INIT_FAILURE" : undefined, cloud);
  }
}
