import type { Operation } from "../operation.ts";
import { createApi, deleteApi, getApi, getApis, updateApi } from "./operations/apis.ts";
import { createDeployment, getDeployments } from "./operations/deployments.ts";
import { createIntegration, deleteIntegration, getIntegration, getIntegrations } from "./operations/integrations.ts";
import { createRoute, deleteRoute, getRoute, getRoutes } from "./operations/routes.ts";
import { createStage, deleteStage, getStage, getStages } from "./operations/stages.ts";

/** HTTP APIs of API Gateway, as far as Lambda proxy integrations need them. Names as in the service model. */
export const APIGATEWAYV2_OPERATIONS = {
  CreateApi: createApi,
  CreateDeployment: createDeployment,
  CreateIntegration: createIntegration,
  CreateRoute: createRoute,
  CreateStage: createStage,
  DeleteApi: deleteApi,
  DeleteIntegration: deleteIntegration,
  DeleteRoute: deleteRoute,
  DeleteStage: deleteStage,
  GetApi: getApi,
  GetApis: getApis,
  GetDeployments: getDeployments,
  GetIntegration: getIntegration,
  GetIntegrations: getIntegrations,
  GetRoute: getRoute,
  GetRoutes: getRoutes,
  GetStage: getStage,
  GetStages: getStages,
  UpdateApi: updateApi,
} satisfies Record<string, Operation<never, unknown>>;
