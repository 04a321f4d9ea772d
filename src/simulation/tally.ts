import { DurationHistogram } from "./duration-histogram.ts";

/** What is counted for a function in a stretch of time. All are sums but `peak`. */
export const COUNTS = [
  /** Requests offered by callers, synchronous and asynchronous. */
  "requests",
  /** Requests taken into the asynchronous queue: all that are asynchronous. */
  "accepted",
  /** Attempts that got an environment. */
  "invocations",
  "coldStarts",
  /** Invocations beyond provisioned concurrency, where there is some. */
  "spillovers",
  /** Invocations of the canary. */
  "canary",
  /** Attempts that were refused. */
  "throttles",
  /** Invocations whose handler threw; counted at their end. */
  "errors",
  /** Asynchronous events that ended well, and that ended in failure (dead-lettered). */
  "done",
  "deadLettered",
  /** The most that ran at a time. */
  "peak",
] as const;

export type Count = (typeof COUNTS)[number];

export const COLUMN: Readonly<Record<Count, number>> = Object.fromEntries(COUNTS.map((name, index) => [name, index])) as Record<Count, number>;
const WIDTH = COUNTS.length;

/**
 * What a run met: totals, a series of bins of a minute and a histogram of durations for each function, in arrays of fixed
 * size. When the bins are full, each two become one, twice as long: memory is bounded whatever the length of the run.
 */
export class Tally {
  /** Length of a bin, ms. */
  binMs = 60_000;
  readonly histograms: readonly DurationHistogram[];
  readonly #functions: number;
  readonly #bins: number;
  readonly #counts: Float64Array;
  /** Where the bin of now begins in `#counts`, and when it ends. */
  #offset = 0;
  #binEnd = 60_000;

  /** @param bins how many bins are kept at most; even */
  constructor(functions: number, bins = 1440) {
    this.#functions = functions;
    this.#bins = bins;
    this.#counts = new Float64Array(functions * bins * WIDTH);
    this.histograms = Array.from({ length: functions }, () => new DurationHistogram());
  }

  /** Moves on to the bin of `now`. */
  enter(now: number): void {
    if (now >= this.#binEnd) this.#turn(now);
  }

  add(function_: number, column: number): void {
    this.#counts[this.#offset + function_ * WIDTH + column]!++;
  }

  peak(function_: number, running: number): void {
    const at = this.#offset + function_ * WIDTH + COLUMN.peak;
    if (running > this.#counts[at]!) this.#counts[at] = running;
  }

  /** One count of a function, a number for each bin so far. */
  series(function_: number, count: Count): number[] {
    const length = this.#offset / (this.#functions * WIDTH) + 1;
    return Array.from({ length }, (_, bin) => this.#counts[(bin * this.#functions + function_) * WIDTH + COLUMN[count]]!);
  }

  /** A count over the whole run, of one function. */
  total(function_: number, count: Count): number {
    const series = this.series(function_, count);
    return count === "peak" ? Math.max(...series) : series.reduce((sum, value) => sum + value, 0);
  }

  #turn(now: number): void {
    while (now >= this.binMs * this.#bins) this.#halve();
    const bin = Math.floor(now / this.binMs);
    this.#offset = bin * this.#functions * WIDTH;
    this.#binEnd = (bin + 1) * this.binMs;
  }

  #halve(): void {
    const counts = this.#counts;
    const row = this.#functions * WIDTH;
    for (let bin = 0; bin < this.#bins; bin += 2) {
      for (let cell = 0; cell < row; cell++) {
        const left = counts[bin * row + cell]!;
        const right = counts[(bin + 1) * row + cell]!;
        counts[(bin / 2) * row + cell] = cell % WIDTH === COLUMN.peak ? Math.max(left, right) : left + right;
      }
    }
    counts.fill(0, (this.#bins / 2) * row);
    this.binMs *= 2;
  }
}
