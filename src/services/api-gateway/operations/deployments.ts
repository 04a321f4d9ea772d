import type { CreateDeploymentRequest, Deployment, Deployments, GetDeploymentRequest, GetDeploymentsRequest } from "@aws-sdk/client-api-gateway";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import { findApi, kept, pageOf } from "../apis.ts";
import { withDeployment } from "../deployments.ts";
import { badRequest, notFound, refuseUnbuilt } from "../errors.ts";
import { shortId } from "../ids.ts";
import type { RestApiRecord, RestDeployedMethod, RestDeployment, RestStage } from "../records.ts";
import { newStage } from "../stages.ts";
import { deploymentView } from "../views.ts";

/** CreateDeployment: the methods as they are now, and a stage (a new one, if need be) that serves them from then on. */
export const createDeployment: Operation<CreateDeploymentRequest, Deployment> = (state, input, context) => {
  const api = findApi(state, input.restApiId, context);
  if (isAwsError(api)) return api;
  const refusal = refuseUnbuilt(input, ["cacheClusterEnabled", "cacheClusterSize", "canarySettings", "tracingEnabled"]);
  if (refusal) return refusal;
  const methods = deployedMethods(api);
  if (isAwsError(methods)) return methods;
  const deployment: RestDeployment = { id: shortId(context, 6), description: input.description ?? "", createdAt: context.now, binaryMediaTypes: api.binaryMediaTypes, methods };
  const stages = stagesServing(api, deployment, input, context);
  if (isAwsError(stages)) return stages;
  const deployments = withDeployment(api.deployments, deployment, ({ id }) => stages.some(({ deploymentId }) => deploymentId === id));
  return { output: deploymentView(deployment, false), changes: kept({ ...api, deployments, stages }) };
};

/** GetDeployment; with the methods that it serves where `apisummary` is to be embedded. */
export const getDeployment: Operation<GetDeploymentRequest, Deployment> = (state, input, context) => {
  const api = findApi(state, input.restApiId, context);
  if (isAwsError(api)) return api;
  const deployment = api.deployments.find(({ id }) => id === input.deploymentId);
  return deployment ? { output: deploymentView(deployment, input.embed?.includes("apisummary") ?? false), changes: [] } : notFound("Invalid Deployment identifier specified");
};

/** GetDeployments of an API, by id. */
export const getDeployments: Operation<GetDeploymentsRequest, Deployments> = (state, input, context) => {
  const api = findApi(state, input.restApiId, context);
  if (isAwsError(api)) return api;
  const result = pageOf(api.deployments, ({ id }) => id, input);
  return isAwsError(result) ? result : { output: { items: result.items.map((one) => deploymentView(one, false)), ...(result.next !== undefined && { position: result.next }) }, changes: [] };
};

function deployedMethods({ resources }: RestApiRecord): RestDeployedMethod[] | AwsError {
  const methods: RestDeployedMethod[] = [];
  for (const resource of resources) {
    for (const { httpMethod, integration } of resource.methods) {
      if (!integration) return badRequest("No integration defined for method");
      methods.push({
        resourceId: resource.id,
        path: resource.path,
        httpMethod,
        integration: { functionArn: integration.functionArn, httpMethod: integration.httpMethod, timeoutMs: integration.timeoutMs },
      });
    }
  }
  return methods.length > 0 ? methods : badRequest("The REST API doesn't contain any methods");
}

function stagesServing(api: RestApiRecord, { id }: RestDeployment, input: CreateDeploymentRequest, context: OperationContext): readonly RestStage[] | AwsError {
  if (input.stageName === undefined || input.stageName === "") return api.stages;
  const known = api.stages.find(({ stageName }) => stageName === input.stageName);
  if (known) {
    const changed = { ...known, deploymentId: id, lastUpdated: context.now, description: input.stageDescription ?? known.description, variables: { ...known.variables, ...input.variables } };
    return api.stages.map((one) => (one === known ? changed : one));
  }
  const stage = newStage(api, { stageName: input.stageName, deploymentId: id, description: input.stageDescription, variables: input.variables }, context);
  return isAwsError(stage) ? stage : [...api.stages, stage];
}
