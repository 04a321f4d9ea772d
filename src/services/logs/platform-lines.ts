import type { State } from "../tables.ts";
import type { LogEvent, LogEventsRecord } from "./records.ts";

/** Newest lines that are told of one stream. */
const MAX_LINES = 1000;

/**
 * The lines of some streams of a group that the platform wrote itself (START, REPORT …), stream by stream, oldest first: code can print lines
 * that look the same, and AWS's answers do not tell them apart. Each as `timestamp message`.
 */
export function platformLines(state: State, group: string, streams: readonly string[]): Record<string, string[]> {
  const records = new Map<string, LogEventsRecord[]>(streams.map((stream) => [stream, []]));
  for (const record of state["logs.events"].values()) if (record.group === group) records.get(record.stream)?.push(record);
  return Object.fromEntries(
    Array.from(records, ([stream, found]) => {
      const inOrder = found.toSorted((left, right) => left.sequence - right.sequence);
      return [stream, inOrder.flatMap(ofPlatform).slice(-MAX_LINES).map(({ timestamp, message }) => `${timestamp} ${message}`)];
    }),
  );
}

/** Each ingestion holds lines of the platform. Where none is marked, an older build wrote it, and any line may be one. */
function ofPlatform({ events }: LogEventsRecord): readonly LogEvent[] {
  const marked = events.filter(({ platform }) => platform === true);
  return marked.length > 0 ? marked : events;
}
