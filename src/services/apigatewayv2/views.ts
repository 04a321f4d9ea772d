import type { Api, Deployment, Integration, Route, Stage } from "@aws-sdk/client-apigatewayv2";
import { apiHost } from "../api-gateway/ids.ts";
import type { OperationContext } from "../operation.ts";
import type { HttpApiRecord, HttpDeployment, HttpIntegration, HttpRoute, HttpStage } from "./records.ts";

/** An API as its operations show it. */
export function apiView(api: HttpApiRecord, { region }: Pick<OperationContext, "region">): Api {
  return {
    ApiEndpoint: `https://${apiHost(api.apiId, region)}`,
    ApiId: api.apiId,
    ApiKeySelectionExpression: "$request.header.x-api-key",
    CreatedDate: new Date(api.createdAt),
    DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    IpAddressType: "ipv4",
    Name: api.name,
    ProtocolType: "HTTP",
    RouteSelectionExpression: "$request.method $request.path",
    Tags: { ...api.tags },
    ...(api.description !== "" && { Description: api.description }),
    ...(api.version !== "" && { Version: api.version }),
  };
}

export function integrationView(integration: HttpIntegration): Integration {
  return {
    ConnectionType: "INTERNET",
    IntegrationId: integration.integrationId,
    IntegrationMethod: "POST",
    IntegrationType: "AWS_PROXY",
    IntegrationUri: integration.uri,
    PayloadFormatVersion: integration.payloadFormatVersion,
    TimeoutInMillis: integration.timeoutMs,
    ...(integration.description !== "" && { Description: integration.description }),
    ...(integration.managed && { ApiGatewayManaged: true }),
  };
}

export function routeView(route: HttpRoute): Route {
  return {
    ApiKeyRequired: false,
    AuthorizationType: "NONE",
    RouteId: route.routeId,
    RouteKey: route.routeKey,
    ...(route.integrationId !== null && { Target: `integrations/${route.integrationId}` }),
    ...(route.operationName !== "" && { OperationName: route.operationName }),
    ...(route.managed && { ApiGatewayManaged: true }),
  };
}

export function stageView(stage: HttpStage): Stage {
  return {
    AutoDeploy: stage.autoDeploy,
    CreatedDate: new Date(stage.createdAt),
    DefaultRouteSettings: { DetailedMetricsEnabled: false },
    LastUpdatedDate: new Date(stage.lastUpdated),
    RouteSettings: {},
    StageName: stage.stageName,
    StageVariables: { ...stage.variables },
    Tags: { ...stage.tags },
    ...(stage.deploymentId !== null && { DeploymentId: stage.deploymentId }),
    ...(stage.description !== "" && { Description: stage.description }),
    ...(stage.managed && { ApiGatewayManaged: true }),
  };
}

export function deploymentView(deployment: HttpDeployment): Deployment {
  return {
    AutoDeployed: deployment.automatic,
    CreatedDate: new Date(deployment.createdAt),
    DeploymentId: deployment.deploymentId,
    DeploymentStatus: "DEPLOYED",
    ...(deployment.description !== "" && { Description: deployment.description }),
  };
}
