import type { AsyncEventView } from "#services/lambda/async/async-views.ts";
import { absoluteTime } from "../shared/times.ts";

type Attempt = AsyncEventView["attempts"][number];
type FailedHandOver = NonNullable<AsyncEventView["failedHandOvers"]>[number];

/** A piece of an event's life, in order: waiting in the queue, an attempt, and at last its end. Times in epoch ms. */
export type LanePiece =
  | { readonly kind: "wait"; readonly from: number; readonly to: number | null; readonly lengthMs: number }
  | { readonly kind: "attempt"; readonly number: number; readonly attempt: Attempt };

/**
 * The life of an event as a lane: each wait and each attempt. The last wait of a living event ends in its next attempt; that of one whose
 * time ran out, in its end.
 */
export function laneOf(event: AsyncEventView): LanePiece[] {
  const pieces: LanePiece[] = [];
  let since = event.acceptedAt;
  const wait = (to: number): void => {
    if (to - since > 0) pieces.push({ kind: "wait", from: since, to, lengthMs: to - since });
  };
  for (const [index, attempt] of event.attempts.entries()) {
    wait(attempt.at);
    pieces.push({ kind: "attempt", number: index + 1, attempt });
    since = attempt.endedAt;
  }
  if (event.end === null && event.nextAttemptAt !== null) wait(event.nextAttemptAt);
  else if (event.endedAt !== null) wait(event.endedAt);
  return pieces;
}

/**
 * How wide a wait is drawn: by the logarithm of its length, so that one second and six hours fit on one line.
 * @param lengthMs of the wait
 */
export function waitWidth(lengthMs: number): number {
  return 11 + 7 * Math.log2(1 + lengthMs / 1000);
}

/** CSS pixels of a letter of a wait's label, and what stays free beside the label. */
const LABEL = { letter: 5.2, margin: 2 } as const;

/** What stands over a wait: its length where that fits, else nothing (its tooltip has it). */
export function waitLabel(lengthMs: number): string {
  const text = lengthText(lengthMs);
  return text.length * LABEL.letter + LABEL.margin <= waitWidth(lengthMs) ? text : "";
}

/** `350 ms`, `1 s`, `4 min 16 s`, `5 h 58 min 31 s`: to the second from ten seconds on. */
export function lengthText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return ms < 10_000 ? `${Number((ms / 1000).toFixed(1))} s` : `${seconds} s`;
  const parts = [[Math.floor(seconds / 3600), "h"], [Math.floor((seconds % 3600) / 60), "min"], [seconds % 60, "s"]] as const;
  return parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`).join(" ");
}

/** The same in seconds alone, as the rules of retries count: `21,511 s`. */
export function secondsText(ms: number): string {
  return `${(ms / 1000).toLocaleString("en", { maximumFractionDigits: 3 })} s`;
}

const OUTCOMES: Readonly<Record<Attempt["outcome"], string>> = {
  success: "Succeeded",
  "function-error": "Function error",
  throttled: "Throttled",
  "system-error": "System error",
  recursion: "Stopped: recursive loop",
};

/** What came of an attempt, in words. */
export const outcomeText = (attempt: Attempt): string => OUTCOMES[attempt.outcome];

/** Filters of the list: by how events ended. */
export const END_FILTERS = [
  { value: "all", label: "All events" },
  { value: "waiting", label: "Still waiting" },
  { value: "success", label: "Succeeded" },
  { value: "dead-lettered", label: "Dead-lettered" },
  { value: "destination", label: "Sent to a destination" },
  { value: "dropped", label: "Dropped" },
] as const;
export type EndFilter = (typeof END_FILTERS)[number]["value"];

/** Whether an event is among those that a filter shows. `both` counts as dead-lettered and as sent to a destination. */
export function matches(event: AsyncEventView, filter: EndFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "waiting":
      return event.end === null;
    case "success":
      return event.endCondition === "Success" || event.end === "done";
    case "dead-lettered":
      return event.end === "dead-lettered" || event.end === "both";
    case "destination":
      return event.end === "destination" || event.end === "both";
    case "dropped":
      return event.end === "dropped";
  }
}

const CONDITIONS: Readonly<Record<NonNullable<AsyncEventView["endCondition"]>, string>> = {
  Success: "an attempt succeeded",
  RetriesExhausted: "the retry attempts were used up",
  EventAgeExceeded: "it reached its maximum age",
  ZeroReservedConcurrency: "the function's reserved concurrency is 0, and then nothing is retried",
};

/** How an event's life ended, why, and what could not take it: `Dropped: the retry attempts were used up; its dead-letter queue could not take it`. */
export function endText(event: AsyncEventView): string {
  const refused = (event.failedHandOvers ?? []).map(takerText);
  return refused.length === 0 ? endWords(event) : `${endWords(event)}; its ${refused.join(" and its ")} could not take it`;
}

/** `dead-letter queue`, `dead-letter topic`, `destination`. */
export function takerText({ to, arn }: FailedHandOver): string {
  return to === "destination" ? to : arn.split(":")[2] === "sns" ? "dead-letter topic" : "dead-letter queue";
}

function endWords(event: AsyncEventView): string {
  if (event.end === null) return event.attempts.length === 0 ? "Waiting for its first attempt" : "Waiting for its next attempt";
  const succeeded = event.endCondition === "Success" || event.end === "done";
  const where = { done: "", "dead-lettered": "Dead-lettered", destination: succeeded ? "" : "Sent to its destination", both: "Dead-lettered and sent to its destination", dropped: "Dropped" }[event.end];
  if (succeeded) return event.end === "destination" ? "Succeeded; recorded at its destination" : "Succeeded";
  return event.endCondition === undefined ? where : `${where}: ${CONDITIONS[event.endCondition]}`;
}

/** When a living event is tried again: an instant, or its turn in a queue that is read as its function has room. */
export function nextAttemptText({ nextAttemptAt }: AsyncEventView, now: number): string {
  return nextAttemptAt === null || nextAttemptAt <= now ? "Now, or when its function has room: the oldest events come first" : absoluteTime(new Date(nextAttemptAt));
}

/** What is shown of the event itself. */
export function payloadLabel({ payloadPreview, payloadBytes }: AsyncEventView): string {
  if (payloadPreview.length < 1000) return "Event";
  const rest = payloadBytes === undefined ? "" : `; of the ${payloadBytes.toLocaleString("en-US")} bytes that it had, the rest was dropped when it ended`;
  return `Event (its first 1,000 characters${rest})`;
}

/** The lane in one sentence, for whoever does not see it. */
export function laneSummary(event: AsyncEventView): string {
  const { length } = event.attempts;
  const tried = length === 0 ? "Not tried yet" : length === 1 ? "1 attempt" : `${length} attempts`;
  return `Event ${event.requestId}: ${tried}. ${endText(event)}.`;
}
