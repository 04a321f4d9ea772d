import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { harmlessHeaders } from "./browser-safety.ts";

/**
 * An error in a form that the AWS CLI and all SDKs show: the name in the header (REST) and in `__type` (JSON), the
 * sentence under both spellings. It repeats what was sent, so that it is harmless in a browser.
 */
export function answerError(response: ServerResponse, status: number, name: string, message: string): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const body = JSON.stringify({ __type: name, Type: "User", message, Message: message });
  const headers = harmlessHeaders([["content-type", "application/json"], ["x-amzn-errortype", name], ["content-length", String(Buffer.byteLength(body))]], false);
  response.writeHead(status, Object.fromEntries(headers));
  response.end(body);
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
