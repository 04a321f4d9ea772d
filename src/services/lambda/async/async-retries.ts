import type { State } from "../../tables.ts";
import type { AsyncAttempt, AsyncEventRecord } from "./async-records.ts";
import { LATEST } from "../lookup.ts";

/** Attempts after a function error, unless the function's settings say otherwise. */
export const DEFAULT_RETRIES = 2;
/** How long an event may wait and be tried, in seconds: six hours, unless the settings say otherwise. */
export const DEFAULT_EVENT_AGE_SECONDS = 21_600;
/** Wait after the first and the second function error, in ms. */
const ERROR_WAITS_MS = [60_000, 120_000];
/** Wait after throttles and system errors: it doubles from the first to the second of these, in ms. */
const BACK_OFF_MS = [1000, 300_000] as const;

/** What holds for an event: the settings of the qualifier it was invoked with. */
export interface AsyncSettings {
  readonly retries: number;
  readonly maximumAgeMs: number;
  readonly onSuccess: string | undefined;
  readonly onFailure: string | undefined;
}

export function asyncSettings(state: State, event: AsyncEventRecord): AsyncSettings {
  const config = state["lambda.event-invoke-configs"].get(`${event.functionName}:${event.qualifier ?? LATEST}`);
  return {
    retries: config?.maximumRetryAttempts ?? DEFAULT_RETRIES,
    maximumAgeMs: 1000 * (config?.maximumEventAgeInSeconds ?? DEFAULT_EVENT_AGE_SECONDS),
    onSuccess: config?.onSuccess,
    onFailure: config?.onFailure,
  };
}

/**
 * When an event is tried again after these attempts, epoch ms; null: its retries are used up. The rule is
 * {@link retryAt}; here its counts are taken from the attempts.
 */
export function nextAttemptAt(acceptedAt: number, attempts: readonly AsyncAttempt[], settings: AsyncSettings): number | null {
  const last = attempts.at(-1);
  if (!last) return acceptedAt;
  const errors = attempts.filter(({ outcome }) => outcome === "function-error").length;
  let refusals = 0;
  while (refusals < attempts.length && isRefusal(attempts[attempts.length - 1 - refusals])) refusals++;
  // The back-off counts from the refused attempt, however long this machine took to note it.
  const next = retryAt(acceptedAt, refusals > 0 ? last.at : last.endedAt, errors, refusals, settings);
  return next < 0 ? null : next;
}

/**
 * When an event whose last attempt failed at `endedAt` is tried again; -1: its retries are used up. Function errors:
 * after one and two minutes, as often as the settings say. Throttles and system errors: after 1 s, 2 s, 4 s … 5 min,
 * and they use up no retry. Where the event would be too old by then, the instant at which it is: then it ends.
 * @param errors function errors so far
 * @param refusals throttles and system errors in a row, up to the last attempt; 0: that was a function error
 */
export function retryAt(
  acceptedAt: number, endedAt: number, errors: number, refusals: number, settings: Pick<AsyncSettings, "retries" | "maximumAgeMs">,
): number {
  let wait: number;
  if (refusals === 0) {
    if (errors > settings.retries) return -1;
    wait = ERROR_WAITS_MS[Math.min(errors, ERROR_WAITS_MS.length) - 1] ?? 0;
  } else {
    // Beyond 2^9 the limit holds in any case.
    wait = Math.min(BACK_OFF_MS[0] * 2 ** Math.min(refusals - 1, 9), BACK_OFF_MS[1]);
  }
  return Math.min(endedAt + wait, acceptedAt + settings.maximumAgeMs);
}

/** From when on an event's age counts, epoch ms: its acceptance, later by the time in which this cloud did not run. */
export function agesFrom({ acceptedAt, sleptMs = 0 }: Pick<AsyncEventRecord, "acceptedAt" | "sleptMs">): number {
  return acceptedAt + sleptMs;
}

/** Whether an event is too old to be tried at `now`. */
export function isTooOld(acceptedAt: number, now: number, settings: Pick<AsyncSettings, "maximumAgeMs">): boolean {
  return now >= acceptedAt + settings.maximumAgeMs;
}

function isRefusal(attempt: AsyncAttempt | undefined): boolean {
  return attempt?.outcome === "throttled" || attempt?.outcome === "system-error";
}
