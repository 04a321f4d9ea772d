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

  /** Places in use, the one at the top counted that {@link pop} has emptied and nothing has filled yet. */
  #size = 0;
  /**
   * Whether the top is empty. Most events lead to another one: where that one is pushed next, it goes in at the top, and
   * the heap is put in order once instead of twice.
   */
  #hollow = false;
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
    return this.#hollow ? this.#size - 1 : this.#size;
  }

  /** Time of the next event; `Infinity` when there is none. */
  get nextTime(): number {
    if (this.#hollow) this.#fill();
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#times[0]!;
  }

  /** Subject of the next event; 0 when there is none. */
  get nextSubject(): number {
    if (this.#hollow) this.#fill();
    return this.#size === 0 ? 0 : this.#subjects[0]!;
  }

  /** Adds an event. `kind` and `subject` are 32-bit integers. */
  push(time: number, kind: number, subject: number): void {
    const sequence = this.#sequence++;
    if (this.#hollow) {
      this.#hollow = false;
      this.#sink(time, sequence, kind, subject);
      return;
    }
    if (this.#size === this.#times.length) this.#grow();
    this.#rise(this.#size++, time, sequence, kind, subject);
  }

  /** Takes out the next event into `time`, `kind` and `subject`; false when there is none. */
  pop(): boolean {
    if (this.#hollow) this.#fill();
    if (this.#size === 0) return false;
    this.time = this.#times[0]!;
    this.kind = this.#kinds[0]!;
    this.subject = this.#subjects[0]!;
    this.#hollow = true;
    return true;
  }

  /** Fills the empty top: the smaller child moves up, level by level, and the last event takes the place that is left. */
  #fill(): void {
    this.#hollow = false;
    const last = --this.#size;
    if (last <= 0) return;
    const times = this.#times;
    const sequences = this.#sequences;
    const kinds = this.#kinds;
    const subjects = this.#subjects;
    let hole = 0;
    for (let child = 1; child < last; child = 2 * hole + 1) {
      const right = child + 1;
      if (right < last) {
        const time = times[child]!;
        const rightTime = times[right]!;
        // Which of the two is earlier cannot be foreseen: as a number to add, it costs no branch.
        if (rightTime !== time) child += Number(rightTime < time) | 0;
        else if (sequences[right]! < sequences[child]!) child = right;
      }
      times[hole] = times[child]!;
      sequences[hole] = sequences[child]!;
      kinds[hole] = kinds[child]!;
      subjects[hole] = subjects[child]!;
      hole = child;
    }
    // The last event is one of the latest: from a leaf it rises a step or none.
    this.#rise(hole, times[last]!, sequences[last]!, kinds[last]!, subjects[last]!);
  }

  /** Puts an event where it belongs between the empty place `hole` and the top. */
  #rise(hole: number, time: number, sequence: number, kind: number, subject: number): void {
    const times = this.#times;
    const sequences = this.#sequences;
    const kinds = this.#kinds;
    const subjects = this.#subjects;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const parentTime = times[parent]!;
      if (time > parentTime || (time === parentTime && sequence > sequences[parent]!)) break;
      times[hole] = parentTime;
      sequences[hole] = sequences[parent]!;
      kinds[hole] = kinds[parent]!;
      subjects[hole] = subjects[parent]!;
      hole = parent;
    }
    times[hole] = time;
    sequences[hole] = sequence;
    kinds[hole] = kind;
    subjects[hole] = subject;
  }

  /** Puts a new event, later than all others at its instant, where it belongs from the empty top down. */
  #sink(time: number, sequence: number, kind: number, subject: number): void {
    const times = this.#times;
    const sequences = this.#sequences;
    const kinds = this.#kinds;
    const subjects = this.#subjects;
    const size = this.#size;
    let hole = 0;
    for (let child = 1; child < size; child = 2 * hole + 1) {
      const right = child + 1;
      let childTime = times[child]!;
      if (right < size) {
        const rightTime = times[right]!;
        if (rightTime < childTime || (rightTime === childTime && sequences[right]! < sequences[child]!)) {
          child = right;
          childTime = rightTime;
        }
      }
      if (time < childTime) break;
      times[hole] = childTime;
      sequences[hole] = sequences[child]!;
      kinds[hole] = kinds[child]!;
      subjects[hole] = subjects[child]!;
      hole = child;
    }
    times[hole] = time;
    sequences[hole] = sequence;
    kinds[hole] = kind;
    subjects[hole] = subject;
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
