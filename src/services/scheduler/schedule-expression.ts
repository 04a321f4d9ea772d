import { type CronFields, nextCronDay, parseCron } from "./cron.ts";
import { type TimeZone, timeZoneOf } from "./time-zone.ts";

/** When something recurs, or happens once. `at` and `cron` are times that the clocks of a time zone show. */
export type ScheduleExpression =
  | { readonly kind: "at"; readonly clockTime: number }
  | { readonly kind: "rate"; readonly everyMs: number }
  | { readonly kind: "cron"; readonly fields: CronFields };

const UTC = timeZoneOf("UTC")!;
const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads `at(yyyy-mm-ddThh:mm:ss)`, `rate(5 minutes)` or `cron(minutes hours day-of-month month day-of-week year)` as
 * EventBridge Scheduler and Application Auto Scaling have them; null where it is none of them.
 */
export function parseScheduleExpression(text: string): ScheduleExpression | null {
  const match = /^(at|rate|cron)\((.*)\)$/.exec(text.trim());
  if (!match) return null;
  const inner = match[2]!.trim();
  if (match[1] === "cron") {
    const fields = parseCron(inner);
    return fields && { kind: "cron", fields };
  }
  if (match[1] === "rate") {
    const rate = /^(\d{1,7})\s+(minute|hour|day)s?$/.exec(inner);
    const everyMs = rate ? Number(rate[1]) * UNIT_MS[rate[2]!]! : 0;
    return everyMs > 0 ? { kind: "rate", everyMs } : null;
  }
  return parseAt(inner);
}

function parseAt(text: string): ScheduleExpression | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const clockTime = Date.UTC(year, month - 1, day, hour, minute, second || 0);
  // A day or hour that does not exist would have run over into the next one.
  const back = new Date(clockTime);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour && back.getUTCMinutes() === minute ? { kind: "at", clockTime } : null;
}

/**
 * The first instant (epoch ms) strictly after `after`, and not before `anchor`, at which it is due; null: never again.
 * A rate counts from `anchor` (its start), which is its first instant, whatever the clocks do. What they go forward over
 * is left out; what they show twice happens the first time.
 */
export function nextTime(expression: ScheduleExpression, after: number, anchor: number, zone: TimeZone = UTC): number | null {
  switch (expression.kind) {
    case "at": {
      const at = zone.firstShown(expression.clockTime);
      return at !== null && at > after && at >= anchor ? at : null;
    }
    case "rate":
      return after < anchor ? anchor : anchor + (Math.floor((after - anchor) / expression.everyMs) + 1) * expression.everyMs;
    case "cron":
      return nextCron(expression.fields, Math.max(after, anchor - 1), zone);
  }
}

function nextCron(fields: CronFields, after: number, zone: TimeZone): number | null {
  // Clock times before this one were first shown at or before `after`.
  const from = zone.clockTimeAt(after);
  const first = from - (from % 60_000);
  let day = first - (first % 86_400_000);
  for (;;) {
    const found = nextCronDay(fields, day);
    if (found === null) return null;
    for (const hour of fields.hours) {
      for (const minute of fields.minutes) {
        const clockTime = found + hour * 3_600_000 + minute * 60_000;
        const at = clockTime < first ? null : zone.firstShown(clockTime);
        if (at !== null && at > after) return at;
      }
    }
    day = found + 86_400_000;
  }
}
