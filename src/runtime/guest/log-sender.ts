import type { GuestLogLine } from "./guest-protocol.ts";
import { LOG_CAP_PER_PHASE, LOG_LINE_OVERHEAD } from "./guest-protocol.ts";
import type { Post } from "./own-platform.ts";

/** Lines of a phase that leave one by one, so that a handler which then spins for ever has still been heard. */
const LINES_AT_ONCE = 200;
/** After those, lines leave in groups of about this many UTF-16 units. */
const GROUP_UNITS = 32 * 1024;

/**
 * Sends log lines to the host, both families alike: the first lines of a phase at once, a flood in groups, and nothing
 * beyond the host's cap (it would be thrown away there). `flush` before every `initialized`, `result` and `exit`.
 */
export class LogSender {
  readonly #post: Post;
  readonly #clock: () => number;
  #waiting: GuestLogLine[] = [];
  #waitingUnits = 0;
  #lines = 0;
  #units = 0;

  constructor(post: Post, clock: () => number) {
    this.#post = post;
    this.#clock = clock;
  }

  /** Begins a phase: the cap and the count start again. */
  beginPhase(): void {
    this.flush();
    this.#lines = 0;
    this.#units = 0;
  }

  /** One message of the learner's code; it may hold newlines of its own. */
  write(message: string): void {
    if (this.#units > LOG_CAP_PER_PHASE) return;
    // One unit beyond the cap is enough for the host to see that something was cut.
    const kept = message.length > LOG_CAP_PER_PHASE ? message.slice(0, LOG_CAP_PER_PHASE + 1) : message;
    this.#units += kept.length + LOG_LINE_OVERHEAD;
    this.#lines += 1;
    this.#waiting.push({ timestamp: this.#clock(), message: kept });
    this.#waitingUnits += kept.length + LOG_LINE_OVERHEAD;
    // What goes beyond the cap leaves at once: from it the host knows that the log was cut, even if the handler spins until its time-out.
    if (this.#lines <= LINES_AT_ONCE || this.#waitingUnits >= GROUP_UNITS || this.#units > LOG_CAP_PER_PHASE) this.flush();
  }

  flush(): void {
    if (this.#waiting.length === 0) return;
    const lines = this.#waiting;
    this.#waiting = [];
    this.#waitingUnits = 0;
    this.#post({ kind: "logs", lines });
  }
}
