import type { CreateStageRequest } from "@aws-sdk/client-api-gateway";
import { type AwsError, awsError } from "../aws-error.ts";
import type { OperationContext } from "../operation.ts";
import { badRequest, conflict } from "./errors.ts";
import type { RestApiRecord, RestStage } from "./records.ts";

/** Per API (API Gateway quotas). */
const MAX_STAGES = 10;

/** A stage of a deployment that is there or just being made; its name must be free and well formed. */
export function newStage(api: RestApiRecord, input: Omit<CreateStageRequest, "restApiId">, context: OperationContext): RestStage | AwsError {
  const name = input.stageName ?? "";
  if (!/^[a-zA-Z0-9_-]{1,128}$/.test(name)) return badRequest("Stage name only allows a-zA-Z0-9_-");
  if (api.stages.some(({ stageName }) => stageName === name)) return conflict("Stage already exists");
  if (api.stages.length >= MAX_STAGES) return awsError("LimitExceededException", `Maximum number of stages for this API has been reached: ${MAX_STAGES}.`);
  return {
    stageName: name,
    deploymentId: input.deploymentId ?? "",
    description: input.description ?? "",
    variables: { ...input.variables },
    tags: { ...input.tags },
    createdAt: context.now,
    lastUpdated: context.now,
  };
}
