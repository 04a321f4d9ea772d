import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import { accountIn, BRIDGE_PROTOCOL } from "./bridge-path.ts";
import { concatenate, decodeFrame, encodeFrame, framesOf, PART_BYTES, type Frame, type RequestHead, type ResponseHead } from "./frames.ts";
import { KnownTabs, type KnownTab } from "./known-tabs.ts";
import { answerError, answerNoTab, refuseUpgrade } from "./terminal-answer.ts";
import { endToEndHeaders, foreignSender, originOf, refusal } from "./terminal-request.ts";

/** A zip of 50 MB in base64 with the rest of its request; the tab checks AWS's own limits. */
const MAX_BODY_BYTES = 80 * 1024 * 1024;

interface Pending {
  readonly head: RequestHead;
  readonly body: Uint8Array;
  readonly response: ServerResponse;
  /** The tab that was asked last; undefined: waits for its first. */
  asked: ConnectedTab | undefined;
  /** A message that was no frame ended the connection while this was asked; perhaps it was this one's answer. */
  suspected: boolean;
}

interface ConnectedTab extends KnownTab {
  readonly socket: WebSocket;
  /** Whether it was told that terminals reach its account; undefined: it was told nothing yet. */
  toldReached: boolean | undefined;
}

/** Hands terminals' requests to the tab that leads the account which they reach, and its answers back. One per server. */
export class BridgeServer {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: PART_BYTES + 512 * 1024, handleProtocols: () => BRIDGE_PROTOCOL });
  readonly #pending = new Map<number, Pending>();
  readonly #tabs = new KnownTabs<ConnectedTab>(() => this.#tabsChanged());
  #lastId = 0;

  /** Takes a tab's connection over, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { origin } = request.headers;
    const offered = (request.headers["sec-websocket-protocol"] ?? "").split(/,\s*/);
    // Every browser names the page's origin; who names none is no page.
    if (foreignSender(request) !== undefined || origin === undefined || !offered.includes(BRIDGE_PROTOCOL)) return refuseUpgrade(socket, "403 Forbidden");
    this.#sockets.handleUpgrade(request, socket, head, (tab) => this.#join(tab, origin, accountIn(offered) ?? randomUUID()));
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
    const tab = this.#tabs.forOrigin(origin);
    if (!tab) return answerNoTab(response, origin);
    const id = ++this.#lastId;
    const head: RequestHead = { requestId: randomUUID(), method: request.method!, path: request.url!, origin, headers: endToEndHeaders(request) };
    const pending: Pending = { head, body, response, asked: undefined, suspected: false };
    this.#pending.set(id, pending);
    response.on("close", () => this.#hungUp(id));
    if (tab !== "soon") this.#ask(id, pending, tab);
  }

  close(): void {
    this.#tabs.close();
    this.#sockets.close();
    for (const tab of this.#sockets.clients) tab.terminate();
  }

  #join(socket: WebSocket, origin: string, account: string): void {
    const tab: ConnectedTab = { socket, origin, account, toldReached: undefined };
    socket.binaryType = "nodebuffer";
    socket.on("message", (data) => this.#receive(tab, data as Buffer));
    socket.on("error", () => this.#broke(tab));
    socket.on("close", () => this.#tabs.leave(tab));
    this.#tabs.join(tab);
  }

  /** Each page learns whether terminals reach it, and what waits for a tab is asked, or given up. */
  #tabsChanged(): void {
    for (const tab of this.#tabs.all) {
      const reached = this.#tabs.isReached(tab);
      if (tab.toldReached === reached) continue;
      tab.toldReached = reached;
      tab.socket.send(encodeFrame({ head: { id: 0, last: true, reached }, body: new Uint8Array() }));
    }
    for (const [id, pending] of this.#pending) if (isWaiting(pending)) this.#askOrGiveUp(id, pending);
  }

  /** What one account may have begun is not given to another one. */
  #askOrGiveUp(id: number, pending: Pending): void {
    const { asked, head } = pending;
    const tab = asked ? (this.#tabs.leaderOf(asked.account) ?? (this.#tabs.isAwaited(asked.account) ? "soon" : undefined)) : this.#tabs.forOrigin(head.origin);
    if (tab === "soon") return;
    if (tab) return this.#ask(id, pending, tab);
    this.#pending.delete(id);
    answerNoTab(pending.response, head.origin);
  }

  #ask(id: number, pending: Pending, tab: ConnectedTab): void {
    // Part of an answer is out: it cannot be started again.
    if (pending.response.headersSent) return this.#end(id, pending);
    pending.asked = tab;
    for (const frame of framesOf({ id, request: pending.head }, pending.body)) tab.socket.send(frame);
  }

  #receive(tab: ConnectedTab, data: Buffer): void {
    let frame: Frame;
    try {
      frame = decodeFrame(data);
    } catch {
      return this.#broke(tab);
    }
    const { id, last, take, response: answer } = frame.head;
    if (take) return this.#tabs.take(tab);
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
  #broke(tab: ConnectedTab): void {
    for (const [id, pending] of this.#pending) {
      if (pending.asked !== tab) continue;
      if (pending.suspected) {
        this.#pending.delete(id);
        answerError(pending.response, 502, "BadGatewayException", "The tab's connection broke twice while it answered this request.");
      }
      pending.suspected = true;
    }
    tab.socket.terminate();
  }

  #end(id: number, { response }: Pending): void {
    this.#pending.delete(id);
    response.destroy();
  }

  #hungUp(id: number): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    if (pending.asked?.socket.readyState === WebSocket.OPEN) pending.asked.socket.send(encodeFrame({ head: { id, last: true, gone: true }, body: new Uint8Array() }));
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
  return asked === undefined || asked.socket.readyState !== WebSocket.OPEN;
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
