import { base64, utf8LossyText, utf8Text } from "../bytes.ts";
import type { EndpointRequest } from "../http-endpoint.ts";
import { headerOf, type MultiValues, traceId, valuesByName } from "../http-parts.ts";
import { percentDecoded } from "./path-template.ts";

/** Bytes of a request's body at most: 10 MB, not raisable (API Gateway quotas). */
export const BODY_LIMIT = 10 * 1024 * 1024;

/** The parameters of a query, decoded; a plus is a space. */
export function queryValues(query: string): MultiValues {
  const pairs = query.split("&").filter((pair) => pair !== "");
  return valuesByName(pairs.map((pair) => {
    const [name = "", ...value] = pair.replaceAll("+", " ").split("=");
    return [percentDecoded(name), percentDecoded(value.join("="))] as const;
  }));
}

/** X-Ray's header of a request: the one that it brought, or the root of a new trace. */
export function traceOf({ headers, requestId }: EndpointRequest, now: number): string {
  return headerOf(headers, "x-amzn-trace-id") ?? `Root=${traceId(requestId, now)}`;
}

/** The headers of a request, with those that API Gateway adds on its way. */
export function headerValues(request: EndpointRequest, now: number): MultiValues {
  const values = new Map(valuesByName(request.headers));
  const forwarded = [...(values.get("x-forwarded-for") ?? []), request.sourceIp].join(", ");
  values.set("x-forwarded-for", [forwarded]).set("x-forwarded-port", ["443"]).set("x-forwarded-proto", ["https"]);
  return values.set("x-amzn-trace-id", [traceOf(request, now)]);
}

/** Whether a media type is one of a list in which a star may stand for the subtype, or for both (a star, a slash, a star). */
export function isOneOf(list: readonly string[], type: string): boolean {
  return list.some((one) => one === "*/*" || one.toLowerCase() === type || (one.endsWith("/*") && type.startsWith(one.slice(0, -1).toLowerCase())));
}

/** A body as an event holds it. */
export interface EventBody {
  readonly text: string;
  readonly isBase64Encoded: boolean;
}

/** As text or in base64; text that is none (bytes that are not UTF-8) loses what cannot be read. Null: there is no body. */
export function eventBody(body: Uint8Array, asBase64: boolean): EventBody | null {
  if (body.length === 0) return null;
  if (asBase64) return { text: base64(body), isBase64Encoded: true };
  return { text: utf8Text(body) ?? utf8LossyText(body), isBase64Encoded: false };
}

/** `04/Mar/2020:19:15:17 +0000`. */
export function requestTime(now: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(new Date(now).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

/** An id in the manner of API Gateway's extended request ids (`JKJaXmPLvHcESHA=`): 11 bytes of the request's own id, in base64's letters for addresses. */
export function extendedRequestId(requestId: string): string {
  const hex = requestId.replaceAll(/[^0-9a-f]/g, "").padStart(22, "0");
  const bytes = Uint8Array.from({ length: 11 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
  return base64(bytes).replaceAll("+", "-").replaceAll("/", "_");
}
