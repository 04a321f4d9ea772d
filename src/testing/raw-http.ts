import { connect, type Socket } from "node:net";

/** An answer as it lay on the socket. */
export interface RawAnswer {
  readonly status: number;
  /** In order, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** A connection to this computer's port on which anything may be sent. Bytes are letters of Latin-1. */
export class RawConnection {
  readonly socket: Socket;
  /** All that came so far and was not yet taken. */
  #received = Buffer.alloc(0);
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(port: number) {
    // Half open where the other end closes, as a client may stay.
    this.socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    const over = (): void => {
      this.#ended = true;
      this.#wake();
    };
    this.socket.on("data", (part: Buffer) => {
      this.#received = Buffer.concat([this.#received, part]);
      this.#wake();
    });
    this.socket.on("end", over).on("close", over).on("error", over);
  }

  send(bytes: string | Uint8Array): this {
    this.socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
    return this;
  }

  /** The next answer. `bodyless`: it answers a HEAD. Rejects where the connection ends before it is whole. */
  async answer({ bodyless = false } = {}): Promise<RawAnswer> {
    const head = (await this.#until((bytes) => endOf(bytes, "\r\n\r\n"))).toString("latin1");
    const [first = "", ...lines] = head.trimEnd().split("\r\n");
    const headers = lines.map((line): [string, string] => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]);
    const status = Number(first.split(" ")[1]);
    const of = (name: string): string | undefined => headers.find(([one]) => one === name)?.[1];
    if (bodyless || status < 200 || status === 204 || status === 304) return { status, headers, body: Buffer.alloc(0) };
    if (of("transfer-encoding") === "chunked") return { status, headers, body: await this.#chunks() };
    const length = of("content-length");
    return { status, headers, body: length === undefined ? await this.rest() : await this.#until(() => Number(length)) };
  }

  /** What comes until the other end closes. */
  async rest(): Promise<Buffer> {
    while (!this.#ended) await this.#more();
    return this.#take(this.#received.length);
  }

  async #chunks(): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (;;) {
      const line = (await this.#until((bytes) => endOf(bytes, "\r\n"))).toString("latin1");
      const length = Number.parseInt(line, 16);
      const part = await this.#until(() => length + 2);
      if (length === 0) return Buffer.concat(parts);
      parts.push(part.subarray(0, length));
    }
  }

  /** Takes as many bytes as `lengthOf` says, once it says so and they are there. */
  async #until(lengthOf: (bytes: Buffer) => number | undefined): Promise<Buffer> {
    for (;;) {
      const length = lengthOf(this.#received);
      if (length !== undefined && this.#received.length >= length) return this.#take(length);
      if (this.#ended) throw new Error(`The connection ended after ${JSON.stringify(this.#received.toString("latin1"))}`);
      await this.#more();
    }
  }

  #more(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }

  #take(length: number): Buffer {
    const taken = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return taken;
  }
}

/** Where a mark ends; undefined where it has not come yet. */
function endOf(bytes: Buffer, mark: string): number | undefined {
  const at = bytes.indexOf(mark);
  return at < 0 ? undefined : at + mark.length;
}
