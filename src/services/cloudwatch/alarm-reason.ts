import { type AlarmRule, type Datapoint, operatorOf } from "./alarm-rule.ts";

/** Data points of a reason that stand in its sentence; more of them follow it, five at most. */
const INLINE = 3;
const MOST = 5;

/**
 * Why an alarm took a state because of real data points, newest first: those that broke the threshold for ALARM, those that
 * did not for OK. Forms as in recorded notifications of AWS (2018 to 2026).
 */
export function crossedReason(rule: AlarmRule, state: "ALARM" | "OK", points: readonly Datapoint[]): string {
  const { evaluationPeriods: periods, datapointsToAlarm: needed, isMOutOfN = false } = rule;
  const isAlarm = state === "ALARM";
  const shown = `[${points.slice(0, MOST).map(({ value, at }) => `${doubleText(value)} (${timeText(at)})`).join(", ")}]`;
  const inline = points.length <= INLINE ? ` ${shown}` : "";
  const counted = isMOutOfN ? `${points.length} out of the last ${periods} datapoints` : plural(points.length, "datapoint");
  const compared = `${points.length === 1 ? "was" : "were"} ${isAlarm ? "" : "not "}${operatorOf(rule).words} the threshold (${doubleText(rule.threshold)})`;
  const after = points.length <= INLINE ? "" : `. The most recent datapoints which ${isAlarm ? "crossed" : "did not cross"} the threshold: ${shown}`;
  const minimum = isMOutOfN ? ` (minimum ${plural(isAlarm ? needed : periods - needed + 1, "datapoint")} for ${isAlarm ? "OK -> ALARM" : "ALARM -> OK"} transition)` : "";
  return `Threshold Crossed: ${counted}${inline} ${compared}${after}${minimum}.`;
}

/** Why an alarm took a state where missing data points were counted with the real ones. */
export function filledReason(rule: AlarmRule, received: number): string {
  const filled = rule.evaluationPeriods - received;
  const got = received === 0 ? "no datapoints were" : `${plural(received, "datapoint")} ${received === 1 ? "was" : "were"}`;
  const treated = `${plural(filled, "missing datapoint")} ${filled === 1 ? "was" : "were"} treated as [${rule.missing === "breaching" ? "Breaching" : "NonBreaching"}]`;
  return `Threshold Crossed: ${got} received for ${plural(rule.evaluationPeriods, "period")} and ${treated}.`;
}

/** Why an alarm does not know. */
export function unknownReason(rule: AlarmRule, received: number): string {
  const unknown = rule.evaluationPeriods - received;
  return `Insufficient Data: ${plural(unknown, "datapoint")} ${unknown === 1 ? "was" : "were"} unknown.`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A number as Java prints a double: `5.0`, `0.25`, `1.2E7`. */
function doubleText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-3)) {
    const [digits = "", power = ""] = value.toExponential().split("e");
    return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(power)}`;
  }
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** `18/10/22 20:13:00`, UTC. */
function timeText(instant: number): string {
  const [date = "", time = ""] = new Date(instant).toISOString().split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}
