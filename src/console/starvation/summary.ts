import { MINIMUM_UNRESERVED } from "#services/lambda/concurrency/concurrency-arithmetic.ts";
import type { CallerHistory, Second } from "#simulation/starvation.ts";
import { THROTTLED, type Way } from "#simulation/starvation-callers.ts";
import { wholeNumber } from "../shared/whole-number.ts";

/** Seconds that are summed up in the figures. */
export const WINDOW_SECONDS = 5;

/** What a caller's clients met in the last seconds. */
export interface Seen {
  /** Requests per second that got their answer, and that failed. */
  readonly servedPerSecond: number;
  readonly failedPerSecond: number;
  /** Refusals per second, further attempts of an SDK included. */
  readonly throttlesPerSecond: number;
  /** 0..1; 0 where nothing ended. */
  readonly failedShare: number;
}

/** Sums up the last whole seconds of a caller; the running one is left out. */
export function seenBy({ seconds }: Pick<CallerHistory, "seconds">, window = WINDOW_SECONDS): Seen {
  const last = seconds.slice(0, -1).slice(-window);
  const per = (count: (second: Second) => number): number => (last.length === 0 ? 0 : last.reduce((sum, second) => sum + count(second), 0) / last.length);
  const servedPerSecond = per(({ served }) => served);
  const failedPerSecond = per(({ failed }) => failed);
  const ended = servedPerSecond + failedPerSecond;
  return { servedPerSecond, failedPerSecond, throttlesPerSecond: per(({ throttles }) => throttles), failedShare: ended === 0 ? 0 : failedPerSecond / ended };
}

/** `502 Bad Gateway`. */
export function refusalWords(way: Way): string {
  const { status, text } = THROTTLED[way];
  return `${status} ${text}`;
}

/** A share as a client feels it: `none`, `under 1%`, `37%`. */
export function shareWords(share: number): string {
  if (share === 0) return "none";
  return share < 0.01 ? "under 1%" : `${Math.round(share * 100)}%`;
}

/**
 * Why a reservation cannot be set, or null. `text` is what was typed; empty means none. AWS's text for what would leave the
 * account less than its minimum.
 */
export function reservationProblem(text: string, limit: number, reservedByOthers: number): string | null {
  if (text.trim() === "") return null;
  const wanted = wholeNumber(text);
  if (wanted === undefined) return "Enter a whole number from 0, or nothing for no reservation.";
  if (limit - reservedByOthers - wanted < MINIMUM_UNRESERVED) {
    return `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${MINIMUM_UNRESERVED}]. At most ${Math.max(0, limit - reservedByOthers - MINIMUM_UNRESERVED)} can be reserved here.`;
  }
  return null;
}

/** One line that says how the three stand, for the picture's accessible name. */
export function sceneWords(histories: readonly CallerHistory[], limit: number): string {
  const running = histories.reduce((sum, history) => sum + history.running, 0);
  const parts = histories.map((history) => `${history.caller.functionName} ${history.running}`);
  return `${running} of ${limit} units of concurrency are in use: ${parts.join(", ")}.`;
}
