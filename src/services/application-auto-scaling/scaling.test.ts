import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { recordMetric } from "../cloudwatch/record.ts";
import { provisionedKey } from "../lambda/provisioned/provisioned-config.ts";
import { allocated } from "../lambda/provisioned/provisioned-plan.ts";
import { wantedUnits } from "../lambda/concurrency/provisioned-split.ts";
import { APPLICATION_AUTO_SCALING_OPERATIONS as OPERATIONS } from "./operations.ts";
import { due, nextDue } from "./scaling.ts";
import { scaledIn, scaledOut } from "./target-tracking.ts";

const TARGET = { ServiceNamespace: "lambda", ResourceId: "function:orders:prod", ScalableDimension: "lambda:function:ProvisionedConcurrency" } as const;
let account: TestAccount;

function run(name: keyof typeof OPERATIONS, input: object): string | null {
  const answer = account.answerIn(OPERATIONS, name, input);
  return typeof answer === "string" ? answer : null;
}
const track = (more: object = {}): string | null =>
  run("PutScalingPolicy", { ...TARGET, PolicyName: "p", PolicyType: "TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration: { TargetValue: 0.7, PredefinedMetricSpecification: { PredefinedMetricType: "LambdaProvisionedConcurrencyUtilization" }, ...more } });
const requested = (): number | undefined => account.state["lambda.provisioned"].get(provisionedKey("orders", "prod"))?.requested;

/** What was asked for is ready at once, as the control plane would have it in the end. */
function becomeReady(): void {
  const key = provisionedKey("orders", "prod");
  const record = account.state["lambda.provisioned"].get(key)!;
  if (record.status === "READY") return;
  account.apply(allocated(account.state, record, wantedUnits(account.state, record)!, account.now, account.context().newId));
}

/** Lets minutes of one utilisation pass; what was requested after each. */
function minutes(utilisation: number, count: number): (number | undefined)[] {
  return Array.from({ length: count }, () => {
    const dimensions = [{ Name: "FunctionName", Value: "orders" }, { Name: "Resource", Value: "orders:prod" }];
    account.apply(recordMetric(account.state, { namespace: "AWS/Lambda", name: "ProvisionedConcurrencyUtilization", dimensions, unit: "None", value: utilisation, at: account.now }));
    account.now += 60_000;
    account.apply(due(account.state, account.context()));
    becomeReady();
    return requested();
  });
}

beforeEach(() => {
  account = new TestAccount();
  account.createFunction("orders", 1);
  account.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1" });
  account.must("PutProvisionedConcurrencyConfig", { FunctionName: "orders", Qualifier: "prod", ProvisionedConcurrentExecutions: 10 });
  becomeReady();
  run("RegisterScalableTarget", { ...TARGET, MinCapacity: 2, MaxCapacity: 30 });
});

describe("Target tracking", () => {
  it("scales out after 3 minutes above the target, in proportion, and measures anew what it then has", () => {
    expect(track()).toBeNull();
    expect(minutes(1, 7)).toEqual([10, 10, 15, 15, 15, 22, 22]);
    expect(minutes(0.7, 5).at(-1)).toBe(22);
  });

  it("never goes above the maximum, and notes each activity", () => {
    track();
    minutes(1, 30);
    expect(requested()).toBe(30);
    expect([...account.state["autoscaling.activities"].values()].at(-1)).toMatchObject({ description: "Setting desired concurrency to 30.", status: "Successful" });
  });

  it("scales in after 15 minutes below 90 % of the target, by small steps, and not below the minimum", () => {
    track();
    expect(minutes(0.1, 16).slice(13)).toEqual([10, 9, 9]);
    minutes(0.1, 15 * 12);
    expect(requested()).toBe(2);
  });

  it("between the two thresholds, and without traffic, nothing changes and nothing is waited for", () => {
    track();
    expect(minutes(0.65, 20).at(-1)).toBe(10);
    account.now += 20 * 60_000;
    expect(nextDue(account.state, account.now)).toBeNull();
    expect(due(account.state, account.context())).toEqual([]);
  });

  it("keeps its cooldown, and does not scale in where that is disabled", () => {
    track({ ScaleOutCooldown: 600, DisableScaleIn: true });
    expect(minutes(1, 12)).toEqual([10, 10, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15]);
    expect(minutes(1, 1)).toEqual([22]);
    expect(minutes(0.1, 40).at(-1)).toBe(22);
  });

  it("steps at least by one, and at most a tenth down", () => {
    expect([scaledOut(1, 0.71, 0.7, 9), scaledOut(10, 1, 0.5, 99), scaledOut(10, 1, 0.5, 15)]).toEqual([2, 20, 15]);
    expect([scaledIn(100, 0.1, 0.7, 1), scaledIn(3, 0.1, 0.7, 1), scaledIn(10, 0.6, 0.7, 1), scaledIn(10, 0.1, 0.7, 10)]).toEqual([90, 2, 9, 10]);
  });
});

describe("A scheduled action", () => {
  it("comes at its time zone's time, and keeps the zone when it is changed without one", () => {
    const action = { ...TARGET, ScheduledActionName: "day", ScalableTargetAction: { MinCapacity: 2 } };
    const next = (): string => new Date(account.state["autoscaling.scheduled-actions"].values().next().value!.nextAt!).toISOString();
    expect(run("PutScheduledAction", { ...action, Schedule: "cron(0 11 * * ? *)", Timezone: "Europe/Berlin" })).toBeNull();
    expect(next()).toBe("2026-11-23T10:00:00.000Z");
    expect(run("PutScheduledAction", { ...action, Schedule: "at(2026-11-23T10:30:00)" })).toBeNull();
    expect(next()).toBe("2026-11-23T09:30:00.000Z");
    expect(run("PutScheduledAction", { ...action, Schedule: "at(2026-11-23T09:30:00)" })).toContain("must be in the future");
    expect(run("PutScheduledAction", { ...action, Timezone: "Europe/Nowhere" })).toContain("The time zone Europe/Nowhere is not known");
  });

  it("sets new bounds and brings the capacity within them, once or again and again", () => {
    expect(run("PutScheduledAction", { ...TARGET, ScheduledActionName: "day", Schedule: "cron(0 10 * * ? *)", ScalableTargetAction: { MinCapacity: 20, MaxCapacity: 40 } })).toBeNull();
    expect(run("PutScheduledAction", { ...TARGET, ScheduledActionName: "night", Schedule: "at(2026-11-23T20:00:00)", ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 5 } })).toBeNull();
    account.now = nextDue(account.state, account.now)!;
    expect(new Date(account.now).toISOString()).toBe("2026-11-23T10:00:00.000Z");
    account.apply(due(account.state, account.context()));
    expect(requested()).toBe(20);
    account.now = nextDue(account.state, account.now)!;
    account.apply(due(account.state, account.context()));
    expect(requested()).toBe(5);
    expect(new Date(nextDue(account.state, account.now)!).toISOString()).toBe("2026-11-24T10:00:00.000Z");
  });

  it("that Lambda refuses is an activity that failed", () => {
    run("PutScheduledAction", { ...TARGET, ScheduledActionName: "big", Schedule: "at(2026-11-23T10:00:00)", ScalableTargetAction: { MinCapacity: 5000, MaxCapacity: 5000 } });
    account.now = nextDue(account.state, account.now)!;
    account.apply(due(account.state, account.context()));
    expect(requested()).toBe(10);
    expect([...account.state["autoscaling.activities"].values()]).toMatchObject([{ status: "Failed" }]);
  });
});

it("What cannot be is refused", () => {
  expect(run("RegisterScalableTarget", { ...TARGET, ResourceId: "function:orders:nope", MinCapacity: 1, MaxCapacity: 2 })).toContain("ValidationException");
  expect(run("RegisterScalableTarget", { ...TARGET, MinCapacity: 3, MaxCapacity: 2 })).toContain("Maximum capacity cannot be less than minimum capacity");
  expect(run("PutScheduledAction", { ...TARGET, ScheduledActionName: "x", Schedule: "cron(bad)", ScalableTargetAction: { MinCapacity: 1 } })).toContain("ValidationException");
  expect(track({ TargetValue: 0.95 })).toContain("between 0.1 and 0.9");
  expect(run("DeregisterScalableTarget", TARGET)).toBeNull();
  expect(track()).toBe("ObjectNotFoundException: No scalable target found for service namespace: lambda, resource ID: function:orders:prod, scalable dimension: lambda:function:ProvisionedConcurrency");
});
