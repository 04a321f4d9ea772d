import { base64, utf8, utf8Text } from "../bytes.ts";
import type { EndpointRequest, HeaderPairs } from "../http-endpoint.ts";
import { headerOf, mediaType, traceId, valuesByName } from "../http-parts.ts";
import { compareNames } from "../pagination.ts";
import { queryPairs } from "./query-pairs.ts";
import type { TargetGroupRecord } from "./records.ts";

/** What the load balancer adds to a request. */
export interface Passage {
  readonly port: number;
  /** Epoch ms. */
  readonly now: number;
}

/** The event of a request, JSON as bytes: AWS's form for targets that are functions. */
export function lambdaEvent(request: EndpointRequest, group: Pick<TargetGroupRecord, "arn" | "multiValueHeaders">, passage: Passage): Uint8Array {
  const headers = passedHeaders(request, passage);
  const query = queryPairs(request.query);
  const body = bodyOf(request);
  const named = group.multiValueHeaders
    ? { multiValueQueryStringParameters: Object.fromEntries(valuesByName(query)), multiValueHeaders: Object.fromEntries(valuesByName(headers)) }
    // Of a name that comes several times the last value is taken.
    : { queryStringParameters: Object.fromEntries(query), headers: Object.fromEntries(headers) };
  return utf8(JSON.stringify({ requestContext: { elb: { targetGroupArn: group.arn } }, httpMethod: request.method, path: request.path, ...named, ...body }));
}

function passedHeaders(request: EndpointRequest, { port, now }: Passage): HeaderPairs {
  const own = new Map([
    ["host", request.host],
    ["x-amzn-trace-id", traced(headerOf(request.headers, "x-amzn-trace-id"), traceId(request.requestId, now))],
    ["x-forwarded-for", [...request.headers.filter(([name]) => name === "x-forwarded-for").map(([, value]) => value), request.sourceIp].join(", ")],
    ["x-forwarded-port", String(port)],
    ["x-forwarded-proto", "http"],
  ]);
  return [...request.headers.filter(([name]) => !own.has(name)), ...own].toSorted(([left], [right]) => compareNames(left, right));
}

/** ELB's request tracing: a root of its own, or its own step before the root that came with the request. */
function traced(given: string | undefined, id: string): string {
  if (given === undefined) return `Root=${id}`;
  const others = given.split(";").filter((field) => field !== "" && !field.startsWith("Self="));
  return [...(others.some((field) => field.startsWith("Root=")) ? [`Self=${id}`] : [`Root=${id}`]), ...others].join(";");
}

/** Text of the documented types as it is; all else, and what is encoded (gzip), in base64. No body is an empty text. */
function bodyOf({ headers, body }: EndpointRequest): { body: string; isBase64Encoded: boolean } {
  const type = mediaType(headerOf(headers, "content-type"));
  const isText = headerOf(headers, "content-encoding") === undefined && (type.startsWith("text/") || TEXT_TYPES.has(type));
  // A text in another encoding than UTF-8 would be damaged in JSON.
  const text = isText || body.length === 0 ? utf8Text(body) : null;
  return text === null ? { body: base64(body), isBase64Encoded: true } : { body: text, isBase64Encoded: false };
}

const TEXT_TYPES = new Set(["application/json", "application/javascript", "application/xml"]);
