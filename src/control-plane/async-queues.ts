import { EventQueue } from "#engine/event-queue.ts";
import { AsyncBacklog, nextToRead } from "#services/lambda/async/async-backlog.ts";
import type { AsyncEventRecord } from "#services/lambda/async/async-records.ts";
import type { Account } from "./account.ts";

/** The asynchronous queue of one function and qualifier. */
export interface FunctionQueue {
  readonly account: Account;
  readonly functionName: string;
  readonly qualifier: string | null;
  readonly backlog: AsyncBacklog;
  /** Its head while that is being tried, and it is not known yet whether there is room for it. */
  trying: QueuedEvent | null;
  /** What came meanwhile: events older than the head, and room. */
  readonly older: QueuedEvent[];
  wasFreed: boolean;
}

/** An event that has not ended. */
export interface QueuedEvent {
  readonly id: number;
  readonly queue: FunctionQueue;
  /** Key of its row. */
  readonly key: string;
  /** It waits for an instant; it is in its queue; its function runs it. */
  place: "later" | "queue" | "running";
  /** How many attempts are kept. */
  attempts: number;
}

/**
 * Where every event stands that has not ended: an index beside the table, so that neither an end nor a new event makes
 * anybody look at all the others. The rule by which queues are read is `AsyncBacklog`'s.
 */
export class AsyncQueues {
  readonly #events = new Map<number, QueuedEvent>();
  readonly #ids = new Map<string, number>();
  readonly #queues = new Map<string, FunctionQueue>();
  /** Queues in which events wait. */
  readonly #open = new Set<FunctionQueue>();
  /** When waits are over; one whose instant was changed stays, and is passed over. */
  readonly #instants = new EventQueue();
  #lastId = 0;

  /** Follows what was kept of an event. True: it is a new one. */
  follow(account: Account, key: string, record: AsyncEventRecord | null, now: number): boolean {
    const scoped = `${account.scope}/${key}`;
    const known = this.#events.get(this.#ids.get(scoped) ?? 0);
    if (record === null || record.nextAttemptAt === null) {
      if (known) this.#forget(known);
      return false;
    }
    if (known) {
      if (known.place === "queue") this.#putOff(known, record.nextAttemptAt);
      else if (known.place !== "running" || record.attempts.length > known.attempts) this.#wait(known, record, now);
      known.attempts = record.attempts.length;
      return false;
    }
    const event: QueuedEvent = { id: ++this.#lastId, queue: this.#queueOf(account, record), key, place: "later", attempts: record.attempts.length };
    this.#ids.set(scoped, event.id);
    this.#events.set(event.id, event);
    // Refused before a restart: everything is free now, and nothing will tell.
    if (record.attempts.at(-1)?.outcome === "throttled") this.#enqueue(event, record);
    else this.#wait(event, record, now);
    return true;
  }

  /** Whether any event has not ended. */
  get isEmpty(): boolean {
    return this.#events.size === 0;
  }

  /** Something became free: the heads that were throttled are looked at again. False: none was. */
  freed(): boolean {
    let any = false;
    for (const queue of this.#open) {
      if (queue.trying) queue.wasFreed = true;
      else if (this.#wake(queue)) any = true;
    }
    return any;
  }

  /** The queue to read next at `now`; null: none. */
  next(now: number, hasCapacity: (queue: FunctionQueue) => boolean): FunctionQueue | null {
    while (this.#instants.nextTime <= now && this.#instants.pop()) {
      const event = this.#events.get(this.#instants.subject);
      const record = event?.place === "later" ? recordOf(event) : undefined;
      if (event && record && (record.nextAttemptAt ?? 0) <= now) this.#enqueue(event, record);
    }
    return nextToRead(this.#idle(), now, hasCapacity);
  }

  /** When something is due next, `-Infinity` for at once, and for which event; null: nothing waits. */
  nextDue(): { readonly at: number; readonly event: QueuedEvent } | null {
    let due: { at: number; event: QueuedEvent } | null = null;
    for (const queue of this.#idle()) {
      const at = queue.backlog.isFreed ? Number.NEGATIVE_INFINITY : queue.backlog.dueAt;
      if (due === null || at < due.at) due = { at, event: this.#head(queue) };
    }
    for (; this.#instants.length > 0; this.#instants.pop()) {
      const at = this.#instants.nextTime;
      const event = this.#events.get(this.#instants.nextSubject);
      if (event?.place !== "later" || recordOf(event)?.nextAttemptAt !== at) continue;
      return due === null || at < due.at ? { at, event } : due;
    }
    return due;
  }

  /** Begins to try the head of a queue. Nothing else of it is read until it is `started` or `settled`. */
  try(queue: FunctionQueue): QueuedEvent {
    return (queue.trying = this.#head(queue));
  }

  /** The event that was tried runs. */
  started(event: QueuedEvent): void {
    event.place = "running";
    this.#leave(event.queue);
    this.settled(event);
  }

  /** What was tried runs, backs off or has ended. Says nothing where that was known before: its queue may try another. */
  settled(tried: QueuedEvent): void {
    const { queue } = tried;
    if (queue.trying !== tried) return;
    queue.trying = null;
    for (const event of queue.older.splice(0)) {
      const record = recordOf(event);
      if (record) this.#enqueue(event, record);
    }
    if (queue.wasFreed) this.#wake(queue);
    queue.wasFreed = false;
  }

  /** Passes an event over until the next start: of its attempt nothing could be kept, and it would be due for ever. */
  giveUp(event: QueuedEvent): void {
    if (this.#events.get(event.id) === event) this.#forget(event);
  }

  /** Forgets everything: the accounts are no more. What is being tried comes back to a queue that nobody reads. */
  reset(): void {
    for (const queue of this.#queues.values()) {
      queue.trying = null;
      queue.older.length = 0;
    }
    this.#events.clear();
    this.#ids.clear();
    this.#queues.clear();
    this.#open.clear();
  }

  *#idle(): Iterable<FunctionQueue> {
    for (const queue of this.#open) if (!queue.trying) yield queue;
  }

  /** Room ends the wait of a head that found none. One that failed for another reason would fail again: it waits. */
  #wake(queue: FunctionQueue): boolean {
    if (queue.backlog.length === 0 || recordOf(this.#head(queue))?.attempts.at(-1)?.outcome !== "throttled") return false;
    return (queue.backlog.isFreed = true);
  }

  #head({ backlog }: FunctionQueue): QueuedEvent {
    const event = this.#events.get(backlog.head);
    if (!event) throw new Error(`Event ${backlog.head} is at the head of a queue and unknown`);
    return event;
  }

  #wait(event: QueuedEvent, record: AsyncEventRecord, now: number): void {
    const at = record.nextAttemptAt ?? now;
    if (at <= now) return this.#enqueue(event, record);
    event.place = "later";
    this.#instants.push(at, 0, event.id);
  }

  /** The head was refused, or the time until it is tried was put off. */
  #putOff({ id, queue: { backlog, trying } }: QueuedEvent, until: number): void {
    if (backlog.head !== id) return;
    if (trying) backlog.backOff(until);
    else backlog.dueAt = until;
  }

  #enqueue(event: QueuedEvent, { acceptedAt }: AsyncEventRecord): void {
    const { queue } = event;
    event.place = "queue";
    if (queue.trying && acceptedAt < queue.backlog.since) return void queue.older.push(event);
    queue.backlog.add(event.id, acceptedAt);
    this.#open.add(queue);
  }

  #leave(queue: FunctionQueue): void {
    queue.backlog.leave();
    if (queue.backlog.length === 0) this.#open.delete(queue);
  }

  #forget(event: QueuedEvent): void {
    if (event.place === "queue" && event.queue.backlog.head === event.id) this.#leave(event.queue);
    this.#remove(event);
  }

  #remove({ id, key, queue }: QueuedEvent): void {
    this.#events.delete(id);
    this.#ids.delete(`${queue.account.scope}/${key}`);
  }

  #queueOf(account: Account, { functionName, qualifier }: AsyncEventRecord): FunctionQueue {
    const key = `${account.scope}/${functionName}:${qualifier ?? ""}`;
    let queue = this.#queues.get(key);
    if (queue?.account !== account) {
      queue = { account, functionName, qualifier, backlog: new AsyncBacklog(), trying: null, older: [], wasFreed: false };
      this.#queues.set(key, queue);
    }
    return queue;
  }
}

/** What is kept of an event; undefined: it is gone. */
export function recordOf({ queue, key }: QueuedEvent): AsyncEventRecord | undefined {
  return queue.account.state["lambda.async-events"].get(key);
}
