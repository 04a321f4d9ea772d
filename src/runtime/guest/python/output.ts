import { LOG_CAP_PER_PHASE } from "../guest-protocol.ts";

/**
 * stdout and stderr as log events: a line is an event, as CloudWatch cuts what a function prints. What has no newline
 * yet waits for it, for the end of the phase, or until it is as long as all that is kept of a phase.
 */
export class LineOutput {
  readonly #send: (line: string) => void;
  readonly #decoder = new TextDecoder();
  #rest = "";

  constructor(send: (line: string) => void) {
    this.#send = send;
  }

  readonly write = (bytes: Uint8Array): number => {
    const text = this.#rest + this.#decoder.decode(bytes, { stream: true });
    const lines = text.split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#send(line);
    if (this.#rest.length > LOG_CAP_PER_PHASE) this.flush();
    return bytes.length;
  };

  /** Sends a last line that had no newline. */
  flush(): void {
    const rest = this.#rest + this.#decoder.decode();
    this.#rest = "";
    if (rest !== "") this.#send(rest);
  }
}
