import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import { BRIDGE_PROTOCOL } from "./bridge-path.ts";
import { concatenate, decodeFrame, encodeFrame, framesOf, PART_BYTES, type Frame, type RequestHead, type ResponseHead } from "./frames.ts";
import { answerError, answerNoTab, refuseUpgrade } from "./terminal-answer.ts";
import { endToEndHeaders, foreignSender, originOf, refusal } from "./terminal-request.ts";

/** A zip of 50 MB in base64 with the rest of its request; the tab checks AWS's own limits. */
const MAX_BODY_BYTES = 80 * 1024 * 1024;

/** A reload or a change of leader takes a moment: so long a terminal waits, if a tab was there just before. */
const GRACE_MS = 5_000;

interface Pending {
  readonly head: RequestHead;
  readonly body: Uint8Array;
  readonly response: ServerResponse;
  /** The connection that was asked last; undefined: waits for its first. */
  asked: WebSocket | undefined;
  /** A message that was no frame ended the connection while this was asked; perhaps it was this one's answer. */
  suspected: boolean;
}

/** Hands terminals' requests to the leading tab and its answers back. One a server. */
export class BridgeServer {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: PART_BYTES + 512 * 1024, handleProtocols: () => BRIDGE_PROTOCOL });
  readonly #pending = new Map<number, Pending>();
  /** The leading tab of each origin: `localhost` and `127.0.0.1` are one server and two accounts. The newest is last. */
  readonly #tabs = new Map<string, WebSocket>();
  /** Origins whose tab was there and is expected back. */
  readonly #grace = new Map<string, ReturnType<typeof setTimeout>>();
  #lastId = 0;

  /** Takes a tab's connection over, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { origin, "sec-websocket-protocol": offered = "" } = request.headers;
    // Every browser names the page's origin; who names none is no page.
    if (foreignSender(request) !== undefined || origin === undefined || !offered.split(/,\s*/).includes(BRIDGE_PROTOCOL)) return refuseUpgrade(socket, "403 Forbidden");
    this.#sockets.handleUpgrade(request, socket, head, (tab) => this.#join(tab, origin));
  }

  /** Answers a terminal's request, sooner or later. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = refusal(request);
    if (refused !== undefined) return answerError(response, 403, "AccessDeniedException", refused);
    const body = await readBody(request).catch(() => null);
    if (body === null) return void response.destroy();
    if (body === "too-large") {
      return answerError(response, 413, "RequestEntityTooLargeException", `Request must be smaller than ${MAX_BODY_BYTES} bytes.`);
    }
    const origin = originOf(request);
    const tab = this.#tabFor(origin);
    if (!tab && !this.#grace.has(origin)) return answerNoTab(response, origin);
    const id = ++this.#lastId;
    const head: RequestHead = { requestId: randomUUID(), method: request.method!, path: request.url!, origin, headers: endToEndHeaders(request) };
    const pending: Pending = { head, body, response, asked: undefined, suspected: false };
    this.#pending.set(id, pending);
    response.on("close", () => this.#hungUp(id));
    if (tab) this.#ask(id, pending, tab);
  }

  close(): void {
    for (const timer of this.#grace.values()) clearTimeout(timer);
    this.#sockets.close();
    for (const tab of this.#sockets.clients) tab.terminate();
  }

  /** The tab at the address that the terminal named; else, unless that one is just reloading, any other. */
  #tabFor(origin: string): WebSocket | undefined {
    return this.#tabs.get(origin) ?? (this.#grace.has(origin) ? undefined : [...this.#tabs.values()].at(-1));
  }

  /** The newest tab of an origin leads it: the one before has lost the lock, or is about to close. */
  #join(tab: WebSocket, origin: string): void {
    clearTimeout(this.#grace.get(origin));
    this.#grace.delete(origin);
    this.#tabs.delete(origin);
    this.#tabs.set(origin, tab);
    tab.binaryType = "nodebuffer";
    tab.on("message", (data) => this.#receive(tab, data as Buffer));
    tab.on("error", () => this.#broke(tab));
    tab.on("close", () => this.#left(tab, origin));
    for (const [id, pending] of this.#pending) if (isWaiting(pending) && this.#tabFor(pending.head.origin) === tab) this.#ask(id, pending, tab);
  }

  #left(tab: WebSocket, origin: string): void {
    if (this.#tabs.get(origin) !== tab) return;
    this.#tabs.delete(origin);
    const timer = setTimeout(() => {
      this.#grace.delete(origin);
      for (const [id, pending] of this.#pending) if (isWaiting(pending)) this.#giveUp(id, pending);
    }, GRACE_MS);
    timer.unref();
    this.#grace.set(origin, timer);
  }

  /** What one account may have begun is not given to another one. */
  #giveUp(id: number, pending: Pending): void {
    const { origin } = pending.head;
    const tab = pending.asked ? undefined : this.#tabFor(origin);
    if (tab) return this.#ask(id, pending, tab);
    if (this.#grace.has(origin)) return;
    this.#pending.delete(id);
    answerNoTab(pending.response, origin);
  }

  #ask(id: number, pending: Pending, tab: WebSocket): void {
    // Part of an answer is out: it cannot be started again.
    if (pending.response.headersSent) return this.#end(id, pending);
    pending.asked = tab;
    for (const frame of framesOf({ id, request: pending.head }, pending.body)) tab.send(frame);
  }

  #receive(tab: WebSocket, data: Buffer): void {
    let frame: Frame;
    try {
      frame = decodeFrame(data);
    } catch {
      return this.#broke(tab);
    }
    const { id, last, response: answer } = frame.head;
    const pending = this.#pending.get(id);
    if (!pending || pending.asked !== tab) return;
    const { response } = pending;
    if (answer && !begin(response, answer, last && pending.head.method !== "HEAD" ? frame.body.length : undefined)) {
      this.#pending.delete(id);
      return answerError(response, 502, "BadGatewayException", "The answer cannot be sent: its status or a header is none of HTTP's.");
    }
    response.write(frame.body);
    if (!last) return;
    this.#pending.delete(id);
    response.end();
  }

  /**
   * A tab that sends what is no frame is hung up on, and comes back to be asked again. An answer that does this each time
   * would do so for ever: what is asked a second time is not asked a third.
   */
  #broke(tab: WebSocket): void {
    for (const [id, pending] of this.#pending) {
      if (pending.asked !== tab) continue;
      if (pending.suspected) {
        this.#pending.delete(id);
        answerError(pending.response, 502, "BadGatewayException", "The tab's connection broke twice while it answered this request.");
      }
      pending.suspected = true;
    }
    tab.terminate();
  }

  #end(id: number, { response }: Pending): void {
    this.#pending.delete(id);
    response.destroy();
  }

  #hungUp(id: number): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    if (pending.asked?.readyState === WebSocket.OPEN) pending.asked.send(encodeFrame({ head: { id, last: true, gone: true }, body: new Uint8Array() }));
  }
}

/** Sends status and headers; false where they are none that HTTP allows. `length`: of the body, where it is known; the answer to a HEAD says itself how long a body would be. */
function begin(response: ServerResponse, { status, headers }: ResponseHead, length: number | undefined): boolean {
  try {
    for (const [name, value] of headers) response.appendHeader(name, value);
    const bodyless = status === 204 || status === 304;
    if (length !== undefined && !bodyless) response.setHeader("content-length", length);
    response.writeHead(status);
    return true;
  } catch {
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    return false;
  }
}

function isWaiting({ asked }: Pending): boolean {
  return asked === undefined || asked.readyState !== WebSocket.OPEN;
}

/** A body that is too large is read to its end all the same, or the sender would not read the answer. */
function readBody(request: IncomingMessage): Promise<Uint8Array | "too-large"> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let total = 0;
    request.on("data", (part: Buffer) => {
      total += part.length;
      if (total > MAX_BODY_BYTES) parts.length = 0;
      else parts.push(part);
    });
    request.on("end", () => resolve(total > MAX_BODY_BYTES ? "too-large" : concatenate(parts)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("The sender hung up.")));
  });
}
