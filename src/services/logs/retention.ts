import type { Change, State } from "../tables.ts";
import { eventsKey, streamKey } from "./append-log-events.ts";

const DAY_MS = 86_400_000;

/** The numbers of days that CloudWatch Logs offers. */
export const RETENTION_DAYS: readonly number[] = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** The instant (epoch ms) before which a group's events have expired; minus infinity where they never do. */
export function expiryOf(state: State, group: string, now: number): number {
  const days = state["logs.groups"].get(group)?.retentionInDays;
  return days === undefined ? Number.NEGATIVE_INFINITY : now - days * DAY_MS;
}

/** Forgets ingestions whose events have all expired, and streams that are left without any. It walks all events. */
export function expireLogEvents(state: State, now: number): Change[] {
  const changes: Change[] = [];
  const kept = new Set<string>();
  const left = new Map<string, { group: string; name: string }>();
  for (const { group, stream, sequence, events } of state["logs.events"].values()) {
    const key = streamKey(group, stream);
    if ((events.at(-1)?.timestamp ?? 0) >= expiryOf(state, group, now)) kept.add(key);
    else {
      changes.push({ table: "logs.events", key: eventsKey(group, stream, sequence), value: null });
      left.set(key, { group, name: stream });
    }
  }
  for (const key of left.keys()) if (!kept.has(key)) changes.push({ table: "logs.streams", key, value: null });
  return changes;
}
