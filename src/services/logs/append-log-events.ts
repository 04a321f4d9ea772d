import type { Change, State } from "../tables.ts";
import type { LogEvent, LogEventsRecord } from "./records.ts";

/** Newest ingestions (one an invocation) that a group keeps; older ones are forgotten, so that storage stays bounded. */
export const MAX_RECORDS_PER_GROUP = 2000;

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
      },
    },
    { table: "logs.events", key: eventsKey(group, stream, sequence), value: { group, stream, sequence, events } },
  );
  return changes;
}

/**
 * Forgets the oldest ingestions of each group beyond the cap, and streams that are left without any. It walks all
 * events, so its caller runs it now and then, not at each write.
 */
export function trimLogEvents(state: State, cap = MAX_RECORDS_PER_GROUP): Change[] {
  const byGroup = new Map<string, LogEventsRecord[]>();
  for (const record of state["logs.events"].values()) {
    const records = byGroup.get(record.group);
    if (records) records.push(record);
    else byGroup.set(record.group, [record]);
  }
  const changes: Change[] = [];
  for (const [group, records] of byGroup) {
    if (records.length <= cap) continue;
    const inOrder = records.toSorted((left, right) => startOf(left) - startOf(right));
    const kept = new Set(inOrder.slice(-cap).map((record) => record.stream));
    const streamsGone = new Set<string>();
    for (const { stream, sequence } of inOrder.slice(0, -cap)) {
      changes.push({ table: "logs.events", key: eventsKey(group, stream, sequence), value: null });
      if (!kept.has(stream)) streamsGone.add(stream);
    }
    for (const stream of streamsGone) changes.push({ table: "logs.streams", key: streamKey(group, stream), value: null });
  }
  return changes;
}

const startOf = (record: LogEventsRecord): number => record.events[0]?.timestamp ?? 0;
