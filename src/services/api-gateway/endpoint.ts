import { isAwsError } from "../aws-error.ts";
import type { Endpoint, EndpointAnswer, EndpointCall, EndpointOutcome, EndpointRequest, HeaderPairs } from "../http-endpoint.ts";
import { restApiEvent } from "./event.ts";
import { apiIdOfHost, executeApiArn } from "./ids.ts";
import { compareTemplates, matchTemplate, type PathParameters, segmentsOf } from "./path-template.ts";
import { answerOf, gatewayAnswer, readReturned } from "./proxy-answer.ts";
import type { RestDeployedMethod, RestDeployment } from "./records.ts";
import { headerOf, mediaType } from "../http-parts.ts";
import { BODY_LIMIT, extendedRequestId, isOneOf, traceOf } from "./request-parts.ts";

/** The members that a function's answer may have; any other one makes it malformed. */
const ANSWER_MEMBERS = new Set(["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"]);

/**
 * Serves REST APIs at `<api id>.execute-api.<region>.amazonaws.com/<stage>`: what was deployed to the stage, whatever the
 * API has become since. Statuses and texts: API Gateway Developer Guide, "Gateway response types"; Lambda Developer
 * Guide, "API Gateway error handling".
 */
export const restApiEndpoint: Endpoint = (state, request, context) => {
  const id = apiIdOfHost(request.host, context.region);
  const api = id === null ? undefined : state["apigateway.rest-apis"].get(id);
  if (!api) return undefined;
  const own = ownAnswers(request);
  const [stageName = ""] = segmentsOf(request.path);
  const stage = api.disableExecuteApiEndpoint ? undefined : api.stages.find((one) => one.stageName === stageName);
  const deployment = stage && api.deployments.find((one) => one.id === stage.deploymentId);
  if (!stage || !deployment) return own(403, '{"message":"Forbidden"}', "ForbiddenException");
  const path = request.path.slice(stageName.length + 1) || "/";
  const match = findMethod(deployment, request.method, path);
  if (!match) return own(403, '{"message":"Missing Authentication Token"}', "MissingAuthenticationTokenException");
  if (request.body.length > BODY_LIMIT) return own(413, '{"message":"Request Too Long"}', "RequestTooLargeException");
  const { method, parameters } = match;
  // Lambda's Invoke is a POST; AWS lets other methods be configured, and then every request fails.
  if (method.integration.httpMethod !== "POST") return own(500, INTERNAL_ERROR, "InternalServerErrorException");
  return {
    kind: "invoke",
    functionArn: method.integration.functionArn,
    payload: restApiEvent(request, { apiId: api.id, stage, deployment, method, path, parameters }, context),
    service: "apigateway.amazonaws.com",
    sourceArn: executeApiArn(context, api.id, `${stageName}/${request.method}${method.path}`),
    timeoutMs: method.integration.timeoutMs,
    answer: (outcome) => answerFor(outcome, request, deployment, [...idHeaders(request), ["x-amzn-trace-id", traceOf(request, context.now)]]),
  };
};

const INTERNAL_ERROR = '{"message": "Internal server error"}';

/** The deployed method for a request: the resource whose path fits best, and of its methods the one by name before ANY. */
function findMethod({ methods }: RestDeployment, httpMethod: string, path: string): { readonly method: RestDeployedMethod; readonly parameters: PathParameters } | null {
  // A slash at the end changes nothing.
  const segments = segmentsOf(path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);
  const fitting = methods.flatMap((method) => {
    const parameters = matchTemplate(method.path, segments);
    return parameters ? [{ method, parameters }] : [];
  });
  const [best] = fitting.toSorted((left, right) => compareTemplates(left.method.path, right.method.path));
  const ofResource = fitting.filter(({ method }) => method.resourceId === best?.method.resourceId);
  return ofResource.find(({ method }) => method.httpMethod === httpMethod) ?? ofResource.find(({ method }) => method.httpMethod === "ANY") ?? null;
}

/** What the client gets for what came of the invocation. Whatever Lambda refuses, a throttle too, is a 500 that does not say so. */
function answerFor(outcome: EndpointOutcome, request: EndpointRequest, deployment: RestDeployment, ids: HeaderPairs): EndpointAnswer {
  const own = (status: number, body: string) => gatewayAnswer(status, body, [["x-amzn-errortype", "InternalServerErrorException"], ...ids]);
  if (outcome === "timeout") return own(504, '{"message": "Endpoint request timed out"}');
  if (isAwsError(outcome)) return own(500, INTERNAL_ERROR);
  const returned = outcome.failed ? null : readReturned(outcome.payload);
  const wellFormed = returned?.kind === "object" && Object.keys(returned.members).every((name) => ANSWER_MEMBERS.has(name));
  const decodes = isOneOf(deployment.binaryMediaTypes, mediaType(headerOf(request.headers, "accept") ?? headerOf(request.headers, "content-type")));
  const answer = wellFormed ? answerOf(returned.members, { defaultContentType: "application/json", version: "1.0", decodes }) : null;
  return answer ? { ...answer, headers: [...answer.headers, ...ids] } : own(502, INTERNAL_ERROR);
}

function ownAnswers(request: EndpointRequest): (status: number, body: string, type: string) => EndpointCall {
  return (status, body, type) => ({ kind: "answer", answer: gatewayAnswer(status, body, [["x-amzn-errortype", type], ...idHeaders(request)]) });
}

function idHeaders({ requestId }: EndpointRequest): HeaderPairs {
  return [["x-amzn-requestid", requestId], ["x-amz-apigw-id", extendedRequestId(requestId)]];
}
