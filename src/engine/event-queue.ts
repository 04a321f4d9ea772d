import { doubled } from "./doubled.ts";
import { EventHeap } from "./event-heap.ts";

/** Ticks on the wheel; a power of two. */
const SLOTS = 4096;
const MASK = SLOTS - 1;
/** Whatever is later is of this tick too: beyond it, numbers are too coarse to count ticks. */
const LAST_TICK = 2 ** 52;

/**
 * The future. Events come in order of time; of two at one instant, the one that was pushed first comes first. That is the
 * whole tie rule, and it makes a run reproducible.
 *
 * Time is cut into ticks. The next {@link SLOTS} of them lie on a wheel, a slot each with its events in order, so that an
 * event goes in and comes out beside the few others of its tick. What is later waits in a heap, and comes onto the wheel as
 * soon as there is a slot for its tick: before any other event can be put there, so that the tie rule holds.
 *
 * An event is two numbers to the queue, a `kind` and a `subject`; what they mean is the caller's. All of it lives in
 * typed arrays, so pushing and popping allocate nothing (the arrays double when they are full).
 */
export class EventQueue {
  /** What the last `pop` took out. Undefined before the first one. */
  time = Number.NaN;
  kind = 0;
  subject = 0;

  readonly #ticksPerMs: number;
  /** The tick that is run. What is pushed for an earlier one goes into its slot too, before its own. */
  #tick = 0;
  /** The last event of each slot, 0 where there is none. It links to the first one: a slot's list is a ring. */
  readonly #lasts = new Int32Array(SLOTS);
  /** Events on the wheel. */
  #turning = 0;
  readonly #later = new EventHeap();
  /** Tick of the heap's first event. */
  #laterTick = Number.POSITIVE_INFINITY;
  /** Events by their numbers, from 1 on. `#nexts` links those of a slot, and the numbers that are free. */
  #times = new Float64Array(64);
  #kinds = new Int32Array(64);
  #subjects = new Int32Array(64);
  #nexts = new Int32Array(64);
  #free = 0;
  #highest = 0;

  /** @param tickMs as long as it takes for a few events to be due; it changes the queue's speed and nothing else */
  constructor(tickMs = 1) {
    this.#ticksPerMs = 1 / tickMs;
  }

  get length(): number {
    return this.#turning + this.#later.length;
  }

  /** Time of the next event; `Infinity` when there is none. */
  get nextTime(): number {
    const last = this.#lasts[this.#tick & MASK]! || this.#turn(Number.NEGATIVE_INFINITY);
    return last === 0 ? this.#later.firstTime : this.#times[this.#nexts[last]!]!;
  }

  /** Subject of the next event; 0 when there is none. */
  get nextSubject(): number {
    const last = this.#lasts[this.#tick & MASK]! || this.#turn(Number.NEGATIVE_INFINITY);
    return this.#subjects[last === 0 ? this.#later.first : this.#nexts[last]!]!;
  }

  /** Adds an event. `kind` and `subject` are 32-bit integers. */
  push(time: number, kind: number, subject: number): void {
    let event = this.#free;
    if (event === 0) event = this.#number();
    else this.#free = this.#nexts[event]!;
    this.#times[event] = time;
    this.#kinds[event] = kind;
    this.#subjects[event] = subject;
    const tick = this.#tickOf(time);
    const ahead = tick - this.#tick;
    if (ahead < SLOTS) {
      this.#insert((ahead > 0 ? tick : this.#tick) & MASK, time, event);
      return;
    }
    this.#later.push(time, event);
    this.#laterTick = Math.min(this.#laterTick, tick);
  }

  /** Takes out the next event, if it is due at `until`, into `time`, `kind` and `subject`; else false. */
  pop(until = Number.POSITIVE_INFINITY): boolean {
    const last = this.#lasts[this.#tick & MASK]! || this.#turn(until);
    if (last === 0) return false;
    const event = this.#nexts[last]!;
    const time = this.#times[event]!;
    if (time > until) return false;
    this.time = time;
    this.kind = this.#kinds[event]!;
    this.subject = this.#subjects[event]!;
    if (event === last) this.#lasts[this.#tick & MASK] = 0;
    else this.#nexts[last] = this.#nexts[event]!;
    this.#turning--;
    this.#nexts[event] = this.#free;
    this.#free = event;
    return true;
  }

  #tickOf(time: number): number {
    return Math.min(Math.floor(time * this.#ticksPerMs), LAST_TICK);
  }

  /** Puts an event into a slot's ring, behind all that are not later. */
  #insert(slot: number, time: number, event: number): void {
    const times = this.#times;
    const nexts = this.#nexts;
    const last = this.#lasts[slot]!;
    this.#turning++;
    if (last === 0) {
      this.#lasts[slot] = event;
      nexts[event] = event;
      return;
    }
    let before = last;
    if (time >= times[last]!) this.#lasts[slot] = event;
    else while (times[nexts[before]!]! <= time) before = nexts[before]!;
    nexts[event] = nexts[before]!;
    nexts[before] = event;
  }

  /**
   * Turns the wheel to the next tick that has events, and says its last one. Where nothing is on the wheel, it leaps to the
   * tick of the heap's first event if that is due at `until`; else 0.
   */
  #turn(until: number): number {
    const lasts = this.#lasts;
    let tick = this.#tick;
    while (lasts[tick & MASK] === 0) {
      if (this.#turning > 0) tick++;
      else if (this.#later.length > 0 && this.#later.firstTime <= until) tick = this.#laterTick;
      else break;
      if (this.#laterTick - tick < SLOTS) this.#bring(tick);
    }
    this.#tick = tick;
    return lasts[tick & MASK]!;
  }

  /** Brings from the heap what is on the wheel now. */
  #bring(tick: number): void {
    const later = this.#later;
    do {
      const { first, firstTime } = later;
      later.removeFirst();
      this.#insert(this.#laterTick & MASK, firstTime, first);
      this.#laterTick = later.length === 0 ? Number.POSITIVE_INFINITY : this.#tickOf(later.firstTime);
    } while (this.#laterTick - tick < SLOTS);
  }

  /** A number that no event has had yet. */
  #number(): number {
    if (++this.#highest === this.#times.length) {
      this.#times = doubled(this.#times, Float64Array);
      this.#kinds = doubled(this.#kinds, Int32Array);
      this.#subjects = doubled(this.#subjects, Int32Array);
      this.#nexts = doubled(this.#nexts, Int32Array);
    }
    return this.#highest;
  }
}
