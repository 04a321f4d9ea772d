/**
 * The messages between the server and the leading tab, as they lie in WebSocket messages: a u32 (big-endian) length,
 * that many bytes of JSON, and the body's raw bytes. A body longer than a frame goes in parts.
 */

/** `head` opens a message; its body follows in this and, until `last`, in further frames of the same id. */
export interface FrameHead {
  readonly id: number;
  readonly last: boolean;
  /** First frame only: what is asked, or what is answered. */
  readonly request?: RequestHead;
  readonly response?: ResponseHead;
  /** The terminal hung up; its answer is no longer wanted. */
  readonly gone?: true;
  /** From the server, with id 0: whether terminals reach this tab's account, or that of another browser. */
  readonly reached?: boolean;
  /** From the tab, with id 0: terminals shall reach its account from now on. */
  readonly take?: true;
}

export interface RequestHead {
  /** The same when the request is sent again to a new leader: what was committed is answered, not redone. */
  readonly requestId: string;
  readonly method: string;
  /** The target as it was sent: path with query. */
  readonly path: string;
  /** `http://host:port` as the terminal addressed it. */
  readonly origin: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export interface ResponseHead {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export interface Frame {
  readonly head: FrameHead;
  readonly body: Uint8Array;
}

/** Parts of this size keep one long body from holding up the short ones. */
export const PART_BYTES = 1024 * 1024;

const MAX_HEAD_BYTES = 256 * 1024;

/** Whether a message's first frame can say this: the other end takes a longer one for no frame, and hangs up. */
export function fitsFrame(head: Omit<FrameHead, "last">): boolean {
  return new TextEncoder().encode(JSON.stringify({ ...head, last: false })).length <= MAX_HEAD_BYTES;
}

export function encodeFrame({ head, body }: Frame): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(4 + json.length + body.length);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, 4);
  bytes.set(body, 4 + json.length);
  return bytes;
}

/** Throws a RangeError on bytes that are no frame. The body is a view into `bytes`. */
export function decodeFrame(bytes: Uint8Array): Frame {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  if (length > MAX_HEAD_BYTES || 4 + length > bytes.length) throw new RangeError("A frame's head is longer than the frame.");
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as FrameHead;
  if (typeof head.id !== "number") throw new RangeError("A frame without an id.");
  return { head, body: bytes.subarray(4 + length) };
}

/** A whole message as frames: one, unless the body is longer than a part. */
export function* framesOf(head: Omit<FrameHead, "last">, body: Uint8Array, partBytes = PART_BYTES): Generator<Uint8Array<ArrayBuffer>> {
  let at = 0;
  do {
    const part = body.subarray(at, at + partBytes);
    const last = at + part.length >= body.length;
    yield encodeFrame({ head: at === 0 ? { ...head, last } : { id: head.id, last }, body: part });
    at += part.length;
  } while (at < body.length);
}

/** Puts the parts of the messages of one connection together again. */
export class FrameJoiner {
  readonly #open = new Map<number, { head: FrameHead; parts: Uint8Array[] }>();

  /** Takes a frame in; a whole message comes out with its last part. */
  join({ head, body }: Frame): { head: FrameHead; body: Uint8Array<ArrayBuffer> } | undefined {
    const open = this.#open.get(head.id) ?? { head, parts: [] };
    open.parts.push(body);
    if (!head.last) {
      this.#open.set(head.id, open);
      return undefined;
    }
    this.#open.delete(head.id);
    return { head: open.head, body: concatenate(open.parts) };
  }

  forget(id: number): void {
    this.#open.delete(id);
  }
}

export function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
