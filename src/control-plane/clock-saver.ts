import type { SimulatedClock } from "./simulated-clock.ts";
import { isStoreError } from "./store-problems.ts";

/** Pause between two times at which the offset is kept, in ms of the wall clock: as for log lines. */
const PAUSE_MS = 250;
/** Between two times at which it is kept that this cloud runs, in ms of the wall clock. */
const ALIVE_MS = 30_000;

/**
 * Keeps what a later start must know of the clock. Its offset, so that time does not go back: at once after a jump, then
 * after a pause. And when this cloud ran last, so that the time without it can be told: now and then, and only while
 * `matters` says that somebody will ask.
 */
export class ClockSaver {
  readonly #clock: SimulatedClock;
  readonly #keep: () => Promise<void>;
  readonly #matters: () => boolean;
  readonly #reportBug: (error: unknown) => void;
  #isPausing = false;
  #isDue = false;
  /** Of the wall clock. */
  #keptAt = Number.NEGATIVE_INFINITY;

  constructor(clock: SimulatedClock, keep: () => Promise<void>, matters: () => boolean, reportBug: (error: unknown) => void) {
    this.#clock = clock;
    this.#keep = keep;
    this.#matters = matters;
    this.#reportBug = reportBug;
  }

  jumped(): void {
    this.#isDue = true;
    if (this.#isPausing) return;
    this.#isPausing = true;
    this.#save();
    this.#clock.afterWall(PAUSE_MS, () => {
      this.#isPausing = false;
      if (this.#isDue) this.jumped();
    });
  }

  /** At each look at the clock. */
  looked(): void {
    if (this.#clock.wallNow() - this.#keptAt >= ALIVE_MS && this.#matters()) this.#save();
  }

  /** Keeps what a pause held back, and that this is the end. */
  close(): void {
    if (this.#isDue || this.#matters()) this.#save();
  }

  #save(): void {
    this.#isDue = false;
    this.#keptAt = this.#clock.wallNow();
    this.#keep().catch((error: unknown) => {
      // A store that is full or lost tells its own story; nothing here depends on the answer.
      if (!isStoreError(error)) this.#reportBug(error);
    });
  }
}
