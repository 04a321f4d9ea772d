import { HttpResponse, type HttpRequest } from "@smithy/core/transport";
import type { HttpHandler } from "@smithy/core/protocols";
import type { WireRequest, WireResponse } from "./protocol.ts";

type Send = (request: WireRequest & { signal?: AbortSignal }) => Promise<WireResponse>;

/** An SDK request handler over the cloud's own `send`. */
export function createSdkRequestHandler(send: Send): HttpHandler {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    handle: async (request: HttpRequest, options) => {
      const query = queryText(request.query);
      const body = bodyBytes(request.body);
      const signal = options?.abortSignal as AbortSignal | undefined;
      const response = await send({
        method: request.method,
        path: request.path + (query === "" ? "" : `?${query}`),
        headers: request.headers,
        ...(body ? { body } : {}),
        ...(signal ? { signal } : {}),
      });
      return { response: new HttpResponse({ statusCode: response.status, headers: response.headers, body: response.body }) };
    },
  };
}

function queryText(query: HttpRequest["query"]): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(query ?? {})) {
    const key = encodeURIComponent(name);
    if (Array.isArray(value)) pairs.push(...value.map((one) => `${key}=${encodeURIComponent(one)}`));
    else pairs.push(value === null ? key : `${key}=${encodeURIComponent(value)}`);
  }
  return pairs.join("&");
}

function bodyBytes(body: unknown): Uint8Array | undefined {
  if (body === undefined || body === null || body === "") return undefined;
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw new TypeError("The request's body is neither text nor bytes.");
}
