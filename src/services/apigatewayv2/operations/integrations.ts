import type { CreateIntegrationRequest, DeleteIntegrationRequest, GetIntegrationRequest, GetIntegrationsRequest, GetIntegrationsResponse, Integration } from "@aws-sdk/client-apigatewayv2";
import { badRequest, conflict } from "../../api-gateway/errors.ts";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { findApi, findInApi, findPart, keptAndDeployed } from "../apis.ts";
import { newIntegration } from "../integrations.ts";
import { pageById } from "../pages.ts";
import type { HttpApiRecord, HttpIntegration } from "../records.ts";
import { integrationView } from "../views.ts";

/** Per API (API Gateway quotas). */
const MAX_INTEGRATIONS = 300;

/** CreateIntegration with a Lambda function. Whether the function is there shows when a request comes, as at AWS. */
export const createIntegration: Operation<CreateIntegrationRequest, Integration> = (state, input, context) => {
  const api = findApi(state, input.ApiId, context);
  if (isAwsError(api)) return api;
  const integration = newIntegration(input, context, false);
  if (isAwsError(integration)) return integration;
  if (api.integrations.length >= MAX_INTEGRATIONS) return badRequest(`Maximum number of Integrations for this API has been reached: ${MAX_INTEGRATIONS}.`);
  // Nothing leads to it yet, so nothing is deployed.
  return { output: integrationView(integration), changes: [{ table: "apigateway.http-apis", key: api.apiId, value: { ...api, integrations: [...api.integrations, integration] } }] };
};

/** GetIntegration. */
export const getIntegration: Operation<GetIntegrationRequest, Integration> = (state, input, context) => {
  const found = findInApi(state, input, context, (api) => findIntegration(api, input.IntegrationId));
  return isAwsError(found) ? found : { output: integrationView(found.part), changes: [] };
};

/** GetIntegrations of an API, by id. */
export const getIntegrations: Operation<GetIntegrationsRequest, GetIntegrationsResponse> = (state, input, context) => {
  const api = findApi(state, input.ApiId, context);
  if (isAwsError(api)) return api;
  const result = pageById(api.integrations, idOf, input);
  if (isAwsError(result)) return result;
  return { output: { Items: result.items.map(integrationView), ...(result.next !== undefined && { NextToken: result.next }) }, changes: [] };
};

/** DeleteIntegration, once no route leads to it. */
export const deleteIntegration: Operation<DeleteIntegrationRequest, Record<string, never>> = (state, input, context) => {
  const found = findInApi(state, input, context, (api) => findIntegration(api, input.IntegrationId));
  if (isAwsError(found)) return found;
  const { api, part } = found;
  const user = api.routes.find(({ integrationId }) => integrationId === part.integrationId);
  if (user) return conflict(`Cannot delete Integration '${part.integrationId}', which is referenced by Route '${user.routeKey}'.`);
  return { output: {}, changes: keptAndDeployed({ ...api, integrations: api.integrations.filter((one) => one !== part) }, context) };
};

function findIntegration(api: HttpApiRecord, id: string | undefined): HttpIntegration | AwsError {
  return findPart(api.integrations, idOf, "Integration", id);
}

function idOf({ integrationId }: HttpIntegration): string {
  return integrationId;
}
