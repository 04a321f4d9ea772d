import type { EndpointRequest } from "../http-endpoint.ts";
import type { OperationContext } from "../operation.ts";
import { apiHost } from "./ids.ts";
import type { PathParameters } from "./path-template.ts";
import { identity, proxyEvent } from "./proxy-event.ts";
import type { RestDeployedMethod, RestDeployment, RestStage } from "./records.ts";
import { headerOf, mediaType } from "../http-parts.ts";
import { eventBody, extendedRequestId, headerValues, isOneOf, queryValues, requestTime } from "./request-parts.ts";

/** Where a request was routed to. */
export interface RoutedRequest {
  readonly apiId: string;
  readonly stage: RestStage;
  readonly deployment: RestDeployment;
  readonly method: RestDeployedMethod;
  /** Below the stage, as it was sent: a REST API decodes neither path nor its variables. */
  readonly path: string;
  readonly parameters: PathParameters;
}

/** Names that API Gateway writes with capitals, however the client wrote them. */
const OWN_CASE: Readonly<Record<string, string>> = {
  host: "Host", "user-agent": "User-Agent", "x-amzn-trace-id": "X-Amzn-Trace-Id", "x-forwarded-for": "X-Forwarded-For", "x-forwarded-port": "X-Forwarded-Port", "x-forwarded-proto": "X-Forwarded-Proto",
};

/** The event of a request: payload format 1.0 with the context of a REST API. */
export function restApiEvent(request: EndpointRequest, { apiId, stage, deployment, method, path, parameters }: RoutedRequest, context: OperationContext): Uint8Array {
  // How long the body is, a REST API does not pass on.
  const headers = [...headerValues(request, context.now)].filter(([name]) => name !== "content-length").map(([name, values]) => [Object.hasOwn(OWN_CASE, name) ? OWN_CASE[name]! : name, values] as const);
  return proxyEvent({
    first: {},
    resource: method.path,
    path,
    httpMethod: request.method,
    headers: new Map(headers),
    query: queryValues(request.query),
    pathParameters: parameters,
    stageVariables: stage.variables,
    requestContext: {
      resourceId: method.resourceId,
      resourcePath: method.path,
      httpMethod: request.method,
      extendedRequestId: extendedRequestId(request.requestId),
      requestTime: requestTime(context.now),
      path: request.path,
      accountId: context.accountId,
      protocol: "HTTP/1.1",
      stage: stage.stageName,
      domainPrefix: apiId,
      requestTimeEpoch: context.now,
      requestId: request.requestId,
      identity: identity(request.sourceIp, headerOf(request.headers, "user-agent") ?? null),
      domainName: apiHost(apiId, context.region),
      deploymentId: deployment.id,
      apiId,
    },
    body: eventBody(request.body, isOneOf(deployment.binaryMediaTypes, mediaType(headerOf(request.headers, "content-type")))),
  });
}
