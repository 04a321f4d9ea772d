/**
 * A deadline that is set at each invocation and seldom comes. Setting and clearing a timer of the browser each time is a
 * good part of a warm invocation, so that one timer serves many deadlines: it is left to fire, and then looks.
 */
export class DeadlineTimer {
  /** By `performance.now()`; `null`: none is set. */
  #due: number | null = null;
  #firesAt = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #action: () => void = () => undefined;

  /** Calls `action` after so many ms, never early; replaces what was set before. */
  set(afterMs: number, action: () => void): void {
    this.#action = action;
    this.#due = performance.now() + afterMs;
    if (this.#due < this.#firesAt) this.#start();
  }

  /** Calls off what was set. */
  clear(): void {
    this.#due = null;
  }

  /** Lets go of the browser's timer too; for the end. */
  dispose(): void {
    this.#due = null;
    this.#firesAt = Number.POSITIVE_INFINITY;
    clearTimeout(this.#timer);
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#firesAt = Number.POSITIVE_INFINITY;
    if (this.#due === null) return;
    this.#firesAt = this.#due;
    // A timer may fire early by a fraction; 2^31 − 1 is the longest one there is.
    const ms = Math.min(Math.max(0, Math.ceil(this.#due - performance.now())), 2 ** 31 - 1);
    this.#timer = setTimeout(() => this.#fire(), ms);
  }

  #fire(): void {
    if (this.#due === null || performance.now() < this.#due) return this.#start();
    this.#firesAt = Number.POSITIVE_INFINITY;
    this.#due = null;
    this.#action();
  }
}
