/**
 * The future, as a binary heap ordered by (time, sequence): of two events at one instant, the one that was pushed first
 * comes first. That is the whole tie rule, and it makes a run reproducible.
 *
 * An event is two numbers to the queue, a `kind` and a `subject`; what they mean is the caller's. The heap lives in
 * typed arrays, so pushing and popping allocate nothing (the arrays double when they are full).
 */
export class EventQueue {
  /** What the last `pop` took out. Undefined before the first one. */
  time = Number.NaN;
  kind = 0;
  subject = 0;

  #length = 0;
  #sequence = 0;
  #times: Float64Array;
  #sequences: Float64Array;
  #kinds: Int32Array;
  #subjects: Int32Array;

  constructor(capacity = 64) {
    this.#times = new Float64Array(capacity);
    this.#sequences = new Float64Array(capacity);
    this.#kinds = new Int32Array(capacity);
    this.#subjects = new Int32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Time of the next event; `Infinity` when there is none. */
  get nextTime(): number {
    return this.#length === 0 ? Number.POSITIVE_INFINITY : this.#times[0]!;
  }

  /** Subject of the next event; 0 when there is none. */
  get nextSubject(): number {
    return this.#length === 0 ? 0 : this.#subjects[0]!;
  }

  /** Adds an event. `kind` and `subject` are 32-bit integers. */
  push(time: number, kind: number, subject: number): void {
    if (this.#length === this.#times.length) this.#grow();
    let hole = this.#length++;
    const sequence = this.#sequence++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.#before(time, sequence, parent)) break;
      this.#move(parent, hole);
      hole = parent;
    }
    this.#put(hole, time, sequence, kind, subject);
  }

  /** Takes out the next event into `time`, `kind` and `subject`; false when there is none. */
  pop(): boolean {
    if (this.#length === 0) return false;
    this.time = this.#times[0]!;
    this.kind = this.#kinds[0]!;
    this.subject = this.#subjects[0]!;
    const last = --this.#length;
    if (last > 0) this.#sinkFromTop(last);
    return true;
  }

  /** Puts what stands at `last` to where it belongs, from the top down. */
  #sinkFromTop(last: number): void {
    const time = this.#times[last]!;
    const sequence = this.#sequences[last]!;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= last) break;
      const right = child + 1;
      if (right < last && this.#before(this.#times[right]!, this.#sequences[right]!, child)) child = right;
      if (this.#before(time, sequence, child)) break;
      this.#move(child, hole);
      hole = child;
    }
    this.#put(hole, time, sequence, this.#kinds[last]!, this.#subjects[last]!);
  }

  #before(time: number, sequence: number, other: number): boolean {
    const otherTime = this.#times[other]!;
    return time < otherTime || (time === otherTime && sequence < this.#sequences[other]!);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#times[from]!, this.#sequences[from]!, this.#kinds[from]!, this.#subjects[from]!);
  }

  #put(at: number, time: number, sequence: number, kind: number, subject: number): void {
    this.#times[at] = time;
    this.#sequences[at] = sequence;
    this.#kinds[at] = kind;
    this.#subjects[at] = subject;
  }

  #grow(): void {
    const capacity = this.#times.length * 2;
    this.#times = copied(new Float64Array(capacity), this.#times);
    this.#sequences = copied(new Float64Array(capacity), this.#sequences);
    this.#kinds = copied(new Int32Array(capacity), this.#kinds);
    this.#subjects = copied(new Int32Array(capacity), this.#subjects);
  }
}

function copied<Numbers extends Float64Array | Int32Array>(target: Numbers, source: Numbers): Numbers {
  target.set(source);
  return target;
}
