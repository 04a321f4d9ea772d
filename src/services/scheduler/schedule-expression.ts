import { type CronFields, nextCronDay, parseCron } from "./cron.ts";

/** When something recurs, or happens once. All times in UTC. */
export type ScheduleExpression =
  | { readonly kind: "at"; readonly at: number }
  | { readonly kind: "rate"; readonly everyMs: number }
  | { readonly kind: "cron"; readonly fields: CronFields };

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
  const at = Date.UTC(year, month - 1, day, hour, minute, second || 0);
  // A day or hour that does not exist would have run over into the next one.
  const back = new Date(at);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour && back.getUTCMinutes() === minute ? { kind: "at", at } : null;
}

/**
 * The first instant (epoch ms) strictly after `after`, and not before `anchor`, at which it is due; null: never again.
 * A rate counts from `anchor` (its start), which is its first instant.
 */
export function nextTime(expression: ScheduleExpression, after: number, anchor: number): number | null {
  switch (expression.kind) {
    case "at":
      return expression.at > after && expression.at >= anchor ? expression.at : null;
    case "rate":
      return after < anchor ? anchor : anchor + (Math.floor((after - anchor) / expression.everyMs) + 1) * expression.everyMs;
    case "cron":
      return nextCron(expression.fields, Math.max(after, anchor - 1));
  }
}

function nextCron(fields: CronFields, after: number): number | null {
  const first = after - (after % 60_000) + 60_000;
  let day = first - (first % 86_400_000);
  for (;;) {
    const found = nextCronDay(fields, day);
    if (found === null) return null;
    for (const hour of fields.hours) {
      for (const minute of fields.minutes) {
        const at = found + hour * 3_600_000 + minute * 60_000;
        if (at >= first) return at;
      }
    }
    day = found + 86_400_000;
  }
}
