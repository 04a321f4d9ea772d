import type { Cloud } from "#cloud/connect.ts";
import type { HttpRequest } from "./request-text.ts";

/** What came back. */
export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** From sending to the whole answer, as this page saw it. */
  readonly durationMs: number;
}

/** Below it, the cloud answers for public addresses: `/_lambdarium/http/<host>/<path>`. */
export function carriedAddress(host: string, target: string): string {
  return `/_lambdarium/http/${host}${target}`;
}

/** Sends a request to a host of the account. Rejects where the cloud itself cannot answer. */
export async function sendRequest(cloud: Cloud, host: string, { method, target, headers, body }: HttpRequest, now: () => number = () => performance.now()): Promise<HttpReply> {
  const began = now();
  const response = await cloud.send({
    method,
    path: carriedAddress(host, target),
    headers,
    ...(body === undefined ? {} : { body: new TextEncoder().encode(body) }),
  });
  return { status: response.status, headers: response.headers, body: response.body, durationMs: now() - began };
}
