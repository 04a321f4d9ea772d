import { HttpResponse, type HttpRequest } from "@smithy/core/transport";
import type { HttpHandlerOptions } from "@smithy/types";
import type { WireRequest, WireResponse } from "./wire.ts";

/** Carries one call to wherever the server is. Rejects when it cannot; an aborted one may be left to itself. */
export type SendWireRequest = (request: WireRequest & { signal?: AbortSignal }) => Promise<WireResponse>;

/** What an unmodified SDK client takes as its `requestHandler`. */
export interface SdkRequestHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
  destroy(): void;
}

const encoder = new TextEncoder();

/**
 * A `requestHandler` for the SDK that opens no connection: it turns each request into a message for `send`.
 * An abort signal rejects the call at once with an `AbortError`, as the SDK's own handlers do.
 */
export function createSdkRequestHandler(send: SendWireRequest): SdkRequestHandler {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle(request, options) {
      const signal = options?.abortSignal as AbortSignal | undefined;
      if (signal?.aborted) throw abortError();
      const body = await bodyBytes(request.body);
      const message = { method: request.method, path: request.path + queryText(request.query), headers: request.headers, ...(body ? { body } : {}) };
      const answer = await abortable(send(signal ? { ...message, signal } : message), signal);
      return { response: new HttpResponse({ statusCode: answer.status, headers: answer.headers, body: responseBody(answer) }) };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  };
}

function abortable<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(abortError());
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function abortError(): Error {
  const error = new Error("Request aborted");
  error.name = "AbortError";
  return error;
}

function queryText(query: HttpRequest["query"]): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(query ?? {})) {
    const key = encodeURIComponent(name);
    if (Array.isArray(value)) pairs.push(...value.map((one) => `${key}=${encodeURIComponent(one)}`));
    else pairs.push(value === null ? key : `${key}=${encodeURIComponent(value)}`);
  }
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

async function bodyBytes(body: unknown): Promise<Uint8Array | undefined> {
  if (body === undefined || body === null || body === "") return undefined;
  if (typeof body === "string") return encoder.encode(body);
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (body instanceof Blob || body instanceof ReadableStream) return new Uint8Array(await new Response(body).arrayBuffer());
  throw new TypeError("The request's body is neither text nor bytes nor a stream of bytes.");
}

/**
 * The SDK reads streams of events, and bodies that it hands on as streams, from a stream, and everything else from bytes.
 * Of the latter streams, only S3's objects are served here; their answers say `accept-ranges`, and no others do.
 */
function responseBody({ headers, body }: WireResponse): Uint8Array | ReadableStream {
  if (headers["content-type"] !== "application/vnd.amazon.eventstream" && headers["accept-ranges"] === undefined) return body;
  return new ReadableStream({
    start(controller) {
      if (body.byteLength > 0) controller.enqueue(body);
      controller.close();
    },
  });
}
