import { apiIdOfHost, executeApiArn } from "../api-gateway/ids.ts";
import { percentDecoded, segmentsOf } from "../api-gateway/path-template.ts";
import { answerOf, gatewayAnswer, readReturned } from "../api-gateway/proxy-answer.ts";
import { BODY_LIMIT, extendedRequestId } from "../api-gateway/request-parts.ts";
import { isAwsError } from "../aws-error.ts";
import { utf8 } from "../bytes.ts";
import type { Endpoint, EndpointAnswer, EndpointCall, EndpointOutcome, EndpointRequest, HeaderPairs } from "../http-endpoint.ts";
import { httpApiEvent } from "./event.ts";
import type { HttpApiRecord, HttpDeployedRoute, HttpStage } from "./records.ts";
import { DEFAULT_ROUTE, findRoute, pathOfRouteKey } from "./route-key.ts";
import { DEFAULT_STAGE } from "./operations/stages.ts";

/** Serves HTTP APIs at `<api id>.execute-api.<region>.amazonaws.com`: the stage `$default` from `/`, others from `/<stage>`. */
export const httpApiEndpoint: Endpoint = (state, request, context) => {
  const apiId = apiIdOfHost(request.host, context.region);
  const api = apiId === null ? undefined : state["apigateway.http-apis"].get(apiId);
  if (!api) return undefined;
  const own = ownAnswers(request);
  if (request.body.length > BODY_LIMIT) return own(413, "Request Entity Too Large");
  // HTTP APIs decode the path before anything else looks at it; REST APIs never do.
  const path = percentDecoded(request.path);
  const stage = api.disableExecuteApiEndpoint ? undefined : stageOf(api, path);
  const match = stage && findRoute(routesOf(api, stage), request.method, pathWithin(stage, path));
  if (!stage || !match) return own(404, "Not Found");
  const { route, parameters } = match;
  if (!route.integration) return own(500, "Internal Server Error");
  const { functionArn, payloadFormatVersion, timeoutMs } = route.integration;
  return {
    kind: "invoke",
    functionArn,
    payload: httpApiEvent(request, { apiId: api.apiId, stage, routeKey: route.routeKey, path, parameters, version: payloadFormatVersion }, context),
    service: "apigateway.amazonaws.com",
    sourceArn: executeApiArn(context, api.apiId, `${stage.stageName}/${sourceOf(route.routeKey, request.method)}`),
    timeoutMs,
    answer: (outcome) => answerFor(outcome, payloadFormatVersion, idHeaders(request)),
  };
};

/** What the client gets for what came of the invocation. */
function answerFor(outcome: EndpointOutcome, version: "1.0" | "2.0", ids: HeaderPairs): EndpointAnswer {
  if (outcome === "timeout" || (isAwsError(outcome) && outcome.name === "TooManyRequestsException")) return gatewayAnswer(503, message("Service Unavailable"), ids);
  const answer = isAwsError(outcome) || outcome.failed ? null : answerOfPayload(outcome.payload, version);
  return answer ? { ...answer, headers: [...answer.headers, ...ids] } : gatewayAnswer(500, message("Internal Server Error"), ids);
}

/**
 * Format 2.0 takes whatever has no `statusCode` as the body of a 200, a text without its quotation marks (API Gateway
 * Developer Guide, "Lambda function response for format 2.0"); 1.0 wants a `statusCode`.
 */
function answerOfPayload(payload: Uint8Array, version: "1.0" | "2.0"): EndpointAnswer | null {
  const returned = readReturned(payload);
  if (returned?.kind === "object" && returned.members["statusCode"] !== undefined) {
    return answerOf(returned.members, { defaultContentType: "text/plain; charset=utf-8", version, decodes: true });
  }
  if (version === "1.0") return null;
  return { status: 200, headers: [["content-type", "application/json"]], body: returned?.kind === "text" ? utf8(returned.text) : payload };
}

function stageOf(api: HttpApiRecord, path: string): HttpStage | undefined {
  const [first] = segmentsOf(path);
  const named = api.stages.find(({ stageName }) => stageName === first && stageName !== DEFAULT_STAGE);
  return named ?? api.stages.find(({ stageName }) => stageName === DEFAULT_STAGE);
}

function pathWithin({ stageName }: HttpStage, path: string): string {
  if (stageName === DEFAULT_STAGE) return path;
  const rest = path.slice(stageName.length + 1);
  return rest === "" ? "/" : rest;
}

function routesOf(api: HttpApiRecord, stage: HttpStage): readonly HttpDeployedRoute[] {
  return api.deployments.find(({ deploymentId }) => deploymentId === stage.deploymentId)?.routes ?? [];
}

function sourceOf(routeKey: string, method: string): string {
  return routeKey === DEFAULT_ROUTE ? DEFAULT_ROUTE : `${method}${pathOfRouteKey(routeKey)}`;
}

function ownAnswers(request: EndpointRequest): (status: number, text: string) => EndpointCall {
  return (status, text) => ({ kind: "answer", answer: gatewayAnswer(status, message(text), idHeaders(request)) });
}

function idHeaders({ requestId }: EndpointRequest): HeaderPairs {
  return [["apigw-requestid", extendedRequestId(requestId)]];
}

function message(text: string): string {
  return `{"message":"${text}"}`;
}
