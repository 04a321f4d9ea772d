import type { Change, State } from "../tables.ts";
import type { LogEvent, LogEventsRecord } from "./records.ts";

/** Where events go, and the number of this ingestion within its stream (0, 1, …). */
export interface LogDestination {
  readonly group: string;
  readonly stream: string;
  readonly sequence: number;
}

/** Key of a row of `logs.streams`. */
export const streamKey = (group: string, stream: string): string => `${group}|${stream}`;
/** Key of a row of `logs.events`. */
export const eventsKey = (group: string, stream: string, sequence: number): string =>
  `${group}|${stream}|${String(sequence).padStart(12, "0")}`;

/** Writes the events of one ingestion, oldest first; the first write creates group and stream. `now` in epoch ms. */
export function appendLogEvents(state: State, to: LogDestination, events: readonly LogEvent[], now: number): Change[] {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) return [];
  const { group, stream, sequence } = to;
  const changes: Change[] = [];
  if (!state["logs.groups"].has(group)) changes.push({ table: "logs.groups", key: group, value: { name: group, createdAt: now } });
  const key = streamKey(group, stream);
  const known = state["logs.streams"].get(key);
  changes.push(
    {
      table: "logs.streams",
      key,
      value: {
        group,
        name: stream,
        createdAt: known?.createdAt ?? now,
        firstEventAt: known?.firstEventAt ?? first.timestamp,
        lastEventAt: last.timestamp,
        lastSequence: sequence,
      },
    },
    { table: "logs.events", key: eventsKey(group, stream, sequence), value: { group, stream, sequence, events } },
  );
  return changes;
}

/** The ingestions of a stream, newest first. */
export function* recordsOf(state: State, group: string, stream: string): Generator<LogEventsRecord> {
  const newest = state["logs.streams"].get(streamKey(group, stream))?.lastSequence;
  if (newest === undefined) {
    const records = [...state["logs.events"].values()].filter((record) => record.group === group && record.stream === stream);
    return yield* records.toSorted((left, right) => right.sequence - left.sequence);
  }
  for (let sequence = newest; sequence >= 0; sequence--) {
    const record = state["logs.events"].get(eventsKey(group, stream, sequence));
    if (!record) return;
    yield record;
  }
}
