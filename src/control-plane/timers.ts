import { EventQueue } from "#engine/event-queue.ts";
import type { Alarm, Clock } from "./ports.ts";

interface Entry {
  readonly instant: number;
  readonly action: () => void;
  /** What happens then, in a few words; null for the simulator's own housekeeping. */
  readonly label: string | null;
}

/**
 * Everything that the control plane waits for, over its single alarm: events in the engine's queue, run in its order.
 * An entry that was called off stays in the queue until it comes to the top, and is dropped there.
 */
export class Timers {
  readonly #queue = new EventQueue();
  readonly #entries = new Map<number, Entry>();
  readonly #clock: Clock;
  readonly #alarm: Alarm;
  readonly #reportBug: (error: unknown) => void;
  #lastId = 0;
  #closed = false;

  constructor(clock: Clock, alarm: Alarm, reportBug: (error: unknown) => void) {
    this.#clock = clock;
    this.#alarm = alarm;
    this.#reportBug = reportBug;
  }

  /** Runs `action` at an instant (epoch ms), or soon after. Returns the way to call it off. */
  at(instant: number, action: () => void, label: string | null = null): () => void {
    if (this.#closed) return () => undefined;
    const id = ++this.#lastId;
    const isNext = instant < this.#queue.nextTime;
    this.#entries.set(id, { instant, action, label });
    this.#queue.push(instant, 0, id);
    if (isNext) this.#arm();
    return () => void this.#entries.delete(id);
  }

  /** The next entry that has a label. */
  next(): { readonly instant: number; readonly label: string } | null {
    let next: { instant: number; label: string } | null = null;
    for (const { instant, label } of this.#entries.values()) {
      if (label !== null && (next === null || instant < next.instant)) next = { instant, label };
    }
    return next;
  }

  /** Calls everything off, for good: what ends after this and wants to wait again does not. */
  close(): void {
    this.#closed = true;
    this.#entries.clear();
    this.#alarm.set(null, () => undefined);
  }

  #arm(): void {
    while (this.#queue.length > 0 && !this.#entries.has(this.#queue.nextSubject)) this.#queue.pop();
    const next = this.#queue.nextTime;
    this.#alarm.set(Number.isFinite(next) ? next : null, () => this.#wake());
  }

  #wake(): void {
    while (this.#queue.pop(this.#clock.now())) {
      const entry = this.#entries.get(this.#queue.subject);
      this.#entries.delete(this.#queue.subject);
      try {
        entry?.action();
      } catch (error) {
        // A bug of one must not stop the time of all others.
        this.#reportBug(error);
      }
    }
    this.#arm();
  }
}
