import { utf8 } from "../bytes.ts";
import { apiHost } from "../api-gateway/ids.ts";
import type { PathParameters } from "../api-gateway/path-template.ts";
import { identity, proxyEvent } from "../api-gateway/proxy-event.ts";
import { type EventBody, eventBody, extendedRequestId, headerValues, queryValues, requestTime } from "../api-gateway/request-parts.ts";
import type { EndpointRequest } from "../http-endpoint.ts";
import { headerOf, mediaType, type MultiValues } from "../http-parts.ts";
import type { OperationContext } from "../operation.ts";
import type { HttpStage } from "./records.ts";
import { pathOfRouteKey } from "./route-key.ts";

/** Where a request was routed to. */
export interface RoutedRequest {
  readonly apiId: string;
  readonly stage: HttpStage;
  readonly routeKey: string;
  /** Decoded, with the stage in front where it has a name; format 1.0 has it as it was sent instead. */
  readonly path: string;
  readonly parameters: PathParameters;
  readonly version: "1.0" | "2.0";
}

/** The event of a request, JSON in bytes. */
export function httpApiEvent(request: EndpointRequest, routed: RoutedRequest, context: OperationContext): Uint8Array {
  const body = eventBody(request.body, !isText(request));
  return routed.version === "2.0" ? eventOfFormat2(request, routed, body, context) : eventOfFormat1(request, routed, body, context);
}

/**
 * Payload format 2.0 (API Gateway Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs"): repeated headers
 * and parameters joined by commas, cookies in a list of their own; what is not there has no key.
 */
function eventOfFormat2(request: EndpointRequest, { apiId, stage, routeKey, path, parameters }: RoutedRequest, body: EventBody | null, context: OperationContext): Uint8Array {
  const headers = measuredHeaders(request, context.now);
  const cookies = (headers.get("cookie") ?? []).flatMap((line) => line.split(";")).map((cookie) => cookie.trim()).filter((cookie) => cookie !== "");
  const query = queryValues(request.query);
  return utf8(JSON.stringify({
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: request.query,
    ...(cookies.length > 0 && { cookies }),
    headers: joined(headers, (name) => name !== "cookie"),
    ...(query.size > 0 && { queryStringParameters: joined(query, () => true) }),
    requestContext: {
      accountId: context.accountId,
      apiId,
      domainName: apiHost(apiId, context.region),
      domainPrefix: apiId,
      http: { method: request.method, path, protocol: "HTTP/1.1", sourceIp: request.sourceIp, userAgent: headerOf(request.headers, "user-agent") ?? "" },
      requestId: extendedRequestId(request.requestId),
      routeKey,
      stage: stage.stageName,
      time: requestTime(context.now),
      timeEpoch: context.now,
    },
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    ...(Object.keys(stage.variables).length > 0 && { stageVariables: stage.variables }),
    ...(body && { body: body.text }),
    isBase64Encoded: body?.isBase64Encoded ?? false,
  }));
}

function eventOfFormat1(request: EndpointRequest, { apiId, stage, routeKey, parameters }: RoutedRequest, body: EventBody | null, context: OperationContext): Uint8Array {
  const requestId = extendedRequestId(request.requestId);
  const resource = pathOfRouteKey(routeKey);
  return proxyEvent({
    first: { version: "1.0" },
    resource,
    path: request.path,
    httpMethod: request.method,
    headers: measuredHeaders(request, context.now),
    query: queryValues(request.query),
    pathParameters: parameters,
    stageVariables: stage.variables,
    requestContext: {
      accountId: context.accountId,
      apiId,
      domainName: apiHost(apiId, context.region),
      domainPrefix: apiId,
      extendedRequestId: requestId,
      httpMethod: request.method,
      identity: identity(request.sourceIp, headerOf(request.headers, "user-agent") ?? ""),
      path: request.path,
      protocol: "HTTP/1.1",
      requestId,
      requestTime: requestTime(context.now),
      requestTimeEpoch: context.now,
      resourceId: routeKey,
      resourcePath: resource,
      stage: stage.stageName,
    },
    body,
  });
}

/** An HTTP API always says how long the body is, be it 0. */
function measuredHeaders(request: EndpointRequest, now: number): MultiValues {
  return new Map([...headerValues(request, now), ["content-length", [String(request.body.length)]]]);
}

/** HTTP APIs pass these types on as text, everything else in base64. */
function isText({ headers }: EndpointRequest): boolean {
  const type = mediaType(headerOf(headers, "content-type"));
  return type.startsWith("text/") || type === "application/json" || type === "application/javascript" || type === "application/xml";
}

function joined(values: MultiValues, takes: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries([...values].filter(([name]) => takes(name)).map(([name, all]) => [name, all.join(",")]));
}
