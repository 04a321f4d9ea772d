/** A call as the protocols read it: taken apart once, the body whole. */
export interface HttpCall {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The query as it was sent, without the `?`. */
  readonly rawQuery: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** `http(s)://host:port` the call came to, if it came over a network. */
  readonly origin?: string;
  /** Aborted when the sender hangs up, where the transport learns of it. */
  readonly signal?: AbortSignal;
}

/** An answer before a transport gives it its form. `null`: the status allows no body. */
export interface HttpAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | null;
}

/** A call as a message that can be posted between threads. */
export interface WireRequest {
  method: string;
  /** Path with query, for example `/2015-03-31/functions?MaxItems=50`. */
  path: string;
  headers: Record<string, string>;
  body?: Uint8Array;
}

/** An answer as a message that can be posted between threads. */
export interface WireResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

const NO_BODY = new Uint8Array(0);

/** Takes a fetch `Request` apart. The host plays no part in routing; it is remembered as the origin. */
export async function callFromRequest(request: Request): Promise<HttpCall> {
  const url = new URL(request.url);
  const body = request.body === null ? NO_BODY : new Uint8Array(await request.arrayBuffer());
  return {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    rawQuery: url.search.slice(1),
    headers: new Map(request.headers),
    body,
    origin: url.origin,
    signal: request.signal,
  };
}

/** Takes a posted message apart. */
export function callFromMessage(message: WireRequest & { readonly signal?: AbortSignal }): HttpCall {
  const mark = message.path.indexOf("?");
  const rawQuery = mark < 0 ? "" : message.path.slice(mark + 1);
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(message.headers)) headers.set(name.toLowerCase(), value);
  return {
    method: message.method,
    path: mark < 0 ? message.path : message.path.slice(0, mark),
    query: new URLSearchParams(rawQuery),
    rawQuery,
    headers,
    body: message.body ?? NO_BODY,
    ...(message.signal && { signal: message.signal }),
  };
}

/** An answer as a fetch `Response`. */
export function responseFromAnswer(answer: HttpAnswer): Response {
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}

/** An answer as a message; a stream is read to its end first. */
export async function messageFromAnswer(answer: HttpAnswer): Promise<WireResponse> {
  const { status, headers, body } = answer;
  if (body instanceof ReadableStream) return { status, headers, body: new Uint8Array(await new Response(body).arrayBuffer()) };
  return { status, headers, body: body ?? NO_BODY };
}
