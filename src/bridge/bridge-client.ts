import { answerPairs, type HttpAnswer, type WireRequest } from "#aws-api/wire.ts";
import { BRIDGE_PATH, offeredProtocols } from "./bridge-path.ts";
import { harmlessHeaders, isBrowser } from "./browser-safety.ts";
import { decodeFrame, encodeFrame, fitsFrame, FrameJoiner, framesOf, type RequestHead, type ResponseHead } from "./frames.ts";

type Serve = (message: WireRequest & { readonly signal: AbortSignal }, requestId: string) => Promise<HttpAnswer>;

export interface BridgeOptions {
  /** `http(s)://host:port` of the server that served the page. */
  readonly origin: string;
  /** Answers a terminal's request. It comes as a message: a browser's `Request` would normalise its path and drop its cookies, its user agent and more. */
  readonly serve: Serve;
  /** Whether handlers may use the network; a page of theirs in a browser may then, too. */
  readonly network: () => boolean;
  /** The account that this tab leads: the same for all tabs of one browser profile, and of no other. */
  readonly account: string;
  readonly onStanding: (standing: BridgeStanding) => void;
  /** Makes the connection; the browser's WebSocket by default. */
  readonly connect?: (url: string, protocols: string[]) => WebSocket;
}

/** How this browser stands with the server's terminals. */
export interface BridgeStanding {
  readonly connected: boolean;
  /** Terminals reach this account; while connected and not reached, that of another browser. */
  readonly reached: boolean;
}

export interface BridgeClient {
  standing(): BridgeStanding;
  /** Terminals shall reach this account from now on. */
  take(): void;
  close(): void;
}

export const NOT_CONNECTED: BridgeStanding = { connected: false, reached: false };

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * The leading tab's end of the bridge: takes a terminal's requests from the server that served the page and answers
 * them. Comes back by itself when the server restarts, each time after a longer wait.
 */
export function connectBridge(options: BridgeOptions): BridgeClient {
  const { origin, account, onStanding, connect = (url, protocols) => new WebSocket(url, protocols) } = options;
  const url = `${origin.replace(/^http/, "ws")}${BRIDGE_PATH}`;
  let socket: WebSocket | undefined;
  let wait = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let standing = NOT_CONNECTED;

  const say = (now: BridgeStanding): void => {
    if (standing.connected !== now.connected || standing.reached !== now.reached) onStanding((standing = now));
  };
  const open = (): void => {
    const opened = connect(url, offeredProtocols(account));
    opened.binaryType = "arraybuffer";
    socket = opened;
    // The server's first word.
    const session = new Session(opened, options, (reached) => say({ connected: true, reached }));
    opened.addEventListener("open", () => (wait = FIRST_WAIT_MS));
    opened.addEventListener("message", (event: MessageEvent<ArrayBuffer>) => session.receive(new Uint8Array(event.data)));
    opened.addEventListener("close", () => {
      say(NOT_CONNECTED);
      if (closed) return;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
  };
  open();
  return {
    standing: () => standing,
    take: () => {
      if (socket?.readyState === socket?.OPEN) socket?.send(encodeFrame({ head: { id: 0, last: true, take: true }, body: new Uint8Array() }));
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      say(NOT_CONNECTED);
      socket?.close();
    },
  };
}

type SessionOptions = Pick<BridgeOptions, "serve" | "network">;

/** The requests of one connection. */
class Session {
  readonly #socket: WebSocket;
  readonly #options: SessionOptions;
  readonly #onReached: (reached: boolean) => void;
  readonly #joiner = new FrameJoiner();
  readonly #answering = new Map<number, AbortController>();

  constructor(socket: WebSocket, options: SessionOptions, onReached: (reached: boolean) => void) {
    this.#socket = socket;
    this.#options = options;
    this.#onReached = onReached;
  }

  receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    const { id, gone, reached } = frame.head;
    if (reached !== undefined) return this.#onReached(reached);
    if (gone) {
      this.#joiner.forget(id);
      return this.#answering.get(id)?.abort();
    }
    const message = this.#joiner.join(frame);
    if (message?.head.request) void this.#answer(id, message.head.request, message.body);
  }

  async #answer(id: number, { requestId, ...request }: RequestHead, body: Uint8Array<ArrayBuffer>): Promise<void> {
    const hangUp = new AbortController();
    this.#answering.set(id, hangUp);
    const answer = await this.#options.serve({ ...request, body, signal: hangUp.signal }, requestId).catch((error: unknown) => problemAnswer(400, `The request could not be read: ${String(error)}`));
    await this.#pass(id, answer, isBrowser(request.headers));
    this.#answering.delete(id);
  }

  /** The one exit of every answer: what a browser may make of it is settled here. */
  async #pass(id: number, given: HttpAnswer, toBrowser: boolean): Promise<void> {
    const headOf = ({ status, headers }: Pick<HttpAnswer, "status" | "headers">): ResponseHead => ({ status, headers: toBrowser ? harmlessHeaders(answerPairs({ headers }), this.#options.network()) : answerPairs({ headers }) });
    const fits = fitsFrame({ id, response: headOf(given) });
    if (!fits && given.body instanceof ReadableStream) void given.body.cancel();
    const { body, ...answer } = fits ? given : problemAnswer(502, "The response headers are too long to send to a terminal.");
    const head = headOf(answer);
    // Events go one by one as they come; everything else in one piece, so that its length is known.
    if (body instanceof ReadableStream) await this.#stream(id, head, body);
    else this.#send(id, framesOf({ id, response: head }, body ?? new Uint8Array()));
  }

  async #stream(id: number, response: ResponseHead, body: ReadableStream<Uint8Array>): Promise<void> {
    this.#send(id, [encodeFrame({ head: { id, response, last: false }, body: new Uint8Array() })]);
    const reader = body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (!this.#send(id, [encodeFrame({ head: { id, last: false }, body: next.value })])) return reader.cancel();
    }
    this.#send(id, [encodeFrame({ head: { id, last: true }, body: new Uint8Array() })]);
  }

  #send(id: number, frames: Iterable<Uint8Array<ArrayBuffer>>): boolean {
    if (this.#answering.get(id)?.signal.aborted || this.#socket.readyState !== this.#socket.OPEN) return false;
    for (const frame of frames) this.#socket.send(frame);
    return true;
  }
}

function problemAnswer(status: number, message: string): HttpAnswer {
  return { status, headers: { "content-type": "application/json" }, body: new TextEncoder().encode(JSON.stringify({ message })) };
}
