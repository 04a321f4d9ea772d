import type { ServerResponse } from "node:http";

/**
 * An error in a form that the AWS CLI and all SDKs show: the name in the header (REST) and in `__type` (JSON), the
 * sentence under both spellings.
 */
export function answerError(response: ServerResponse, status: number, name: string, message: string): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const body = JSON.stringify({ __type: name, Type: "User", message, Message: message });
  response.writeHead(status, { "content-type": "application/json", "x-amzn-errortype": name, "content-length": Buffer.byteLength(body) });
  response.end(body);
}

/** 424 and not 503: clients take a 503 for a passing overload and try for a quarter of a minute before they show it. */
export function answerNoTab(response: ServerResponse, address: string): void {
  answerError(response, 424, "NoOpenTabException", `The cloud lives in a browser tab, and none is open. Open ${address} in a browser, leave it open, and try again.`);
}
