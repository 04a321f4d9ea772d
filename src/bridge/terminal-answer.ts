import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { signingScope } from "#aws-api/caller.ts";
import { errorInItsProtocol } from "#aws-api/spoken-protocol.ts";
import { answerPairs, callFromMessage } from "#aws-api/wire.ts";
import { harmlessHeaders } from "./browser-safety.ts";
import { endToEndHeaders } from "./terminal-request.ts";

/**
 * The server's own error, in the protocol that the request speaks, so that the AWS CLI and all SDKs show it. It repeats what
 * was sent, so that it is harmless in a browser.
 */
export function answerError(response: ServerResponse, status: number, name: string, message: string): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const { method = "", url = "", headers: sent } = response.req;
  // The body is not kept: that it is a form tells the protocol.
  const isForm = sent["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  const call = callFromMessage({ method, path: url, headers: endToEndHeaders(response.req), ...(isForm && { body: Buffer.from("Action=") }) });
  const { body, ...answer } = errorInItsProtocol(call, signingScope(call), { kind: "aws-error", name, message }, randomUUID(), status);
  const bytes = body instanceof Uint8Array ? body : new Uint8Array();
  response.writeHead(status, Object.fromEntries(harmlessHeaders([...answerPairs(answer), ["content-length", String(bytes.length)]], false)));
  response.end(bytes);
}

/** 424 and not 503: clients take a 503 for a passing overload and try for a quarter of a minute before they show it. */
export function answerNoTab(response: ServerResponse, address: string): void {
  answerError(response, 424, "NoOpenTabException", `The cloud lives in a browser tab, and none is open. Open ${address} in a browser, leave it open, and try again.`);
}

/** Closes the connection, whether or not the other end does. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on("error", () => socket.destroy());
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
