import type { SimulatedClock } from "./simulated-clock.ts";
import { isStoreError } from "./store-problems.ts";

/** Pause between two times at which the offset is kept, in ms of the wall clock: as for log lines. */
const PAUSE_MS = 250;

/** Keeps the clock's offset, so that time does not go back after a reload: at once after a jump, then after a pause. */
export class OffsetKeeper {
  readonly #clock: SimulatedClock;
  readonly #keep: () => Promise<void>;
  readonly #reportBug: (error: unknown) => void;
  #isPausing = false;
  #isDue = false;

  constructor(clock: SimulatedClock, keep: () => Promise<void>, reportBug: (error: unknown) => void) {
    this.#clock = clock;
    this.#keep = keep;
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

  /** Keeps what a pause held back. */
  close(): void {
    if (this.#isDue) this.#save();
  }

  #save(): void {
    this.#isDue = false;
    this.#keep().catch((error: unknown) => {
      // A store that is full or lost tells its own story; nothing here depends on the answer.
      if (!isStoreError(error)) this.#reportBug(error);
    });
  }
}
