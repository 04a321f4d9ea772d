import type { CreateDeploymentRequest, Deployment, GetDeploymentsRequest, GetDeploymentsResponse } from "@aws-sdk/client-apigatewayv2";
import { withDeployment } from "../../api-gateway/deployments.ts";
import { badRequest, notFound } from "../../api-gateway/errors.ts";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { findApi, kept, snapshot } from "../apis.ts";
import { pageById } from "../pages.ts";
import type { HttpApiRecord, HttpDeployment } from "../records.ts";
import { deploymentView } from "../views.ts";

/** CreateDeployment: the routes as they are now, and a stage that serves them, if one is named. */
export const createDeployment: Operation<CreateDeploymentRequest, Deployment> = (state, input, context) => {
  const api = findApi(state, input.ApiId, context);
  if (isAwsError(api)) return api;
  const stage = api.stages.find(({ stageName }) => stageName === input.StageName);
  if (input.StageName !== undefined && !stage) return notFound("Invalid stage identifier specified");
  if (stage?.autoDeploy) return badRequest("A deployment cannot be put on a stage that deploys by itself (AutoDeploy).");
  if (api.routes.length === 0) return badRequest("At least one route is required before deploying the Api.");
  const deployment = snapshot(api, context, input.Description ?? "", false);
  const stages = api.stages.map((one) => (one === stage ? { ...one, deploymentId: deployment.deploymentId, lastUpdated: context.now } : one));
  const changed: HttpApiRecord = {
    ...api,
    stages,
    deployments: withDeployment(api.deployments, deployment, ({ deploymentId }) => stages.some((one) => one.deploymentId === deploymentId)),
  };
  return { output: deploymentView(deployment), changes: kept(changed) };
};

/** GetDeployments of an API, by id. */
export const getDeployments: Operation<GetDeploymentsRequest, GetDeploymentsResponse> = (state, input, context) => {
  const api = findApi(state, input.ApiId, context);
  if (isAwsError(api)) return api;
  const idOf = ({ deploymentId }: HttpDeployment) => deploymentId;
  const result = pageById(api.deployments, idOf, input);
  if (isAwsError(result)) return result;
  return { output: { Items: result.items.map(deploymentView), ...(result.next !== undefined && { NextToken: result.next }) }, changes: [] };
};
