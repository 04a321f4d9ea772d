import type { CreateStageRequest, DeleteStageRequest, GetStageRequest, GetStagesRequest, GetStagesResponse, Stage } from "@aws-sdk/client-apigatewayv2";
import { badRequest, conflict, notFound, refuseUnbuilt } from "../../api-gateway/errors.ts";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { autoDeployed, findApi, findInApi, findPart, kept } from "../apis.ts";
import { pageById } from "../pages.ts";
import type { HttpApiRecord, HttpStage } from "../records.ts";
import { stageView } from "../views.ts";

/** The stage that serves an API from the root of its host. */
export const DEFAULT_STAGE = "$default";

const UNBUILT = ["AccessLogSettings", "ClientCertificateId", "RouteSettings"];
/** Per API (API Gateway quotas). */
const MAX_STAGES = 10;

/** CreateStage: one that deploys by itself, one of a deployment, or one that serves nothing yet. */
export const createStage: Operation<CreateStageRequest, Stage> = (state, input, context) => {
  const api = findApi(state, input.ApiId, context);
  if (isAwsError(api)) return api;
  const name = input.StageName ?? "";
  const refusal = refuseUnbuilt(input, UNBUILT) ?? settingsProblem(input) ?? nameProblem(name);
  if (refusal) return refusal;
  if (api.stages.some(({ stageName }) => stageName === name)) return conflict("Stage already exists");
  if (api.stages.length >= MAX_STAGES) return badRequest(`Maximum number of Stages for this API has been reached: ${MAX_STAGES}.`);
  const deployment = input.DeploymentId === undefined ? null : findPart(api.deployments, ({ deploymentId }) => deploymentId, "Deployment", input.DeploymentId);
  if (isAwsError(deployment)) return deployment;
  const autoDeploy = input.AutoDeploy ?? false;
  if (autoDeploy && deployment) return badRequest("A stage that deploys by itself (AutoDeploy) takes no DeploymentId.");
  const stage: HttpStage = {
    stageName: name,
    autoDeploy,
    deploymentId: deployment?.deploymentId ?? null,
    description: input.Description ?? "",
    variables: { ...input.StageVariables },
    tags: { ...input.Tags },
    createdAt: context.now,
    lastUpdated: context.now,
    managed: false,
  };
  const grown = { ...api, stages: [...api.stages, stage] };
  const changed = autoDeploy ? autoDeployed(grown, context) : grown;
  return { output: stageView(changed.stages.at(-1) ?? stage), changes: kept(changed) };
};

/** GetStage. */
export const getStage: Operation<GetStageRequest, Stage> = (state, input, context) => {
  const found = findInApi(state, input, context, (api) => findStage(api, input.StageName));
  return isAwsError(found) ? found : { output: stageView(found.part), changes: [] };
};

/** GetStages of an API, by name. */
export const getStages: Operation<GetStagesRequest, GetStagesResponse> = (state, input, context) => {
  const api = findApi(state, input.ApiId, context);
  if (isAwsError(api)) return api;
  const result = pageById(api.stages, nameOf, input);
  if (isAwsError(result)) return result;
  return { output: { Items: result.items.map(stageView), ...(result.next !== undefined && { NextToken: result.next }) }, changes: [] };
};

/** DeleteStage. Its deployment stays. */
export const deleteStage: Operation<DeleteStageRequest, Record<string, never>> = (state, input, context) => {
  const found = findInApi(state, input, context, (api) => findStage(api, input.StageName));
  if (isAwsError(found)) return found;
  return { output: {}, changes: kept({ ...found.api, stages: found.api.stages.filter((one) => one !== found.part) }) };
};

function settingsProblem({ DefaultRouteSettings = {} }: CreateStageRequest): AwsError | undefined {
  return refuseUnbuilt(DefaultRouteSettings, ["DetailedMetricsEnabled", "DataTraceEnabled", "LoggingLevel", "ThrottlingBurstLimit", "ThrottlingRateLimit"]);
}

function nameProblem(name: string): AwsError | undefined {
  return name === DEFAULT_STAGE || /^[a-zA-Z0-9_-]{1,128}$/.test(name) ? undefined : badRequest("Stage name only allows a-zA-Z0-9_- and $default");
}

function findStage(api: HttpApiRecord, name: string | undefined): HttpStage | AwsError {
  return api.stages.find(({ stageName }) => stageName === name) ?? notFound("Invalid stage identifier specified");
}

function nameOf({ stageName }: HttpStage): string {
  return stageName;
}
