import { notFound } from "../api-gateway/errors.ts";
import { type AwsError, isAwsError } from "../aws-error.ts";
import { shortId } from "../api-gateway/ids.ts";
import type { OperationContext } from "../operation.ts";
import type { Change, State } from "../tables.ts";
import type { HttpApiRecord, HttpDeployedRoute, HttpDeployment } from "./records.ts";

/** An API by its id, or 404. */
export function findApi(state: State, apiId: string | undefined, { accountId }: Pick<OperationContext, "accountId">): HttpApiRecord | AwsError {
  return state["apigateway.http-apis"].get(apiId ?? "") ?? notFound(`Invalid API identifier specified ${accountId}:${apiId ?? ""}`);
}

/** One of an API's parts by its id, or 404 in AWS's words. */
export function findPart<Part, Kind extends string>(parts: readonly Part[], idOf: (part: Part) => string, kind: Kind, id: string | undefined): Part | AwsError {
  return parts.find((part) => idOf(part) === id) ?? notFound(`Invalid ${kind} identifier specified ${id ?? ""}`);
}

/** An API and one of its parts. */
export function findInApi<Part>(
  state: State,
  input: { readonly ApiId: string | undefined },
  context: OperationContext,
  find: (api: HttpApiRecord) => Part | AwsError,
): { readonly api: HttpApiRecord; readonly part: Part } | AwsError {
  const api = findApi(state, input.ApiId, context);
  if (isAwsError(api)) return api;
  const part = find(api);
  return isAwsError(part) ? part : { api, part };
}

/** Keeps an API. */
export function kept(api: HttpApiRecord): Change[] {
  return [{ table: "apigateway.http-apis", key: api.apiId, value: api }];
}

/** Keeps an API whose routes or integrations were changed: stages that deploy by themselves serve them at once. */
export function keptAndDeployed(api: HttpApiRecord, context: OperationContext): Change[] {
  return kept(autoDeployed(api, context));
}

/** The API with a new deployment for its stages that deploy by themselves. Automatic ones that no stage serves any more go. */
export function autoDeployed(api: HttpApiRecord, context: OperationContext): HttpApiRecord {
  if (!api.stages.some(({ autoDeploy }) => autoDeploy)) return api;
  const deployment = snapshot(api, context, "Automatic deployment triggered by changes to the Api configuration", true);
  const stages = api.stages.map((stage) => (stage.autoDeploy ? { ...stage, deploymentId: deployment.deploymentId, lastUpdated: context.now } : stage));
  const served = new Set(stages.map(({ deploymentId }) => deploymentId));
  return { ...api, stages, deployments: [...api.deployments.filter(({ automatic, deploymentId }) => !automatic || served.has(deploymentId)), deployment] };
}

/** The routes with their integrations as they are now. */
export function snapshot(api: HttpApiRecord, context: OperationContext, description: string, automatic: boolean): HttpDeployment {
  return { deploymentId: shortId(context, 6), description, createdAt: context.now, automatic, routes: api.routes.map((route) => deployed(api, route)) };
}

function deployed({ integrations }: HttpApiRecord, { routeKey, integrationId }: HttpApiRecord["routes"][number]): HttpDeployedRoute {
  const integration = integrations.find((one) => one.integrationId === integrationId);
  return {
    routeKey,
    integration: integration ? { functionArn: integration.functionArn, payloadFormatVersion: integration.payloadFormatVersion, timeoutMs: integration.timeoutMs } : null,
  };
}
