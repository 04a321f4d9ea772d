import { EventQueue } from "#engine/event-queue.ts";
import type { Alarm, Clock } from "./ports.ts";

/**
 * Everything that the control plane waits for, over its single alarm: events in the engine's queue, run in its order.
 * An entry that was called off stays in the queue and does nothing when its time comes.
 */
export class Agenda {
  readonly #queue = new EventQueue();
  readonly #actions = new Map<number, () => void>();
  readonly #clock: Clock;
  readonly #alarm: Alarm;
  #lastId = 0;

  constructor(clock: Clock, alarm: Alarm) {
    this.#clock = clock;
    this.#alarm = alarm;
  }

  /** Runs `action` at an instant (epoch ms), or soon after. Returns the way to call it off. */
  at(instant: number, action: () => void): () => void {
    const id = ++this.#lastId;
    const isNext = instant < this.#queue.nextTime;
    this.#actions.set(id, action);
    this.#queue.push(instant, 0, id);
    if (isNext) this.#arm();
    return () => void this.#actions.delete(id);
  }

  /** Calls everything off. */
  clear(): void {
    this.#actions.clear();
    this.#alarm.set(null, () => undefined);
  }

  #arm(): void {
    const next = this.#queue.nextTime;
    this.#alarm.set(Number.isFinite(next) ? next : null, () => this.#wake());
  }

  #wake(): void {
    while (this.#queue.nextTime <= this.#clock.now() && this.#queue.pop()) {
      const action = this.#actions.get(this.#queue.subject);
      if (this.#actions.delete(this.#queue.subject)) action?.();
    }
    this.#arm();
  }
}
