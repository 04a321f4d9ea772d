import type { Api, CreateApiRequest, CreateApiResponse, DeleteApiRequest, GetApiRequest, GetApisRequest, GetApisResponse, UpdateApiRequest } from "@aws-sdk/client-apigatewayv2";
import { API_ID_LENGTH, shortId } from "../../api-gateway/ids.ts";
import { badRequest, refuseUnbuilt } from "../../api-gateway/errors.ts";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import { autoDeployed, findApi, kept } from "../apis.ts";
import { newIntegration } from "../integrations.ts";
import { pageById } from "../pages.ts";
import type { HttpApiRecord } from "../records.ts";
import { DEFAULT_ROUTE, routeKeyProblem } from "../route-key.ts";
import { apiView } from "../views.ts";

const UNBUILT = ["CorsConfiguration", "CredentialsArn", "DisableSchemaValidation"];
/** Of HTTP APIs (API Gateway quotas). */
const MAX_APIS = 600;

/** CreateApi; with Target also an integration, a route and the stage `$default`, which deploys by itself (quick create). */
export const createApi: Operation<CreateApiRequest, CreateApiResponse> = (state, input, context) => {
  const refusal = refuseUnbuilt(input, UNBUILT) ?? protocolProblem(input) ?? nameProblem(input.Name);
  if (refusal) return refusal;
  if (state["apigateway.http-apis"].size >= MAX_APIS) return badRequest(`Maximum number of APIs for this account has been reached: ${MAX_APIS}.`);
  const api: HttpApiRecord = {
    apiId: shortId(context, API_ID_LENGTH),
    name: input.Name ?? "",
    description: input.Description ?? "",
    version: input.Version ?? "",
    tags: { ...input.Tags },
    disableExecuteApiEndpoint: input.DisableExecuteApiEndpoint ?? false,
    createdAt: context.now,
    integrations: [],
    routes: [],
    stages: [],
    deployments: [],
  };
  const made = input.Target === undefined ? api : quickCreated(api, input.Target, input.RouteKey ?? DEFAULT_ROUTE, context);
  return isAwsError(made) ? made : { output: apiView(made, context), changes: kept(made) };
};

/** GetApi. */
export const getApi: Operation<GetApiRequest, Api> = (state, input, context) => {
  const api = findApi(state, input.ApiId, context);
  return isAwsError(api) ? api : { output: apiView(api, context), changes: [] };
};

/** GetApis, by id. */
export const getApis: Operation<GetApisRequest, GetApisResponse> = (state, input, context) => {
  const idOf = ({ apiId }: HttpApiRecord) => apiId;
  const result = pageById(state["apigateway.http-apis"].values(), idOf, input);
  if (isAwsError(result)) return result;
  return { output: { Items: result.items.map((api) => apiView(api, context)), ...(result.next !== undefined && { NextToken: result.next }) }, changes: [] };
};

/** UpdateApi: name, description, version, and whether its own host serves it. */
export const updateApi: Operation<UpdateApiRequest, Api> = (state, input, context) => {
  const api = findApi(state, input.ApiId, context);
  if (isAwsError(api)) return api;
  const refusal = refuseUnbuilt(input, [...UNBUILT, "RouteKey", "Target"]) ?? (input.Name === undefined ? undefined : nameProblem(input.Name));
  if (refusal) return refusal;
  const updated: HttpApiRecord = {
    ...api,
    name: input.Name ?? api.name,
    description: input.Description ?? api.description,
    version: input.Version ?? api.version,
    disableExecuteApiEndpoint: input.DisableExecuteApiEndpoint ?? api.disableExecuteApiEndpoint,
  };
  return { output: apiView(updated, context), changes: kept(updated) };
};

/** DeleteApi with all that belongs to it. */
export const deleteApi: Operation<DeleteApiRequest, Record<string, never>> = (state, input, context) => {
  const api = findApi(state, input.ApiId, context);
  return isAwsError(api) ? api : { output: {}, changes: [{ table: "apigateway.http-apis", key: api.apiId, value: null }] };
};

function quickCreated(api: HttpApiRecord, target: string, routeKey: string, context: OperationContext): HttpApiRecord | AwsError {
  const problem = routeKeyProblem(routeKey);
  if (problem) return problem;
  const integration = newIntegration({ IntegrationType: "AWS_PROXY", IntegrationUri: target, PayloadFormatVersion: "2.0" }, context, true);
  if (isAwsError(integration)) return integration;
  const { integrationId } = integration;
  const stage = { stageName: DEFAULT_ROUTE, autoDeploy: true, deploymentId: null, description: "", variables: {}, tags: {}, createdAt: context.now, lastUpdated: context.now, managed: true };
  const route = { routeId: shortId(context, 7), routeKey, integrationId, operationName: "", managed: true };
  return autoDeployed({ ...api, integrations: [integration], routes: [route], stages: [stage] }, context);
}

function protocolProblem({ ProtocolType, RouteSelectionExpression, IpAddressType }: CreateApiRequest): AwsError | undefined {
  if (ProtocolType === "WEBSOCKET") return badRequest("WebSocket APIs are not simulated here; ProtocolType must be HTTP.");
  if (ProtocolType !== "HTTP") return badRequest("Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]");
  if (IpAddressType !== undefined && IpAddressType !== "ipv4") return badRequest("Only the IpAddressType ipv4 is simulated here.");
  if (RouteSelectionExpression === undefined || /^\$(\{request\.method\} \$\{request\.path\}|request\.method \$request\.path)$/.test(RouteSelectionExpression)) return undefined;
  return badRequest("Invalid RouteSelectionExpression: HTTP APIs select by ${request.method} ${request.path}.");
}

function nameProblem(name: string | undefined): AwsError | undefined {
  return name !== undefined && name.length >= 1 && name.length <= 128 ? undefined : badRequest("An API's name has 1 to 128 characters.");
}
