import { apiHost } from "#services/api-gateway/ids.ts";
import type { ApiStage, ApiSummary, HttpApiParts, RestApiParts } from "../aws/api-queries.ts";

/** A route of an API that leads to a function, with all that taking it away needs. */
export interface ApiTrigger {
  readonly kind: "api";
  readonly id: string;
  /** Which requests of the API the function's policy must let in. */
  readonly sourceArn: string;
  readonly api: ApiSummary;
  /** In DNS. */
  readonly host: string;
  /** Empty for `$default`, which takes every method. */
  readonly method: string;
  readonly path: string;
  readonly stages: readonly ApiStage[];
  /** Nothing is left of the API without it. */
  readonly isLast: boolean;
  readonly route: { readonly type: "HTTP"; readonly routeId: string; readonly integrationId: string } | { readonly type: "REST"; readonly resourceId: string; readonly httpMethod: string };
}

interface ApiPlace {
  readonly accountId: string;
  readonly region: string;
}

/** The routes of an HTTP API that lead to this very function, version or alias. */
export function httpApiTriggers(api: ApiSummary, { routes, integrations, stages }: HttpApiParts, functionArn: string, place: ApiPlace): ApiTrigger[] {
  const own = new Set(integrations.filter(({ IntegrationUri = "" }) => leadsTo(IntegrationUri, functionArn)).map(({ IntegrationId = "" }) => IntegrationId));
  return routes.flatMap(({ RouteId = "", RouteKey = "", Target = "" }) => {
    const integrationId = Target.slice("integrations/".length);
    if (!own.has(integrationId)) return [];
    const [method = "", path = "$default"] = RouteKey === "$default" ? [] : RouteKey.split(" ", 2);
    return [trigger(api, place, { method, path, stages, isLast: routes.length === 1, route: { type: "HTTP", routeId: RouteId, integrationId } })];
  });
}

/** The methods of a REST API that lead to it. */
export function restApiTriggers(api: ApiSummary, { resources, stages }: RestApiParts, functionArn: string, place: ApiPlace): ApiTrigger[] {
  const all = resources.flatMap(({ id = "", path = "", resourceMethods = {} }) => Object.entries(resourceMethods).map(([httpMethod, method]) => ({ resourceId: id, path, httpMethod, uri: method.methodIntegration?.uri ?? "" })));
  return all
    .filter(({ uri }) => leadsTo(uri, functionArn))
    .map(({ resourceId, path, httpMethod }) => trigger(api, place, { method: httpMethod, path, stages, isLast: all.length === 1, route: { type: "REST", resourceId, httpMethod } }));
}

/** `https://<host>/<stage>/<path>` without its scheme and host; braces stand for what a client writes there. */
export function addressPath({ api, path }: Pick<ApiTrigger, "api" | "path">, stage: string): string {
  const below = path === "$default" ? "/" : path;
  return api.type === "HTTP" && stage === "$default" ? below : `/${stage}${below}`;
}

/** The requests of any stage that a route takes, as a policy's source. */
export function apiSourceArn({ accountId, region }: ApiPlace, apiId: string, method: string, path: string): string {
  const route = path === "$default" ? "$default" : `${method === "ANY" ? "*" : method}${path}`;
  return `arn:aws:execute-api:${region}:${accountId}:${apiId}/*/${route}`;
}

/** The address under which API Gateway invokes a function: what integrations of REST APIs name. */
export function invocationUri(region: string, functionArn: string): string {
  return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

function trigger(api: ApiSummary, place: ApiPlace, route: Pick<ApiTrigger, "method" | "path" | "stages" | "isLast" | "route">): ApiTrigger {
  return {
    kind: "api",
    id: `${api.id} ${route.method} ${route.path}`,
    sourceArn: apiSourceArn(place, api.id, route.method, route.path),
    api,
    host: apiHost(api.id, place.region),
    ...route,
  };
}

function leadsTo(uri: string, functionArn: string): boolean {
  return uri === functionArn || uri.endsWith(`/functions/${functionArn}/invocations`);
}
