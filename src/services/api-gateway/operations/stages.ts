import type { CreateStageRequest, DeleteStageRequest, GetStageRequest, GetStagesRequest, Stage, Stages } from "@aws-sdk/client-api-gateway";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import { compareNames } from "../../pagination.ts";
import type { State } from "../../tables.ts";
import { findApi, kept } from "../apis.ts";
import { badRequest, notFound, refuseUnbuilt } from "../errors.ts";
import type { RestApiRecord, RestStage } from "../records.ts";
import { newStage } from "../stages.ts";
import { stageView } from "../views.ts";

/** CreateStage of a deployment. */
export const createStage: Operation<CreateStageRequest, Stage> = (state, input, context) => {
  const api = findApi(state, input.restApiId, context);
  if (isAwsError(api)) return api;
  const refusal = refuseUnbuilt(input, ["cacheClusterEnabled", "cacheClusterSize", "canarySettings", "documentationVersion", "tracingEnabled"]);
  if (refusal) return refusal;
  if (!api.deployments.some(({ id }) => id === input.deploymentId)) return badRequest("Deployment id does not exist");
  const stage = newStage(api, input, context);
  return isAwsError(stage) ? stage : { output: stageView(stage), changes: kept({ ...api, stages: [...api.stages, stage] }) };
};

/** GetStage. */
export const getStage: Operation<GetStageRequest, Stage> = (state, input, context) => {
  const found = findStage(state, input, context);
  return isAwsError(found) ? found : { output: stageView(found.stage), changes: [] };
};

/** GetStages of an API, by name. */
export const getStages: Operation<GetStagesRequest, Stages> = (state, input, context) => {
  const api = findApi(state, input.restApiId, context);
  if (isAwsError(api)) return api;
  const stages = api.stages
    .filter(({ deploymentId }) => input.deploymentId === undefined || deploymentId === input.deploymentId)
    .toSorted((left, right) => compareNames(left.stageName, right.stageName));
  return { output: { item: stages.map(stageView) }, changes: [] };
};

/** DeleteStage. Its deployment stays. */
export const deleteStage: Operation<DeleteStageRequest, Record<string, never>> = (state, input, context) => {
  const found = findStage(state, input, context);
  return isAwsError(found) ? found : { output: {}, changes: kept({ ...found.api, stages: found.api.stages.filter((one) => one !== found.stage) }) };
};

function findStage(state: State, input: GetStageRequest, context: OperationContext): { readonly api: RestApiRecord; readonly stage: RestStage } | AwsError {
  const api = findApi(state, input.restApiId, context);
  if (isAwsError(api)) return api;
  const stage = api.stages.find(({ stageName }) => stageName === input.stageName);
  return stage ? { api, stage } : notFound("Invalid stage identifier specified");
}
