import type { Change, State } from "../tables.ts";
import { streamKey } from "./append-log-events.ts";
import { fitting, recordBytes } from "./log-size.ts";
import type { DroppedLogs, LogEventsRecord } from "./records.ts";

const MB = 1024 * 1024;

/** How many bytes of log events are kept, as CloudWatch Logs counts them. */
export interface LogLimits {
  readonly groupBytes: number;
  readonly accountBytes: number;
}

/**
 * Our choice: CloudWatch Logs keeps all. What is kept lies in the memory of the tab and is read when the page starts, so that it
 * must stay small beside the environments (a megabyte is some ten thousand lines); one talkative function leaves room to others.
 */
export const LOG_LIMITS: LogLimits = { groupBytes: 10 * MB, accountBytes: 40 * MB };

interface Entry {
  readonly group: string;
  readonly stream: string;
  readonly bytes: number;
}

interface Group {
  bytes: number;
  readonly keys: Set<string>;
}

/**
 * Holds an account's log events within their limits: with each ingestion the oldest ones go that have no room any more, of its group,
 * then of the whole account. Costs as much as what comes and goes, however much is kept.
 */
export class LogBudget {
  readonly #state: State;
  readonly #limits: LogLimits;
  /** All that is kept, by key of `logs.events`, in the order of ingestion. */
  readonly #entries = new Map<string, Entry>();
  readonly #groups = new Map<string, Group>();
  /** Ingestions of each stream, by its key. */
  readonly #streams = new Map<string, number>();
  #bytes = 0;
  #isMeasured = false;

  constructor(state: State, limits: LogLimits = LOG_LIMITS) {
    this.#state = state;
    this.#limits = limits;
  }

  /** Follows a change that was applied. */
  follow(change: Change): void {
    if (change.table !== "logs.events" || !this.#isMeasured) return;
    this.#forget(change.key);
    if (change.value !== null) this.#enter(change.key, change.value);
  }

  /**
   * The same changes, and those that keep the account within its limits after them: oldest ingestions dropped, streams that are
   * left without any removed, and what was dropped noted in the group's record.
   */
  within(changes: readonly Change[]): Change[] {
    const groups = this.#isMeasured ? new Set<string>() : this.#measure();
    const notes = new Map<string, DroppedLogs>();
    const note = (group: string, events: LogEventsRecord["events"]): void => void notes.set(group, plus(notes.get(group) ?? this.#state["logs.groups"].get(group)?.dropped, events));
    const added = new Map<string, number>();
    /** Groups of which even the newest ingestion has no room: nothing older stays. */
    const cut = new Set<string>();
    let total = this.#bytes;
    const made = changes.map((change): Change => {
      if (change.table !== "logs.events" || change.value === null) return change;
      const { events, group } = change.value;
      const value = { ...change.value, events: events.slice(events.length - fitting(events, true, this.#limits.groupBytes)) };
      if (value.events.length < events.length) {
        note(group, events.slice(0, events.length - value.events.length));
        cut.add(group);
      }
      const bytes = recordBytes(value);
      added.set(group, (added.get(group) ?? 0) + bytes);
      total += bytes;
      groups.add(group);
      return { ...change, value };
    });

    const dropped = new Map<string, Entry>();
    const drop = (keys: Iterable<string>, excess: number): number => {
      let left = excess;
      for (const key of keys) {
        if (left <= 0) break;
        const entry = this.#entries.get(key)!;
        if (dropped.has(key)) continue;
        dropped.set(key, entry);
        left -= entry.bytes;
        total -= entry.bytes;
      }
      return left;
    };
    for (const name of groups) {
      const group = this.#groups.get(name);
      if (group) drop(group.keys, cut.has(name) ? group.bytes : group.bytes + (added.get(name) ?? 0) - this.#limits.groupBytes);
    }
    drop(this.#entries.keys(), total - this.#limits.accountBytes);

    for (const key of dropped.keys()) {
      const record = this.#state["logs.events"].get(key);
      if (record) note(record.group, record.events);
      made.push({ table: "logs.events", key, value: null });
    }
    made.push(...this.#emptied(made, [...dropped.values()]));
    return withNotes(made, notes, this.#state);
  }

  /** The removal of streams that lose all they had and get nothing. */
  #emptied(made: readonly Change[], dropped: readonly Entry[]): Change[] {
    const written = new Set(made.flatMap(({ table, key, value }) => (table === "logs.streams" && value !== null ? [key] : [])));
    const left = new Map<string, number>();
    for (const { group, stream } of dropped) {
      const key = streamKey(group, stream);
      left.set(key, (left.get(key) ?? this.#streams.get(key) ?? 0) - 1);
    }
    return [...left].filter(([key, count]) => count <= 0 && !written.has(key)).map(([key]) => ({ table: "logs.streams", key, value: null }));
  }

  /** Takes in what was kept before, when it is first needed: the start of the page has no time for it. Returns all groups. */
  #measure(): Set<string> {
    const records = [...this.#state["logs.events"]].toSorted(([, left], [, right]) => endOf(left) - endOf(right) || left.sequence - right.sequence);
    for (const [key, record] of records) this.#enter(key, record);
    this.#isMeasured = true;
    return new Set(this.#groups.keys());
  }

  #enter(key: string, record: LogEventsRecord): void {
    const { group: name, stream } = record;
    const bytes = recordBytes(record);
    const group = this.#groups.get(name) ?? { bytes: 0, keys: new Set() };
    this.#groups.set(name, group);
    this.#entries.set(key, { group: name, stream, bytes });
    group.keys.add(key);
    group.bytes += bytes;
    this.#bytes += bytes;
    this.#streams.set(streamKey(name, stream), (this.#streams.get(streamKey(name, stream)) ?? 0) + 1);
  }

  #forget(key: string): void {
    const entry = this.#entries.get(key);
    const group = entry && this.#groups.get(entry.group);
    if (!group) return;
    this.#entries.delete(key);
    group.keys.delete(key);
    group.bytes -= entry.bytes;
    this.#bytes -= entry.bytes;
    if (group.keys.size === 0) this.#groups.delete(entry.group);
    const stream = streamKey(entry.group, entry.stream);
    const count = (this.#streams.get(stream) ?? 0) - 1;
    if (count > 0) this.#streams.set(stream, count);
    else this.#streams.delete(stream);
  }
}

const endOf = ({ events }: LogEventsRecord): number => events.at(-1)?.timestamp ?? 0;

function plus(before: DroppedLogs | undefined, events: LogEventsRecord["events"]): DroppedLogs {
  const until = events.at(-1)?.timestamp ?? 0;
  return { events: (before?.events ?? 0) + events.length, until: Math.max(before?.until ?? until, until) };
}

/** Writes what was dropped into the records of the groups: into those that the changes write, or those that are there. */
function withNotes(changes: readonly Change[], notes: ReadonlyMap<string, DroppedLogs>, state: State): Change[] {
  const left = new Map(notes);
  const noted = changes.map((change): Change => {
    const dropped = left.get(change.key);
    if (change.table !== "logs.groups" || change.value === null || dropped === undefined) return change;
    left.delete(change.key);
    return { ...change, value: { ...change.value, dropped } };
  });
  for (const [key, dropped] of left) {
    const group = state["logs.groups"].get(key);
    if (group) noted.push({ table: "logs.groups", key, value: { ...group, dropped } });
  }
  return noted;
}
