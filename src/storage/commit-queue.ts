import type { Commit } from "#control-plane/ports.ts";

/** Runs something later: `setTimeout` and `clearTimeout`, or a test's own. Returns the way to call it off. */
export type Later = (run: () => void, ms: number) => () => void;

export const browserTimer: Later = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** How long a commit that no answer waits for may lie in memory. */
const LONGEST_WAIT_MS = 250;

/**
 * The commits that no answer waits for, in order, until the next transaction takes them. Whoever writes next takes
 * them along and applies them first: a later commit never overtakes an earlier one.
 */
export class CommitQueue {
  #waiting: Commit[] = [];
  #callOff: (() => void) | undefined;
  readonly #later: Later;
  readonly #flush: () => void;

  constructor(later: Later, flush: () => void) {
    this.#later = later;
    this.#flush = flush;
  }

  add(commit: Commit): void {
    this.#waiting.push(commit);
    this.#callOff ??= this.#later(() => {
      this.#callOff = undefined;
      this.#flush();
    }, LONGEST_WAIT_MS);
  }

  /** Empties the queue into the caller's hands. */
  take(): Commit[] {
    this.#callOff?.();
    this.#callOff = undefined;
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}
