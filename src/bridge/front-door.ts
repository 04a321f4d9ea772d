import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { BRIDGE_PATH } from "./bridge-path.ts";
import type { BridgeServer } from "./bridge-server.ts";
import { answerError, refuseUpgrade } from "./terminal-answer.ts";
import { isTerminalRequest, takeOriginForm } from "./terminal-request.ts";

type HttpServer = Pick<EventEmitter, "on" | "emit" | "listeners" | "removeAllListeners">;

/** Of these headers only those of the connection itself are told a server that does not change the protocol. */
const OF_AN_UPGRADE = /^(upgrade|http2-settings)$/i;

/**
 * Stands before a server's own listeners, those of Vite with all their middlewares: a terminal's request is answered by the
 * bridge and seen by no other listener, so that none adds a header to its answer or answers in its place. All other requests
 * and upgrades go on as they came.
 */
export function standBefore(server: HttpServer, bridge: Pick<BridgeServer, "answer" | "upgrade">): void {
  const answerPage = takeOver(server, "request");
  const upgradePage = takeOver(server, "upgrade");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (!takeOriginForm(request)) return answerError(response, 400, "BadRequestException", `The request's target ${request.url} is no path.`);
    if (isTerminalRequest(request)) void bridge.answer(request, response);
    else answerPage(request, response);
  });
  server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (request.headers.upgrade?.toLowerCase() !== "websocket") return answerWithoutUpgrade(server, request, socket, head);
    // The listener that takes the connection over listens for its errors; until then one would end the server.
    const broke = (): void => void socket.destroy();
    const before = socket.bytesWritten;
    socket.on("error", broke);
    if (takeOriginForm(request) && request.url === BRIDGE_PATH) bridge.upgrade(request, socket, head);
    else upgradePage(request, socket, head);
    // A listener that takes an upgrade has said so by now.
    if (socket.bytesWritten === before) refuseUpgrade(socket, "404 Not Found");
    socket.off("error", broke);
  });
}

/** Takes the listeners of an event away; what comes back calls them. */
function takeOver(server: HttpServer, event: "request" | "upgrade"): (...about: unknown[]) => void {
  const listeners = server.listeners(event);
  server.removeAllListeners(event);
  return (...about) => {
    for (const listener of listeners) Reflect.apply(listener, server, about);
  };
}

/**
 * A server may pass over an upgrade that it does not offer, and answer as if it were not asked for (RFC 9110, 7.8). curl
 * and Java's client ask for HTTP/2 in this way. Node hands out the bare connection then: it is given back to the server,
 * with the request's head without the upgrade put before what it has still to read.
 */
function answerWithoutUpgrade(server: HttpServer, { method, url, httpVersion, rawHeaders }: IncomingMessage, socket: Socket, head: Buffer): void {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!;
    const isConnection = name.toLowerCase() === "connection";
    const value = isConnection ? withoutUpgrade(rawHeaders[at + 1]!) : rawHeaders[at + 1]!;
    if (!OF_AN_UPGRADE.test(name) && !(isConnection && value === "")) lines.push(`${name}: ${value}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("connection", socket);
}

function withoutUpgrade(connection: string): string {
  return connection.split(",").map((option) => option.trim()).filter((option) => option !== "" && !OF_AN_UPGRADE.test(option)).join(", ");
}
