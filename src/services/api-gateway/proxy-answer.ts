import { bytesOfBase64, utf8, utf8Text } from "../bytes.ts";
import type { EndpointAnswer, HeaderPairs } from "../http-endpoint.ts";
import { headerBytes, headerOf } from "../http-parts.ts";

/**
 * Bytes of all headers at most. The quota is documented for requests ("Total combined size of request line and header
 * values", Amazon API Gateway quotas); that an answer keeps to it too, and is malformed beyond it, is our choice.
 */
const MAX_HEADER_BYTES = 10_240;

/** What a function returned, if it is JSON: an object's own members, a text, or any other value. */
export type Returned =
  | { readonly kind: "object"; readonly members: Readonly<Record<string, unknown>> }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value" }
  | null;

/** Reads what a function returned; null where it is not JSON. */
export function readReturned(payload: Uint8Array): Returned {
  try {
    const value: unknown = JSON.parse(utf8Text(payload) ?? "");
    if (typeof value === "string") return { kind: "text", text: value };
    if (typeof value !== "object" || value === null || Array.isArray(value)) return { kind: "value" };
    return { kind: "object", members: { ...value } };
  } catch {
    return null;
  }
}

/** How the flavours and formats differ in what they make of a function's answer. */
export interface AnswerFormat {
  readonly defaultContentType: string;
  /** `multiValueHeaders` counts (payload format 1.0), or `cookies` does (2.0). */
  readonly version: "1.0" | "2.0";
  /** Whether a body in base64 is decoded; REST APIs do that for their binary media types only. */
  readonly decodes: boolean;
}

/**
 * The answer that the members `statusCode`, `headers`, `multiValueHeaders` or `cookies`, `body` and `isBase64Encoded` ask
 * for (API Gateway Developer Guide, "Output format of a Lambda function for proxy integration"); null where they are no
 * HTTP answer: a status out of range, a header that is no text or would break the message, headers that are too long, a body that is no text.
 */
export function answerOf(returned: Readonly<Record<string, unknown>>, format: AnswerFormat): EndpointAnswer | null {
  const status = statusOf(returned["statusCode"]);
  const headers = headersOf(returned, format.version);
  const body = bodyOf(returned, format.decodes);
  if (status === null || headers === null || body === null) return null;
  const typed = headerOf(headers, "content-type") === undefined ? [...headers, ["content-type", format.defaultContentType] as const] : headers;
  return { status, headers: typed, body };
}

/** An answer of API Gateway's own: its body as given, and headers that say which request it was. */
export function gatewayAnswer(status: number, body: string, headers: HeaderPairs): EndpointAnswer {
  return { status, headers: [["content-type", "application/json"], ...headers], body: utf8(body) };
}

/** Without one: 200. Numbers may come as text. Statuses below 200 only announce an answer and are none. */
function statusOf(given: unknown): number | null {
  if (given === undefined) return 200;
  if (typeof given !== "number" && !(typeof given === "string" && /^\d{3}$/.test(given))) return null;
  const status = Number(given);
  return Number.isInteger(status) && status >= 200 && status <= 599 ? status : null;
}

function headersOf(returned: Readonly<Record<string, unknown>>, version: "1.0" | "2.0"): HeaderPairs | null {
  const pairs: [string, unknown][] = [];
  const [single, multiple, cookies] = [returned["headers"] ?? {}, version === "1.0" ? (returned["multiValueHeaders"] ?? {}) : {}, version === "2.0" ? (returned["cookies"] ?? []) : []];
  if (!isMap(single) || !isMap(multiple) || !Array.isArray(cookies)) return null;
  for (const [name, values] of Object.entries(multiple)) {
    if (!Array.isArray(values)) return null;
    for (const value of values as unknown[]) pairs.push([name, value]);
  }
  // The same pair in both maps is sent once.
  const known = new Set(pairs.map(([name, value]) => `${name.toLowerCase()}: ${String(value)}`));
  for (const [name, value] of Object.entries(single)) if (!known.has(`${name.toLowerCase()}: ${String(value)}`)) pairs.push([name, value]);
  for (const cookie of cookies as unknown[]) pairs.push(["set-cookie", cookie]);
  const headers: [string, string][] = [];
  for (const [name, value] of pairs) {
    if (value === null) continue;
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return null;
    const text = String(value).trim();
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) return null;
    headers.push([name.toLowerCase(), text]);
  }
  return headerBytes(headers) <= MAX_HEADER_BYTES ? headers : null;
}

function bodyOf(returned: Readonly<Record<string, unknown>>, decodes: boolean): Uint8Array | null {
  const body = returned["body"] ?? "";
  if (typeof body !== "string") return null;
  return returned["isBase64Encoded"] === true && decodes ? bytesOfBase64(body) : utf8(body);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
