import { nextTime, parseScheduleExpression } from "#services/scheduler/schedule-expression.ts";
import { scheduleMistake } from "./schedule-mistake.ts";

/** Firing times that are told ahead. */
const TOLD = 3;

/** What a schedule would do. */
export interface Schedule {
  /** Its next instants (epoch ms), three at most; fewer where it ends. */
  readonly next: readonly number[];
  /** Why it can be made, and is of no use. */
  readonly caution?: string;
}

/**
 * What an expression would do from an instant (epoch ms) on, or why it will not do. A rate counts from its making: its
 * first time comes `at-once` (EventBridge Scheduler) or `after-one-interval` (Application Auto Scaling).
 */
export function scheduleOf(text: string, now: number, rateBegins: "at-once" | "after-one-interval"): Schedule | { readonly problem: string } {
  const expression = parseScheduleExpression(text);
  if (!expression) return { problem: scheduleMistake(text) };
  const next: number[] = [];
  let after = expression.kind === "rate" && rateBegins === "at-once" ? now - 1 : now;
  while (next.length < TOLD) {
    const at = nextTime(expression, after, now);
    if (at === null) break;
    next.push(at);
    after = at;
  }
  if (next.length > 0) return { next };
  if (expression.kind === "at") return { problem: "That time is past: it would never be due." };
  return { next, caution: "It never fires: no day from now on is one that it names. It can be made, and would wait for ever." };
}

/** `Thu, 26 Nov 2026 23:20:00 UTC`. */
export function utcTime(ms: number): string {
  return new Date(ms).toUTCString().replace("GMT", "UTC");
}
