import type { OperationContext } from "../operation.ts";
import type { Change, State } from "../tables.ts";
import { alarmActions } from "./alarm-actions.ts";
import { crossedReason, filledReason, unknownReason } from "./alarm-reason.ts";
import { type AlarmRule, type Datapoint, operatorOf, ruleOf } from "./alarm-rule.ts";
import { minuteOf } from "./metric-key.ts";
import type { AlarmRecord, AlarmState } from "./records.ts";
import { percentOf, periodsOf, statisticOf } from "./statistics.ts";

/** What an evaluation found. `current`: keep the state that there is. */
export interface Evaluation {
  readonly state: AlarmState | "current";
  readonly reason: string;
}

/**
 * Periods that an evaluation looks at beyond the alarm's own. AWS's tables look at five for three; alarms of one and of eight
 * periods were seen to change two periods after their last data point had left the alarm's own.
 */
const MORE_PERIODS = 2;

/**
 * Evaluates a rule over the evaluation range: periods that end with the last whole minute, and slide with it. The newest
 * `evaluationPeriods` data points of it count, however old they are; only where there are fewer are missing ones filled in as
 * the rule says ("Configuring how CloudWatch alarms treat missing data" in the user guide, with its tables).
 *
 * @param notBefore values before this instant are not looked at
 */
export function evaluate(state: State, rule: AlarmRule, now: number, notBefore = 0): Evaluation {
  const end = minuteOf(now);
  const points = pointsOf(state, rule, end)
    .filter(({ at }) => at >= notBefore)
    .slice(0, rule.evaluationPeriods);
  if (rule.ignoresFewSamples === true && hasFewSamples(rule, points)) return { state: "current", reason: "" };
  const { breaks } = operatorOf(rule);
  const breaking = points.filter(({ value }) => breaks(value, rule.threshold));
  const keeping = points.filter(({ value }) => !breaks(value, rule.threshold));
  const filled = rule.evaluationPeriods - points.length;
  if (breaking.length >= rule.datapointsToAlarm) return { state: "ALARM", reason: crossedReason(rule, "ALARM", breaking) };
  if (filled > 0 && (rule.missing === "breaching" || rule.missing === "notBreaching")) {
    const isAlarm = rule.missing === "breaching" && breaking.length + filled >= rule.datapointsToAlarm;
    return { state: isAlarm ? "ALARM" : "OK", reason: filledReason(rule, points.length) };
  }
  if (keeping.length > 0) return { state: "OK", reason: crossedReason(rule, "OK", keeping) };
  if (rule.missing === "ignore") return { state: "current", reason: "" };
  // All that is there breaks the threshold, and since so long that what is missing could not change it any more.
  const oldest = breaking.at(-1);
  const isOldEnough = oldest !== undefined && (end - oldest.at) / rule.periodMs >= rule.datapointsToAlarm;
  return isOldEnough ? { state: "ALARM", reason: crossedReason(rule, "ALARM", breaking) } : { state: "INSUFFICIENT_DATA", reason: unknownReason(rule, points.length) };
}

/** The data points of the evaluation range, newest first. */
function pointsOf(state: State, rule: AlarmRule, end: number): Datapoint[] {
  const start = end - (rule.evaluationPeriods + MORE_PERIODS) * rule.periodMs;
  return periodsOf(state, rule, start, end, rule.periodMs)
    .flatMap(({ at, set }) => {
      const value = statisticOf(set, rule.statistic);
      return value === undefined ? [] : [{ at, value, samples: set.count }];
    })
    .toReversed();
}

/** Whether a percentile is of too few values ("Percentile-based alarms and low data samples" in the user guide): 10/(1-p), below the median 10/p. */
function hasFewSamples({ statistic }: AlarmRule, points: readonly Datapoint[]): boolean {
  const percent = percentOf(statistic);
  if (percent === undefined || percent === 0 || percent === 100) return false;
  const samples = points.reduce((sum, point) => sum + point.samples, 0);
  return samples < 1000 / (percent >= 50 ? 100 - percent : percent);
}

/** Whether a metric has a value in the span that an evaluation at `now`, or a minute later, looks at. */
export function hasRecentValues(state: State, rule: AlarmRule, now: number): boolean {
  const end = minuteOf(now);
  return periodsOf(state, rule, end - (rule.evaluationPeriods + MORE_PERIODS) * rule.periodMs, end + rule.periodMs, rule.periodMs).length > 0;
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
