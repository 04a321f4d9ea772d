import { doubled } from "./doubled.ts";

/**
 * Events by time, in a binary heap ordered by (time, sequence): of two at one instant, the one that was pushed first comes
 * first. An event is a number to the heap, above 0. Typed arrays, so that nothing is allocated until they are full.
 */
export class EventHeap {
  #size = 0;
  #sequence = 0;
  #times = new Float64Array(64);
  #sequences = new Float64Array(64);
  #events = new Int32Array(64);

  get length(): number {
    return this.#size;
  }

  /** Time of the first event; `Infinity` when there is none. */
  get firstTime(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#times[0]!;
  }

  /** The first event; 0 when there is none. */
  get first(): number {
    return this.#size === 0 ? 0 : this.#events[0]!;
  }

  push(time: number, event: number): void {
    if (this.#size === this.#times.length) this.#grow();
    let hole = this.#size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      // Later in sequence than all others: where times are equal, it stays below.
      if (time >= this.#times[parent]!) break;
      this.#move(parent, hole);
      hole = parent;
    }
    this.#times[hole] = time;
    this.#sequences[hole] = this.#sequence++;
    this.#events[hole] = event;
  }

  removeFirst(): void {
    const last = --this.#size;
    let hole = 0;
    for (let child = 1; child < last; child = 2 * hole + 1) {
      if (child + 1 < last && this.#isBefore(child + 1, child)) child++;
      if (this.#isBefore(last, child)) break;
      this.#move(child, hole);
      hole = child;
    }
    this.#move(last, hole);
  }

  #isBefore(left: number, right: number): boolean {
    const leftTime = this.#times[left]!;
    const rightTime = this.#times[right]!;
    return leftTime < rightTime || (leftTime === rightTime && this.#sequences[left]! < this.#sequences[right]!);
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from]!;
    this.#sequences[to] = this.#sequences[from]!;
    this.#events[to] = this.#events[from]!;
  }

  #grow(): void {
    this.#times = doubled(this.#times, Float64Array);
    this.#sequences = doubled(this.#sequences, Float64Array);
    this.#events = doubled(this.#events, Int32Array);
  }
}
