import { isAwsError } from "../aws-error.ts";
import { bytesOfBase64, utf8, utf8Text } from "../bytes.ts";
import type { EndpointAnswer, EndpointOutcome, HeaderPairs } from "../http-endpoint.ts";
import { headerBytes, headerOf } from "../http-parts.ts";
import { errorPage, SERVER } from "./load-balancer-answers.ts";

/** Bytes of what a function returns at most. */
export const MAX_RESPONSE_BYTES = 1024 * 1024;

/**
 * Bytes of all headers that it returns at most ("Entire response header: 32 K", Application Load Balancers User Guide,
 * "HTTP header limits"). That beyond it the response counts as malformed is our choice.
 */
const MAX_HEADER_BYTES = 32 * 1024;

/**
 * What the client gets for the outcome of an invocation. A function that failed, a refusal by Lambda (throttled, no
 * permission, gone) and a response that is none of ELB's form are all one to it: 502.
 */
export function lambdaAnswer(outcome: EndpointOutcome, multiValueHeaders: boolean): EndpointAnswer {
  if (outcome === "timeout" || isAwsError(outcome) || outcome.failed || outcome.payload.length > MAX_RESPONSE_BYTES) return errorPage(502);
  return responseOf(outcome.payload, multiValueHeaders) ?? errorPage(502);
}

/**
 * Only the status is needed. What is there must have its type, and null is none; of `headers` and `multiValueHeaders` the one
 * that the target group does not use is passed over. `statusDescription` is the reason phrase, which HTTP/2 and `fetch` have no place for.
 */
function responseOf(payload: Uint8Array, multiValueHeaders: boolean): EndpointAnswer | undefined {
  const response = objectOf(payload);
  if (!response) return undefined;
  const { statusCode, statusDescription = "", body = "", isBase64Encoded = false } = response;
  if (typeof statusCode !== "number" || !Number.isInteger(statusCode) || statusCode < 200 || statusCode > 599) return undefined;
  if (typeof statusDescription !== "string" || typeof body !== "string" || typeof isBase64Encoded !== "boolean") return undefined;
  const headers = multiValueHeaders ? headerLists(response["multiValueHeaders"]) : headerTexts(response["headers"]);
  // Base64 in lines (RFC 2045) is refused as well.
  const bytes = !isBase64Encoded ? utf8(body) : /\s/.test(body) ? null : bytesOfBase64(body);
  if (!headers || !bytes) return undefined;
  const added: HeaderPairs = [
    ...(headerOf(headers, "server") === undefined ? [SERVER] : []),
    ...(headerOf(headers, "content-type") === undefined ? [["content-type", "application/octet-stream"] as const] : []),
  ];
  return { status: statusCode, headers: [...headers, ...added], body: bytes };
}

function objectOf(payload: Uint8Array): Record<string, unknown> | undefined {
  const text = utf8Text(payload);
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function headerTexts(headers: unknown): HeaderPairs | undefined {
  if (headers === undefined) return [];
  return isObject(headers) ? checked(Object.entries(headers)) : undefined;
}

function headerLists(headers: unknown): HeaderPairs | undefined {
  if (headers === undefined) return [];
  if (!isObject(headers)) return undefined;
  const entries = Object.entries(headers);
  return entries.every(([, values]) => Array.isArray(values)) ? checked(entries.flatMap(([name, values]) => (values as unknown[]).map((value) => [name, value] as const))) : undefined;
}

/** Headers as they may be sent, names in lower case; undefined where one may not. */
function checked(pairs: readonly (readonly [name: string, value: unknown])[]): HeaderPairs | undefined {
  const headers: [string, string][] = [];
  for (const [name, value] of pairs) {
    // oxlint-disable-next-line no-control-regex -- they are what must not be in a header
    if (typeof value !== "string" || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) return undefined;
    headers.push([name.toLowerCase(), asOctets(value)]);
  }
  return headerBytes(headers) <= MAX_HEADER_BYTES ? headers : undefined;
}

/** A header is octets: other letters than ASCII travel as UTF-8, and whoever reads them sees one letter an octet. */
function asOctets(value: string): string {
  return /^[\u0020-\u007e\t]*$/.test(value) ? value : Array.from(utf8(value), (octet) => String.fromCharCode(octet)).join("");
}
