import { utf8Text } from "../../bytes.ts";
import { compareNames } from "../../pagination.ts";
import type { State } from "../../tables.ts";
import type { AsyncEventRecord } from "./async-records.ts";

/** What a view takes of the record as it is. */
type Shown =
  | "requestId" | "functionName" | "qualifier" | "source" | "acceptedAt" | "sleptMs"
  | "attempts" | "nextAttemptAt" | "end" | "endCondition" | "endedAt" | "failedHandOvers" | "payloadBytes";

/** One asynchronous event's life, as the simulator's own controls show it. Times in epoch ms. */
export interface AsyncEventView extends Pick<AsyncEventRecord, Shown> {
  /** The first 1,000 characters of the event. */
  readonly payloadPreview: string;
}

export interface AsyncEventsView {
  readonly now: number;
  /** Newest first. */
  readonly events: readonly AsyncEventView[];
}

/** How much of an event is shown. */
export const PREVIEW_CHARACTERS = 1000;

/** The asynchronous events of an account, or of one function, newest first. */
export function asyncEventViews(state: State, functionName: string | undefined): AsyncEventView[] {
  const views: AsyncEventView[] = [];
  for (const event of state["lambda.async-events"].values()) {
    if (functionName !== undefined && event.functionName !== functionName) continue;
    const { requestId, qualifier, source, acceptedAt, sleptMs, attempts, nextAttemptAt, end, endCondition, endedAt, failedHandOvers } = event;
    views.push({
      requestId, functionName: event.functionName, qualifier, source, acceptedAt, attempts, nextAttemptAt, end, endedAt,
      ...(endCondition && { endCondition }),
      ...(failedHandOvers && { failedHandOvers }),
      ...(sleptMs !== undefined && { sleptMs }),
      ...(event.payloadBytes !== undefined && { payloadBytes: event.payloadBytes }),
      payloadPreview: previewOf(event.payload),
    });
  }
  return views.toSorted((left, right) => right.acceptedAt - left.acceptedAt || compareNames(left.requestId, right.requestId));
}

function previewOf(payload: Uint8Array): string {
  // A character has at most four bytes; the cut may fall into one.
  const end = Math.min(payload.length, 4 * PREVIEW_CHARACTERS);
  for (let cut = end; cut > end - 4; cut--) {
    const text = utf8Text(payload.subarray(0, cut));
    if (text !== null) return text.slice(0, PREVIEW_CHARACTERS);
  }
  return "";
}
