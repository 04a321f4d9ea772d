import type { Operation } from "../operation.ts";
import { createDeployment, getDeployment, getDeployments } from "./operations/deployments.ts";
import { deleteIntegration, getIntegration, putIntegration } from "./operations/integrations.ts";
import { deleteMethod, getMethod, putMethod } from "./operations/methods.ts";
import { createResource, deleteResource, getResource, getResources } from "./operations/resources.ts";
import { createRestApi, deleteRestApi, getRestApi, getRestApis } from "./operations/rest-apis.ts";
import { createStage, deleteStage, getStage, getStages } from "./operations/stages.ts";

/** REST APIs of API Gateway, as far as Lambda proxy integrations need them. Names as in the service model. */
export const API_GATEWAY_OPERATIONS = {
  CreateDeployment: createDeployment,
  CreateResource: createResource,
  CreateRestApi: createRestApi,
  CreateStage: createStage,
  DeleteIntegration: deleteIntegration,
  DeleteMethod: deleteMethod,
  DeleteResource: deleteResource,
  DeleteRestApi: deleteRestApi,
  DeleteStage: deleteStage,
  GetDeployment: getDeployment,
  GetDeployments: getDeployments,
  GetIntegration: getIntegration,
  GetMethod: getMethod,
  GetResource: getResource,
  GetResources: getResources,
  GetRestApi: getRestApi,
  GetRestApis: getRestApis,
  GetStage: getStage,
  GetStages: getStages,
  PutIntegration: putIntegration,
  PutMethod: putMethod,
} satisfies Record<string, Operation<never, unknown>>;
