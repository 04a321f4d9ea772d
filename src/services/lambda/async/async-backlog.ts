import { EventQueue } from "#engine/event-queue.ts";

/** In place of an event, where there is none. */
export const NO_EVENT = -1;

/**
 * The events of one function and qualifier that are to be tried, the oldest first: those that were just accepted, and
 * those whose wait after a function error is over. Events are numbers; what they mean is the owner's, so that live and
 * simulated queues keep one rule.
 *
 * AWS says that a throttled event returns to the queue for a back-off of 1 s to 5 min, and that many entries make Lambda
 * read the queue more slowly (Lambda developer guide, "Error handling for asynchronous invocation"); it does not say
 * how. Our model of its pollers: a queue is read from its head. While the head backs off (`retryAt`), nothing behind it
 * is tried. Room that becomes free ends the wait before its time: the head is tried, then those behind it, for as long
 * as there is room.
 */
export class AsyncBacklog {
  /** When the head is tried whether anything became free or not; `-Infinity`: at once; `Infinity`: no event waits. */
  dueAt = Number.POSITIVE_INFINITY;
  /** When the head was accepted. */
  since = Number.POSITIVE_INFINITY;
  head = NO_EVENT;
  /** Whether something became free since the head was refused. */
  isFreed = false;
  /** By the instant of acceptance. */
  readonly #behind = new EventQueue(16);

  get length(): number {
    return this.head === NO_EVENT ? 0 : 1 + this.#behind.length;
  }

  /** Takes in an event. One that is older than the head comes before it, and is tried at once. */
  add(event: number, acceptedAt: number): void {
    if (this.head !== NO_EVENT && acceptedAt >= this.since) return this.#behind.push(acceptedAt, 0, event);
    if (this.head !== NO_EVENT) this.#behind.push(this.since, 0, this.head);
    this.#lead(event, acceptedAt);
  }

  /** The head runs, or has ended without an attempt: the next one is tried at once. */
  leave(): void {
    if (this.#behind.pop()) return this.#lead(this.#behind.subject, this.#behind.time);
    this.head = NO_EVENT;
    this.since = Number.POSITIVE_INFINITY;
    this.dueAt = Number.POSITIVE_INFINITY;
    this.isFreed = false;
  }

  /** The head was refused, and backs off until an instant. */
  backOff(until: number): void {
    this.dueAt = until;
    this.isFreed = false;
  }

  #lead(event: number, acceptedAt: number): void {
    this.head = event;
    this.since = acceptedAt;
    this.dueAt = Number.NEGATIVE_INFINITY;
  }
}

/**
 * Which queue is read next at `now`; null: none. A head that is due is tried, and learns whether there is room; one that
 * backs off only where something became free and there is room. Of several, as when functions wait for the same
 * unreserved concurrency, the one whose head is the oldest: our choice, AWS names no order.
 */
export function nextToRead<Queue extends { readonly backlog: AsyncBacklog }>(queues: Iterable<Queue>, now: number, hasCapacity: (queue: Queue) => boolean): Queue | null {
  let oldest: Queue | null = null;
  for (const queue of queues) {
    const { backlog } = queue;
    if (backlog.dueAt > now) {
      if (!backlog.isFreed) continue;
      if (!hasCapacity(queue)) {
        backlog.isFreed = false;
        continue;
      }
    }
    if (oldest === null || backlog.since < oldest.backlog.since) oldest = queue;
  }
  return oldest;
}
