import { utf8Length } from "../bytes.ts";
import type { LogEvent, LogEventsRecord } from "./records.ts";

/** What each event counts beyond its message, in bytes. Source: PutLogEvents, "calculated as the sum of all event messages in UTF-8, plus 26 bytes for each log event". */
export const EVENT_OVERHEAD_BYTES = 26;
/** An answer of GetLogEvents or FilterLogEvents holds at most so many bytes of events, by the same count. Source: both API references, "1 MB". */
export const LARGEST_ANSWER_BYTES = 1024 * 1024;

// A record is never changed; so it is measured once.
const measured = new WeakMap<LogEventsRecord, number>();

/** Bytes of the messages of an ingestion, in UTF-8. */
export function messageBytes(record: LogEventsRecord): number {
  let bytes = measured.get(record);
  if (bytes === undefined) {
    bytes = 0;
    for (const { message } of record.events) bytes += utf8Length(message);
    measured.set(record, bytes);
  }
  return bytes;
}

/** Bytes of an ingestion as CloudWatch Logs counts them: messages, and an overhead for each event. */
export function recordBytes(record: LogEventsRecord): number {
  return messageBytes(record) + EVENT_OVERHEAD_BYTES * record.events.length;
}

/** Bytes of one event. */
export function eventBytes({ message }: Pick<LogEvent, "message">): number {
  return utf8Length(message) + EVENT_OVERHEAD_BYTES;
}

/** How many of the events fit into an answer, from the first on (from the last on with `fromEnd`): one at least, where there is one. */
export function fitting(events: readonly Pick<LogEvent, "message">[], fromEnd = false, largest = LARGEST_ANSWER_BYTES): number {
  let bytes = 0;
  for (let count = 0; count < events.length; count++) {
    bytes += eventBytes(events[fromEnd ? events.length - 1 - count : count]!);
    if (bytes > largest && count > 0) return count;
  }
  return events.length;
}
