import { doubled } from "#engine/doubled.ts";

/**
 * Asynchronous events that wait or run, as rows of typed arrays: a slot a event, given back when the event ends. Grows
 * with the events that wait at one time, which their maximum age bounds; never with the length of the run.
 */
export class EventSlots {
  functions = new Int32Array(256);
  /** Virtual ms. */
  acceptedAt = new Float64Array(256);
  /** Function errors so far, and refusals in a row. */
  errors = new Int32Array(256);
  refusals = new Int32Array(256);
  /** Slots in use. */
  used = 0;
  #free = new Int32Array(256);
  /** Slots that were ever used. */
  #highest = 0;

  take(function_: number, now: number): number {
    const given = this.#highest - this.used;
    const slot = given > 0 ? this.#free[given - 1]! : this.#highest++;
    if (slot === this.functions.length) this.#grow();
    this.used++;
    this.functions[slot] = function_;
    this.acceptedAt[slot] = now;
    this.errors[slot] = 0;
    this.refusals[slot] = 0;
    return slot;
  }

  giveBack(slot: number): void {
    this.#free[this.#highest - this.used] = slot;
    this.used--;
  }

  #grow(): void {
    this.functions = doubled(this.functions, Int32Array);
    this.acceptedAt = doubled(this.acceptedAt, Float64Array);
    this.errors = doubled(this.errors, Int32Array);
    this.refusals = doubled(this.refusals, Int32Array);
    this.#free = doubled(this.#free, Int32Array);
  }
}
