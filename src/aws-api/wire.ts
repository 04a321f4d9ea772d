import type { HeaderPairs } from "#services/http-endpoint.ts";

/** A call as the protocols read it: taken apart once, the body whole. */
export interface HttpCall {
  readonly method: string;
  /** As it was sent, dots and stray percent signs included, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The query as it was sent, without the `?`. */
  readonly rawQuery: string;
  /** Names in lower case; repeated ones joined. */
  readonly headers: ReadonlyMap<string, string>;
  /** In order, each as often as it came; names in lower case. */
  readonly headerPairs: HeaderPairs;
  readonly body: Uint8Array;
  /** `http(s)://host:port` the call came to, if it came over a network. */
  readonly origin?: string;
  /** Aborted when the sender hangs up, where the transport learns of it. */
  readonly signal?: AbortSignal;
}

/** An answer before a transport gives it its form. `null`: the status allows no body. */
export interface HttpAnswer {
  status: number;
  /** Names in lower case; several values are several headers. */
  headers: Record<string, string | readonly string[]>;
  body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | null;
}

/** A call as a message that can be posted between threads. */
export interface WireRequest {
  method: string;
  /** The request's target as it was sent: path with query, for example `/2015-03-31/functions?MaxItems=50`. */
  path: string;
  /** By name, or in order with each as often as it came. */
  headers: Readonly<Record<string, string>> | HeaderPairs;
  body?: Uint8Array;
  /** `http(s)://host:port` the call came to, if it came over a network. */
  origin?: string;
}

/** An answer as a message that can be posted between threads. */
export interface WireResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

const NO_BODY = new Uint8Array(0);

/** Takes a fetch `Request` apart, whose address is normalised already. The host plays no part in routing; it is remembered as the origin. */
export async function callFromRequest(request: Request): Promise<HttpCall> {
  const { origin, href } = new URL(request.url);
  const body = request.body === null ? NO_BODY : new Uint8Array(await request.arrayBuffer());
  const path = href.slice(origin.length).replace(/#.*$/, "");
  return callFromMessage({ method: request.method, path, headers: [...request.headers], body, origin, signal: request.signal });
}

/** Takes a posted message apart. Nothing of its target is normalised. */
export function callFromMessage(message: WireRequest & { readonly signal?: AbortSignal }): HttpCall {
  const mark = message.path.indexOf("?");
  const rawQuery = mark < 0 ? "" : message.path.slice(mark + 1);
  const headerPairs = pairsOf(message.headers);
  return {
    method: message.method,
    path: mark < 0 ? message.path : message.path.slice(0, mark),
    query: new URLSearchParams(rawQuery),
    rawQuery,
    headers: joinedHeaders(headerPairs),
    headerPairs,
    body: message.body ?? NO_BODY,
    ...(message.origin !== undefined && { origin: message.origin }),
    ...(message.signal && { signal: message.signal }),
  };
}

/** Headers in order, names in lower case. */
export function pairsOf(headers: WireRequest["headers"]): HeaderPairs {
  const pairs = isPairs(headers) ? headers : Object.entries(headers);
  return pairs.map(([name, value]) => [name.toLowerCase(), value]);
}

/** Repeated headers as one: cookies as in one `cookie` header (RFC 6265, 5.4), others as a list (RFC 9110, 5.3). */
function joinedHeaders(pairs: HeaderPairs): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}${name === "cookie" ? "; " : ", "}${value}`);
  }
  return headers;
}

/** An answer's headers in order, those with several values as often. */
export function answerPairs({ headers }: Pick<HttpAnswer, "headers">): HeaderPairs {
  return Object.entries(headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : value.map((one) => [name, one] as const)));
}

/** An answer as a fetch `Response`. */
export function responseFromAnswer(answer: HttpAnswer): Response {
  return new Response(answer.body, { status: answer.status, headers: answerPairs(answer).map(([name, value]): [string, string] => [name, value]) });
}

/** An answer as a message, repeated headers joined; a stream is read to its end first. */
export async function messageFromAnswer(answer: HttpAnswer): Promise<WireResponse> {
  const { status, body } = answer;
  const headers = Object.fromEntries(joinedHeaders(answerPairs(answer)));
  if (body instanceof ReadableStream) return { status, headers, body: new Uint8Array(await new Response(body).arrayBuffer()) };
  return { status, headers, body: body ?? NO_BODY };
}

function isPairs(headers: WireRequest["headers"]): headers is HeaderPairs {
  return Array.isArray(headers);
}
