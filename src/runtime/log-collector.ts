import type { RuntimeLogLine } from "#control-plane/ports.ts";
import type { GuestLogLine } from "./guest/guest-protocol.ts";
import { LOG_CAP_PER_PHASE, LOG_LINE_CAP, LOG_LINE_OVERHEAD } from "./guest/guest-protocol.ts";

const OLDEST_MS = 16 * 60_000;

/** The log lines of one phase, cut at the cap with a line that says so. */
export class LogCollector {
  readonly #now: () => number;
  #lines: RuntimeLogLine[] = [];
  #units = 0;
  #cut = false;

  /** `now`: the machine's clock, by which guests count. */
  constructor(now: () => number) {
    this.#now = now;
  }

  add(lines: readonly GuestLogLine[]): void {
    const now = this.#now();
    for (const { timestamp, message } of lines) {
      if (this.#cut) return;
      const room = LOG_CAP_PER_PHASE - this.#units;
      // A guest may claim any time; no line is older than the longest invocation, and none is from the future.
      const at = timestamp > now - OLDEST_MS && timestamp <= now ? timestamp : now;
      if (message.length > 0 || room > 0) for (const part of events(message.slice(0, room))) this.#lines.push({ timestamp: at, message: part });
      this.#units += message.length + LOG_LINE_OVERHEAD;
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

/** A line that is too long for one event goes on in the next; no character is cut in two. */
function events(line: string): string[] {
  if (line.length <= LOG_LINE_CAP) return [line];
  const parts: string[] = [];
  for (let from = 0; from < line.length;) {
    const to = from + LOG_LINE_CAP - (/[\uD800-\uDBFF]/u.test(line.charAt(from + LOG_LINE_CAP - 1)) ? 1 : 0);
    parts.push(line.slice(from, to));
    from = to;
  }
  return parts;
}
