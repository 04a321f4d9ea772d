import {
  CreateDeploymentCommand as DeployRestCommand, CreateResourceCommand, CreateRestApiCommand, DeleteMethodCommand, DeleteResourceCommand, DeleteRestApiCommand, GetDeploymentCommand,
  GetStagesCommand, PutIntegrationCommand, PutMethodCommand, type Resource,
} from "@aws-sdk/client-api-gateway";
import {
  CreateApiCommand, CreateDeploymentCommand, CreateIntegrationCommand, CreateRouteCommand, CreateStageCommand, DeleteApiCommand, DeleteIntegrationCommand, DeleteRouteCommand,
} from "@aws-sdk/client-apigatewayv2";
import { httpApiParts, restApiParts } from "../aws/api-queries.ts";
import type { ApiGatewayClients } from "../aws/clients/apigateway.ts";
import type { Undo } from "./all-or-nothing.ts";
import { invocationUri, type ApiTrigger } from "./api-rows.ts";

/** An API that leads to a function from `ANY /<function name>` on. */
export interface NewApiTrigger {
  readonly kind: "api";
  readonly type: "HTTP" | "REST";
  /** Of an API that is there; absent: a new one is made. */
  readonly apiId?: string;
  /** Of a new one. */
  readonly name: string;
  readonly stage: string;
}

/** The API that is to lead to the function: a new one, or the one that was chosen. */
export async function apiFor({ rest, http }: ApiGatewayClients, trigger: NewApiTrigger, undo: Undo): Promise<string> {
  if (trigger.apiId !== undefined) return trigger.apiId;
  const description = "Created by AWS Lambda";
  if (trigger.type === "HTTP") {
    const { ApiId = "" } = await http.send(new CreateApiCommand({ Name: trigger.name, ProtocolType: "HTTP", Description: description }));
    undo(() => http.send(new DeleteApiCommand({ ApiId })));
    return ApiId;
  }
  const { id: restApiId = "" } = await rest.send(new CreateRestApiCommand({ name: trigger.name, description, endpointConfiguration: { types: ["REGIONAL"] } }));
  undo(() => rest.send(new DeleteRestApiCommand({ restApiId })));
  return restApiId;
}

/** Leads `ANY <path>` of an HTTP API to a function, and sees to a stage that serves it. */
export async function addHttpRoute(clients: ApiGatewayClients, ApiId: string, path: string, functionArn: string, stage: string, undo: Undo): Promise<void> {
  const { http } = clients;
  const { IntegrationId = "" } = await http.send(new CreateIntegrationCommand({ ApiId, IntegrationType: "AWS_PROXY", IntegrationUri: functionArn, PayloadFormatVersion: "2.0" }));
  undo(() => http.send(new DeleteIntegrationCommand({ ApiId, IntegrationId })));
  const { RouteId = "" } = await http.send(new CreateRouteCommand({ ApiId, RouteKey: `ANY ${path}`, Target: `integrations/${IntegrationId}` }));
  undo(() => http.send(new DeleteRouteCommand({ ApiId, RouteId })));
  const known = (await httpApiParts(clients, ApiId)).stages.find(({ name }) => name === stage);
  if (!known) await http.send(new CreateStageCommand({ ApiId, StageName: stage, AutoDeploy: true }));
  else if (!known.autoDeploy) await http.send(new CreateDeploymentCommand({ ApiId, StageName: stage }));
}

/** The same for a REST API: a resource, its method ANY, and a deployment to the stage. */
export async function addRestMethod(clients: ApiGatewayClients, restApiId: string, path: string, uri: string, stageName: string, undo: Undo): Promise<void> {
  const { rest } = clients;
  const { resources } = await restApiParts(clients, restApiId);
  let resourceId = resources.find((one) => one.path === path)?.id;
  if (resourceId === undefined) {
    const made = await rest.send(new CreateResourceCommand({ restApiId, parentId: resources.find((one) => one.path === "/")?.id, pathPart: path.slice(1) }));
    resourceId = made.id;
    undo(() => rest.send(new DeleteResourceCommand({ restApiId, resourceId: made.id })));
  }
  const method = { restApiId, resourceId, httpMethod: "ANY" };
  await rest.send(new PutMethodCommand({ ...method, authorizationType: "NONE" }));
  undo(() => rest.send(new DeleteMethodCommand(method)));
  await rest.send(new PutIntegrationCommand({ ...method, type: "AWS_PROXY", integrationHttpMethod: "POST", uri }));
  await rest.send(new DeployRestCommand({ restApiId, stageName }));
}

/** Leads an API to a function; `undo` learns each step. */
export async function addApiRoute(clients: ApiGatewayClients, trigger: NewApiTrigger, apiId: string, target: { readonly name: string; readonly arn: string }, region: string, undo: Undo): Promise<void> {
  const path = `/${target.name}`;
  if (trigger.type === "HTTP") return addHttpRoute(clients, apiId, path, target.arn, trigger.stage, undo);
  return addRestMethod(clients, apiId, path, invocationUri(region, target.arn), trigger.stage, undo);
}

/** Takes a route away, and the API with its last one; the stages that serve it follow. */
export async function removeApiRoute(clients: ApiGatewayClients, { api, route, path, isLast, stages }: ApiTrigger): Promise<void> {
  const { rest, http } = clients;
  if (isLast) {
    await (api.type === "HTTP" ? http.send(new DeleteApiCommand({ ApiId: api.id })) : rest.send(new DeleteRestApiCommand({ restApiId: api.id })));
    return;
  }
  if (route.type === "HTTP") {
    await http.send(new DeleteRouteCommand({ ApiId: api.id, RouteId: route.routeId }));
    const { routes } = await httpApiParts(clients, api.id);
    if (!routes.some(({ Target }) => Target === `integrations/${route.integrationId}`)) await http.send(new DeleteIntegrationCommand({ ApiId: api.id, IntegrationId: route.integrationId }));
    for (const { name, autoDeploy } of stages) if (!autoDeploy) await http.send(new CreateDeploymentCommand({ ApiId: api.id, StageName: name }));
    return;
  }
  const serving = await stagesServing(clients, api.id, path, route.httpMethod);
  if (serving.length > 0) {
    const unfinished = undeployable((await restApiParts(clients, api.id)).resources, route);
    if (unfinished !== undefined) {
      const message = `Nothing was deleted. ${serving.join(", ")} of ${api.name} must be deployed anew to stop serving this method, and API Gateway refuses that while a method has no integration: ${unfinished}. Give it one, or delete it.`;
      throw Object.assign(new Error(message), { name: "BadRequestException" });
    }
  }
  await rest.send(new DeleteMethodCommand({ restApiId: api.id, resourceId: route.resourceId, httpMethod: route.httpMethod }));
  await removeIfBare(clients, api.id, route.resourceId);
  for (const stageName of serving) await rest.send(new DeployRestCommand({ restApiId: api.id, stageName }));
}

/** The stages of a REST API whose deployment has this method: others need no new one to be rid of it. */
async function stagesServing({ rest }: ApiGatewayClients, restApiId: string, path: string, httpMethod: string): Promise<string[]> {
  const { item: stages = [] } = await rest.send(new GetStagesCommand({ restApiId }));
  const names = stages.map(async ({ stageName = "", deploymentId }) => {
    const { apiSummary } = await rest.send(new GetDeploymentCommand({ restApiId, deploymentId, embed: ["apisummary"] }));
    return apiSummary?.[path]?.[httpMethod] ? [stageName] : [];
  });
  return (await Promise.all(names)).flat();
}

/** A method beside this one for whose sake CreateDeployment would be refused, as `GET /books`; undefined: none. */
function undeployable(resources: readonly Resource[], removed: { readonly resourceId: string; readonly httpMethod: string }): string | undefined {
  for (const { id, path = "", resourceMethods = {} } of resources) {
    for (const [httpMethod, { methodIntegration }] of Object.entries(resourceMethods)) {
      const stays = id !== removed.resourceId || httpMethod !== removed.httpMethod;
      if (stays && !methodIntegration) return `${httpMethod} ${path}`;
    }
  }
  return undefined;
}

/** A resource without methods and children is of no more use; the root stays. */
async function removeIfBare(clients: ApiGatewayClients, restApiId: string, resourceId: string): Promise<void> {
  const { resources } = await restApiParts(clients, restApiId);
  const resource = resources.find(({ id }) => id === resourceId);
  if (!resource?.parentId || Object.keys(resource.resourceMethods ?? {}).length > 0 || resources.some(({ parentId }) => parentId === resourceId)) return;
  await clients.rest.send(new DeleteResourceCommand({ restApiId, resourceId }));
}
