import type { CreateRouteRequest, DeleteRouteRequest, GetRouteRequest, GetRoutesRequest, GetRoutesResponse, Route } from "@aws-sdk/client-apigatewayv2";
import { shortId } from "../../api-gateway/ids.ts";
import { badRequest, conflict, refuseUnbuilt } from "../../api-gateway/errors.ts";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { findApi, findInApi, findPart, keptAndDeployed } from "../apis.ts";
import { pageById } from "../pages.ts";
import type { HttpApiRecord, HttpRoute } from "../records.ts";
import { routeKeyProblem } from "../route-key.ts";
import { routeView } from "../views.ts";

const UNBUILT = ["ApiKeyRequired", "AuthorizationScopes", "AuthorizerId", "ModelSelectionExpression", "RequestModels", "RequestParameters", "RouteResponseSelectionExpression"];
/** Per API (API Gateway quotas). */
const MAX_ROUTES = 300;

/** CreateRoute, open to everybody: authorizers are not simulated. */
export const createRoute: Operation<CreateRouteRequest, Route> = (state, input, context) => {
  const api = findApi(state, input.ApiId, context);
  if (isAwsError(api)) return api;
  const routeKey = input.RouteKey ?? "";
  const refusal = refuseUnbuilt(input, UNBUILT) ?? authorizationProblem(input.AuthorizationType) ?? routeKeyProblem(routeKey);
  if (refusal) return refusal;
  const integrationId = integrationOf(api, input.Target);
  if (isAwsError(integrationId)) return integrationId;
  if (api.routes.some((one) => one.routeKey === routeKey)) return conflict(`Route with key ${routeKey} already exists for this API`);
  if (api.routes.length >= MAX_ROUTES) return badRequest(`Maximum number of Routes for this API has been reached: ${MAX_ROUTES}.`);
  const route: HttpRoute = { routeId: shortId(context, 7), routeKey, integrationId, operationName: input.OperationName ?? "", managed: false };
  return { output: routeView(route), changes: keptAndDeployed({ ...api, routes: [...api.routes, route] }, context) };
};

/** GetRoute. */
export const getRoute: Operation<GetRouteRequest, Route> = (state, input, context) => {
  const found = findInApi(state, input, context, (api) => findRoute(api, input.RouteId));
  return isAwsError(found) ? found : { output: routeView(found.part), changes: [] };
};

/** GetRoutes of an API, by id. */
export const getRoutes: Operation<GetRoutesRequest, GetRoutesResponse> = (state, input, context) => {
  const api = findApi(state, input.ApiId, context);
  if (isAwsError(api)) return api;
  const result = pageById(api.routes, idOf, input);
  if (isAwsError(result)) return result;
  return { output: { Items: result.items.map(routeView), ...(result.next !== undefined && { NextToken: result.next }) }, changes: [] };
};

/** DeleteRoute. Its integration stays. */
export const deleteRoute: Operation<DeleteRouteRequest, Record<string, never>> = (state, input, context) => {
  const found = findInApi(state, input, context, (api) => findRoute(api, input.RouteId));
  if (isAwsError(found)) return found;
  const { api, part } = found;
  return { output: {}, changes: keptAndDeployed({ ...api, routes: api.routes.filter((one) => one !== part) }, context) };
};

/** The integration of a target `integrations/<id>`; null: the route has none yet. */
function integrationOf(api: HttpApiRecord, target: string | undefined): string | null | AwsError {
  if (target === undefined || target === "") return null;
  const id = /^integrations\/(.+)$/.exec(target)?.[1];
  if (id === undefined) return badRequest("Invalid Target: it is written integrations/<integration id>.");
  const known = findPart(api.integrations, ({ integrationId }) => integrationId, "Integration", id);
  return isAwsError(known) ? known : known.integrationId;
}

function authorizationProblem(type: string | undefined): AwsError | undefined {
  return type === undefined || type === "NONE" ? undefined : badRequest(`The AuthorizationType ${type} is not simulated here: nothing is signed or verified, so a route is open (NONE).`);
}

function findRoute(api: HttpApiRecord, id: string | undefined): HttpRoute | AwsError {
  return findPart(api.routes, idOf, "Route", id);
}

function idOf({ routeId }: HttpRoute): string {
  return routeId;
}
