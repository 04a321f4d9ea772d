import { applied } from "../applied.ts";
import { evaluate, hasRecentValues } from "../cloudwatch/alarm-evaluation.ts";
import { minuteOf } from "../cloudwatch/metric-key.ts";
import { periodsOf, statisticOf } from "../cloudwatch/statistics.ts";
import type { OperationContext } from "../operation.ts";
import { nextTime, parseScheduleExpression } from "../scheduler/schedule-expression.ts";
import { timeZoneOf } from "../scheduler/time-zone.ts";
import type { Change, State } from "../tables.ts";
import { capacityOf, setCapacity } from "./capacity.ts";
import type { ScalableTargetRecord, ScalingPolicyRecord, ScheduledActionRecord } from "./records.ts";
import { findTarget, ownedKey } from "./scalable-resource.ts";
import { rulesOf, scaledIn, scaledOut } from "./target-tracking.ts";

/** When a scheduled action comes after an instant; null: never again. */
export function nextRun(action: Omit<ScheduledActionRecord, "nextAt">, after: number): number | null {
  const expression = parseScheduleExpression(action.schedule);
  const at = expression && nextTime(expression, after, action.startAt ?? action.createdAt, timeZoneOf(action.timezone ?? "UTC") ?? undefined);
  return at === null || (action.endAt !== null && at > action.endAt) ? null : at;
}

/**
 * When the next scheduled action or evaluation is due (epoch ms), or null. A policy is looked at each minute, as long as
 * its metric has values that could still trigger it; after that nothing waits for it.
 */
export function nextDue(state: State, now: number): number | null {
  let next: number | null = null;
  const consider = (at: number | null): void => {
    if (at !== null && (next === null || at < next)) next = at;
  };
  for (const { nextAt } of state["autoscaling.scheduled-actions"].values()) consider(nextAt);
  for (const policy of state["autoscaling.policies"].values()) {
    if (hasRecentValues(state, rulesOf(policy).low, now)) consider(policy.evaluatedAt + 60_000);
  }
  return next;
}

/** Runs the scheduled actions and evaluates the policies whose time has come; each on top of what those before it did. */
export function due(state: State, context: OperationContext): Change[] {
  const changes: Change[] = [];
  let current = state;
  const add = (made: readonly Change[]): void => {
    changes.push(...made);
    current = applied(current, made);
  };
  for (const action of state["autoscaling.scheduled-actions"].values()) {
    if (action.nextAt !== null && action.nextAt <= context.now) add(runAction(current, action, context));
  }
  for (const policy of state["autoscaling.policies"].values()) {
    if (policy.evaluatedAt + 60_000 <= context.now && hasRecentValues(current, rulesOf(policy).low, context.now)) add(evaluatePolicy(current, policy, context));
  }
  return changes;
}

/** Sets the new bounds, and brings the capacity within them at once. What was missed several times runs once. */
function runAction(state: State, action: ScheduledActionRecord, context: OperationContext): Change[] {
  const key = ownedKey(action.resourceId, action.name);
  const changes: Change[] = [{ table: "autoscaling.scheduled-actions", key, value: { ...action, nextAt: nextRun(action, context.now) } }];
  const target = findTarget(state, action.resourceId);
  if (!target || target.suspended.scheduled) return changes;
  const bounds = { min: action.min ?? target.min, max: action.max ?? target.max };
  changes.push({ table: "autoscaling.targets", key: target.resourceId, value: { ...target, ...bounds } });
  const requested = capacityOf(state, target.resourceId)?.requested ?? 0;
  const desired = Math.min(bounds.max, Math.max(bounds.min, requested));
  if (desired !== requested && desired > 0) {
    const what = requested < bounds.min ? `minimum capacity was set to ${bounds.min}` : `maximum capacity was set to ${bounds.max}`;
    changes.push(...setCapacity(state, target.resourceId, desired, `scheduled action name ${action.name} was triggered: ${what}`, context));
  }
  return changes;
}

function evaluatePolicy(state: State, policy: ScalingPolicyRecord, context: OperationContext): Change[] {
  const looked: ScalingPolicyRecord = { ...policy, evaluatedAt: minuteOf(context.now) };
  const scaled = scale(state, policy, context);
  const value = scaled === null ? looked : { ...looked, [scaled.direction === "out" ? "lastScaleOutAt" : "lastScaleInAt"]: context.now };
  return [{ table: "autoscaling.policies", key: ownedKey(policy.resourceId, policy.name), value }, ...(scaled?.changes ?? [])];
}

function scale(state: State, policy: ScalingPolicyRecord, context: OperationContext): { direction: "out" | "in"; changes: Change[] } | null {
  const { now } = context;
  const target = findTarget(state, policy.resourceId);
  const capacity = capacityOf(state, policy.resourceId);
  // What was measured before the present capacity was ready says nothing about it.
  if (!target || !capacity || capacity.readyAt === null) return null;
  const { high, low } = rulesOf(policy);
  const ready = minuteOf(capacity.readyAt);
  const since = (periods: number): boolean => minuteOf(now) - periods * 60_000 >= ready;
  const utilisation = (periods: number): number =>
    Math.max(...periodsOf(state, high, ready, minuteOf(now), 60_000).slice(-periods).map(({ set }) => statisticOf(set, policy.statistic) ?? 0));
  if (mayScaleOut(target, policy, now) && since(3) && evaluate(state, high, now, ready).state === "ALARM") {
    const desired = scaledOut(capacity.requested, utilisation(1), policy.targetValue, target.max);
    if (desired <= capacity.requested) return null;
    return { direction: "out", changes: setCapacity(state, policy.resourceId, desired, causeOf(policy.alarmHigh, policy.name), context) };
  }
  if (mayScaleIn(target, policy, now) && since(15) && evaluate(state, low, now, ready).state === "ALARM") {
    const desired = scaledIn(capacity.requested, utilisation(15), policy.targetValue, target.min);
    if (desired >= capacity.requested || desired < 1) return null;
    return { direction: "in", changes: setCapacity(state, policy.resourceId, desired, causeOf(policy.alarmLow, policy.name), context) };
  }
  return null;
}

const causeOf = (alarm: string, policy: string): string => `monitor alarm ${alarm} in state ALARM triggered policy ${policy}`;

function mayScaleOut(target: ScalableTargetRecord, policy: ScalingPolicyRecord, now: number): boolean {
  return !target.suspended.out && (policy.lastScaleOutAt === null || now - policy.lastScaleOutAt >= policy.scaleOutCooldownMs);
}

function mayScaleIn(target: ScalableTargetRecord, policy: ScalingPolicyRecord, now: number): boolean {
  return !target.suspended.in && !policy.disableScaleIn && (policy.lastScaleInAt === null || now - policy.lastScaleInAt >= policy.scaleInCooldownMs);
}
