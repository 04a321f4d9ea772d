import type { OperationContext } from "../operation.ts";
import type { Change, State } from "../tables.ts";
import { alarmActions } from "./alarm-actions.ts";
import { minuteOf } from "./metric-key.ts";
import type { AlarmRecord, AlarmState } from "./records.ts";
import { type MetricName, periodsOf, statisticOf } from "./statistics.ts";

/** What an alarm compares, apart from who keeps it: Application Auto Scaling asks without an alarm's row. */
export interface AlarmRule extends MetricName {
  readonly statistic: string;
  readonly periodMs: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly operator: string;
  readonly missing: "missing" | "ignore" | "breaching" | "notBreaching";
}

/** What an evaluation found. `current`: keep the state that there is. */
export interface Evaluation {
  readonly state: AlarmState | "current";
  readonly reason: string;
}

const COMPARE: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

export const isOperator = (operator: string): boolean => Object.hasOwn(COMPARE, operator);

/**
 * Evaluates a rule over the periods that are complete at `now`: ALARM when `datapointsToAlarm` of the last
 * `evaluationPeriods` break it; missing ones count as the rule says, and where all are missing there is no data.
 */
export function evaluate(state: State, rule: AlarmRule, now: number): Evaluation {
  const end = now - (now % rule.periodMs);
  const start = end - rule.evaluationPeriods * rule.periodMs;
  const found = new Map(periodsOf(state, rule, start, end, rule.periodMs).map(({ at, set }) => [at, statisticOf(set, rule.statistic)]));
  let [breaking, keeping] = [0, 0];
  const recent: number[] = [];
  for (let at = start; at < end; at += rule.periodMs) {
    const value = found.get(at);
    if (value !== undefined) recent.push(value);
    if (value === undefined ? rule.missing === "breaching" : COMPARE[rule.operator]!(value, rule.threshold)) breaking++;
    else if (value !== undefined || rule.missing === "notBreaching") keeping++;
  }
  const shown = recent.slice(-3).map((value) => Number(value.toPrecision(6))).join(", ");
  if (breaking >= rule.datapointsToAlarm) {
    return { state: "ALARM", reason: `Threshold Crossed: ${breaking} out of the last ${rule.evaluationPeriods} datapoints [${shown}] broke the threshold (${rule.threshold}) (minimum ${rule.datapointsToAlarm} datapoint(s) for OK -> ALARM transition).` };
  }
  if (recent.length === 0 && rule.missing === "ignore") return { state: "current", reason: "" };
  if (breaking + keeping === 0) return { state: "INSUFFICIENT_DATA", reason: `Insufficient Data: ${rule.evaluationPeriods} datapoints were unknown.` };
  return { state: "OK", reason: `Threshold Crossed: ${keeping} datapoints [${shown}] kept to the threshold (${rule.threshold}).` };
}

/** The rule of an alarm's row. */
export function ruleOf({ settings }: AlarmRecord): AlarmRule {
  const periods = settings.EvaluationPeriods ?? 1;
  return {
    namespace: settings.Namespace ?? "",
    name: settings.MetricName ?? "",
    dimensions: (settings.Dimensions ?? []).map(({ Name = "", Value = "" }) => ({ Name, Value })),
    statistic: settings.Statistic ?? settings.ExtendedStatistic ?? "Average",
    periodMs: 1000 * (settings.Period ?? 60),
    evaluationPeriods: periods,
    datapointsToAlarm: settings.DatapointsToAlarm ?? periods,
    threshold: settings.Threshold ?? 0,
    operator: settings.ComparisonOperator ?? "GreaterThanThreshold",
    missing: (settings.TreatMissingData ?? "missing") as AlarmRule["missing"],
  };
}

/** Whether a metric has a value in the span that an evaluation at `now`, or a minute later, looks at. */
export function hasRecentValues(state: State, rule: AlarmRule, now: number): boolean {
  return periodsOf(state, rule, now - (rule.evaluationPeriods + 1) * rule.periodMs, now + rule.periodMs, rule.periodMs).length > 0;
}

/**
 * When the next alarm is to be evaluated: at the next whole minute after its last evaluation, as long as its metric has
 * values that could change its state, and null after that. So a clock that skips idle time is not held up by alarms at rest.
 */
export function nextDue(state: State, now: number): number | null {
  let next: number | null = null;
  for (const alarm of state["cloudwatch.alarms"].values()) {
    const at = alarm.evaluatedAt + 60_000;
    if ((next === null || at < next) && !isAtRest(state, alarm, now)) next = at;
  }
  return next;
}

function isAtRest(state: State, alarm: AlarmRecord, now: number): boolean {
  const rule = ruleOf(alarm);
  return alarm.state === restingState(rule, alarm) && !hasRecentValues(state, rule, now);
}

/** The state in which an alarm stays that gets no values any more. */
function restingState(rule: AlarmRule, alarm: AlarmRecord): AlarmState {
  if (rule.missing === "ignore") return alarm.state;
  return rule.missing === "breaching" ? "ALARM" : rule.missing === "notBreaching" ? "OK" : "INSUFFICIENT_DATA";
}

/** Evaluates the alarms whose minute has come; where one's state changes, its actions follow. */
export function due(state: State, context: Pick<OperationContext, "now" | "newId" | "accountId" | "region">): Change[] {
  const { now } = context;
  const changes: Change[] = [];
  for (const [key, alarm] of state["cloudwatch.alarms"]) {
    if (alarm.evaluatedAt + 60_000 > now || isAtRest(state, alarm, now)) continue;
    const found = evaluate(state, ruleOf(alarm), now);
    const changed = found.state !== "current" && found.state !== alarm.state ? { state: found.state, reason: found.reason, stateUpdatedAt: now } : {};
    const value = { ...alarm, ...changed, evaluatedAt: minuteOf(now) };
    changes.push({ table: "cloudwatch.alarms", key, value }, ...alarmActions(state, alarm, value, context));
  }
  return changes;
}
