import { HTTP_PATH } from "#aws-api/http-route.ts";
import type { WireRequest, WireResponse } from "#aws-api/wire.ts";
import { BRIDGE_PATH, BRIDGE_PROTOCOL } from "./bridge-path.ts";
import { decodeFrame, encodeFrame, fitsFrame, FrameJoiner, framesOf, type RequestHead, type ResponseHead } from "./frames.ts";

type Handle = (request: Request, requestId: string) => Promise<Response>;
type Answer = (message: WireRequest & { readonly signal: AbortSignal }, requestId: string) => Promise<WireResponse>;

export interface BridgeOptions {
  /** `http(s)://host:port` of the server that served the page. */
  readonly origin: string;
  /** Answers a terminal's request; never rejects. */
  readonly handle: Handle;
  /** Answers a request to an API or load balancer of the account: a browser's `Request` would drop its cookies, its user agent and more. */
  readonly answer: Answer;
  readonly onConnected: (connected: boolean) => void;
  /** Makes the connection; the browser's WebSocket by default. */
  readonly connect?: (url: string, protocol: string) => WebSocket;
}

export interface BridgeClient {
  connected(): boolean;
  close(): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * The leading tab's end of the bridge: takes a terminal's requests from the server that served the page and answers
 * them. Comes back by itself when the server restarts, each time after a longer wait.
 */
export function connectBridge(options: BridgeOptions): BridgeClient {
  const { origin, onConnected, connect = (url, protocol) => new WebSocket(url, protocol) } = options;
  const url = `${origin.replace(/^http/, "ws")}${BRIDGE_PATH}`;
  let socket: WebSocket | undefined;
  let wait = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let connected = false;

  const say = (now: boolean): void => {
    if (connected !== now) onConnected((connected = now));
  };
  const open = (): void => {
    const opened = connect(url, BRIDGE_PROTOCOL);
    opened.binaryType = "arraybuffer";
    socket = opened;
    const session = new Session(opened, options);
    opened.addEventListener("open", () => {
      wait = FIRST_WAIT_MS;
      say(true);
    });
    opened.addEventListener("message", (event: MessageEvent<ArrayBuffer>) => session.receive(new Uint8Array(event.data)));
    opened.addEventListener("close", () => {
      say(false);
      if (closed) return;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
  };
  open();
  return {
    connected: () => connected,
    close: () => {
      closed = true;
      clearTimeout(timer);
      say(false);
      socket?.close();
    },
  };
}

/** The requests of one connection. */
class Session {
  readonly #socket: WebSocket;
  readonly #options: Pick<BridgeOptions, "handle" | "answer">;
  readonly #joiner = new FrameJoiner();
  readonly #answering = new Map<number, AbortController>();

  constructor(socket: WebSocket, options: Pick<BridgeOptions, "handle" | "answer">) {
    this.#socket = socket;
    this.#options = options;
  }

  receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    const { id, gone } = frame.head;
    if (gone) {
      this.#joiner.forget(id);
      return this.#answering.get(id)?.abort();
    }
    const message = this.#joiner.join(frame);
    if (message?.head.request) void this.#answer(id, message.head.request, message.body);
  }

  async #answer(id: number, head: RequestHead, body: Uint8Array<ArrayBuffer>): Promise<void> {
    const hangUp = new AbortController();
    this.#answering.set(id, hangUp);
    const response = await this.#respond(head, body, hangUp.signal).catch((error: unknown) => Response.json({ message: `The request could not be read: ${String(error)}` }, { status: 400 }));
    await this.#pass(id, response);
    this.#answering.delete(id);
  }

  async #pass(id: number, given: Response): Promise<void> {
    const fits = fitsFrame({ id, response: headOf(given) });
    if (!fits) void given.body?.cancel();
    const response = fits ? given : Response.json({ message: "The answer's headers are too long to be handed to a terminal." }, { status: 502 });
    const head = headOf(response);
    // Events go one by one as they come; everything else in one piece, so that its length is known.
    if (response.headers.get("content-type") === "application/vnd.amazon.eventstream" && response.body) await this.#stream(id, head, response.body);
    else this.#send(id, framesOf({ id, response: head }, new Uint8Array(await response.arrayBuffer())));
  }

  async #respond({ method, path, origin, headers, requestId }: RequestHead, body: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Response> {
    const { pathname, search } = new URL(origin + path);
    if (pathname.startsWith(HTTP_PATH)) {
      const answer = await this.#options.answer({ method, path: pathname + search, headers: joined(headers), body, signal }, requestId);
      return new Response(answer.body.length > 0 ? answer.body : null, { status: answer.status, headers: answer.headers });
    }
    const bodyless = method === "GET" || method === "HEAD";
    const request = new Request(origin + path, { method, headers: headers.map(([name, value]): [string, string] => [name, value]), ...(bodyless ? {} : { body }), signal });
    return this.#options.handle(request, requestId);
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

function headOf({ status, headers }: Response): ResponseHead {
  return { status, headers: [...headers] };
}

/** Repeated headers as one: cookies as in one `cookie` header (RFC 6265, 5.4), others as a list (RFC 9110, 5.3). */
function joined(pairs: RequestHead["headers"]): Record<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}${name === "cookie" ? "; " : ", "}${value}`);
  }
  return Object.fromEntries(headers);
}
