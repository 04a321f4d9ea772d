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
    const size = this.functions.length * 2;
    this.functions = copied(new Int32Array(size), this.functions);
    this.acceptedAt = copied(new Float64Array(size), this.acceptedAt);
    this.errors = copied(new Int32Array(size), this.errors);
    this.refusals = copied(new Int32Array(size), this.refusals);
    this.#free = copied(new Int32Array(size), this.#free);
  }
}

function copied<Numbers extends Float64Array | Int32Array>(target: Numbers, source: Numbers): Numbers {
  target.set(source);
  return target;
}
