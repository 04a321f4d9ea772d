import type { Deployment, Integration, Method, Resource, RestApi, Stage } from "@aws-sdk/client-api-gateway";
import type { RestApiRecord, RestDeployment, RestIntegration, RestMethod, RestResource, RestStage } from "./records.ts";

/** An API as its operations show it. */
export function apiView(api: RestApiRecord): RestApi {
  return {
    id: api.id,
    name: api.name,
    createdDate: new Date(api.createdAt),
    apiKeySource: "HEADER",
    endpointConfiguration: { types: [api.endpointType], ipAddressType: "ipv4" },
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    rootResourceId: api.rootResourceId,
    ...(api.description !== "" && { description: api.description }),
    ...(api.version !== "" && { version: api.version }),
    ...(api.binaryMediaTypes.length > 0 && { binaryMediaTypes: [...api.binaryMediaTypes] }),
    ...(Object.keys(api.tags).length > 0 && { tags: { ...api.tags } }),
  };
}

/** A resource with the names of its methods, or (where `methods` is asked to be embedded) with all of them. */
export function resourceView(resource: RestResource, embedsMethods: boolean): Resource {
  const methods = resource.methods.map((method) => [method.httpMethod, embedsMethods ? methodView(resource, method) : {}] as const);
  return {
    id: resource.id,
    path: resource.path,
    ...(resource.parentId !== null && { parentId: resource.parentId, pathPart: resource.pathPart }),
    ...(methods.length > 0 && { resourceMethods: Object.fromEntries(methods) }),
  };
}

export function methodView(resource: RestResource, method: RestMethod): Method {
  return {
    httpMethod: method.httpMethod,
    authorizationType: "NONE",
    apiKeyRequired: false,
    ...(method.operationName !== "" && { operationName: method.operationName }),
    ...(method.integration && { methodIntegration: integrationView(resource, method.integration) }),
  };
}

export function integrationView(resource: RestResource, integration: RestIntegration): Integration {
  return {
    type: "AWS_PROXY",
    httpMethod: integration.httpMethod,
    uri: integration.uri,
    passthroughBehavior: integration.passthroughBehavior,
    timeoutInMillis: integration.timeoutMs,
    cacheNamespace: resource.id,
    cacheKeyParameters: [],
  };
}

/** A deployment; where `apisummary` is asked to be embedded, with its methods by path and HTTP method. */
export function deploymentView(deployment: RestDeployment, embedsSummary: boolean): Deployment {
  return {
    id: deployment.id,
    createdDate: new Date(deployment.createdAt),
    ...(deployment.description !== "" && { description: deployment.description }),
    ...(embedsSummary && { apiSummary: summaryOf(deployment) }),
  };
}

function summaryOf({ methods }: RestDeployment): NonNullable<Deployment["apiSummary"]> {
  const summary: NonNullable<Deployment["apiSummary"]> = {};
  for (const { path, httpMethod } of methods) (summary[path] ??= {})[httpMethod] = { authorizationType: "NONE", apiKeyRequired: false };
  return summary;
}

export function stageView(stage: RestStage): Stage {
  return {
    deploymentId: stage.deploymentId,
    stageName: stage.stageName,
    cacheClusterEnabled: false,
    cacheClusterStatus: "NOT_AVAILABLE",
    methodSettings: {},
    tracingEnabled: false,
    createdDate: new Date(stage.createdAt),
    lastUpdatedDate: new Date(stage.lastUpdated),
    ...(stage.description !== "" && { description: stage.description }),
    ...(Object.keys(stage.variables).length > 0 && { variables: { ...stage.variables } }),
    ...(Object.keys(stage.tags).length > 0 && { tags: { ...stage.tags } }),
  };
}
