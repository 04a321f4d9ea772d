import type { RuntimeLogLine } from "#control-plane/ports.ts";
import type { GuestLogLine } from "./guest/guest-protocol.ts";
import { LOG_CAP_PER_PHASE } from "./guest/guest-protocol.ts";

/** The log lines of one phase, cut at the cap with a line that says so. */
export class LogCollector {
  readonly #offsetMs: () => number;
  #lines: RuntimeLogLine[] = [];
  #units = 0;
  #cut = false;

  /** `offsetMs`: what is added to a guest's time to make it the cloud's. */
  constructor(offsetMs: () => number) {
    this.#offsetMs = offsetMs;
  }

  add(lines: readonly GuestLogLine[]): void {
    for (const { timestamp, message } of lines) {
      if (this.#cut) return;
      const room = LOG_CAP_PER_PHASE - this.#units;
      const at = timestamp + this.#offsetMs();
      if (message.length > 0 || room > 0) this.#lines.push({ timestamp: at, message: message.slice(0, room) });
      this.#units += message.length + 1;
      if (this.#units <= LOG_CAP_PER_PHASE) continue;
      this.#cut = true;
      const kept = `${LOG_CAP_PER_PHASE / 1024 / 1024} MB`;
      this.#lines.push({ timestamp: at, message: `[Lambdarium] The log of this phase was cut here: ${kept} is kept.` });
    }
  }

  /** Hands over what was collected and begins anew. */
  take(): readonly RuntimeLogLine[] {
    const lines = this.#lines;
    this.#lines = [];
    this.#units = 0;
    this.#cut = false;
    return lines;
  }
}
