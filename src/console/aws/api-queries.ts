import { GetResourcesCommand, GetStagesCommand as GetRestStagesCommand, paginateGetRestApis, type Resource } from "@aws-sdk/client-api-gateway";
import { GetApisCommand, GetIntegrationsCommand, GetRoutesCommand, GetStagesCommand, type Api, type Integration, type Route } from "@aws-sdk/client-apigatewayv2";
import type { ApiGatewayClients } from "./clients/apigateway.ts";

/** An API of either flavour. */
export interface ApiSummary {
  readonly type: "HTTP" | "REST";
  readonly id: string;
  readonly name: string;
}

/** All APIs of the account in this Region, by name. */
export async function listApis({ rest, http }: ApiGatewayClients): Promise<ApiSummary[]> {
  const apis: ApiSummary[] = (await allPages((NextToken) => http.send(new GetApisCommand({ NextToken })))).map(({ ApiId = "", Name = "" }: Api) => ({ type: "HTTP", id: ApiId, name: Name }));
  for await (const page of paginateGetRestApis({ client: rest }, { limit: 500 })) apis.push(...(page.items ?? []).map(({ id = "", name = "" }): ApiSummary => ({ type: "REST", id, name })));
  return apis.toSorted((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : left.id < right.id ? -1 : 1));
}

/** The names of an API's stages. */
export async function stageNames(clients: ApiGatewayClients, { type, id }: ApiSummary): Promise<string[]> {
  return (await (type === "HTTP" ? httpApiParts : restApiParts)(clients, id)).stages.map(({ name }) => name);
}

/** What an HTTP API has. */
export interface HttpApiParts {
  readonly routes: readonly Route[];
  readonly integrations: readonly Integration[];
  readonly stages: readonly ApiStage[];
}

/** A stage, and whether a change of the API reaches it by itself. */
export interface ApiStage {
  readonly name: string;
  readonly autoDeploy: boolean;
}

export async function httpApiParts({ http }: ApiGatewayClients, ApiId: string): Promise<HttpApiParts> {
  const [routes, integrations, stages] = await Promise.all([
    allPages((NextToken) => http.send(new GetRoutesCommand({ ApiId, NextToken }))),
    allPages((NextToken) => http.send(new GetIntegrationsCommand({ ApiId, NextToken }))),
    http.send(new GetStagesCommand({ ApiId })),
  ]);
  return { routes, integrations, stages: (stages.Items ?? []).map(({ StageName = "", AutoDeploy = false }) => ({ name: StageName, autoDeploy: AutoDeploy })) };
}

/** What a REST API has: resources with their methods and integrations, and stages. */
export interface RestApiParts {
  readonly resources: readonly Resource[];
  readonly stages: readonly ApiStage[];
}

export async function restApiParts({ rest }: ApiGatewayClients, restApiId: string): Promise<RestApiParts> {
  const [resources, stages] = await Promise.all([
    rest.send(new GetResourcesCommand({ restApiId, limit: 500, embed: ["methods"] })),
    rest.send(new GetRestStagesCommand({ restApiId })),
  ]);
  return { resources: resources.items ?? [], stages: (stages.item ?? []).map(({ stageName = "" }) => ({ name: stageName, autoDeploy: false })) };
}

async function allPages<Item>(read: (token: string | undefined) => Promise<{ Items?: Item[] | undefined; NextToken?: string | undefined }>): Promise<Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const page = await read(token);
    items.push(...(page.Items ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return items;
}
