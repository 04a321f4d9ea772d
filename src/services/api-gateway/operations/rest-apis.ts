import type { CreateRestApiRequest, DeleteRestApiRequest, GetRestApiRequest, GetRestApisRequest, RestApi, RestApis } from "@aws-sdk/client-api-gateway";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { findApi, kept, pageOf } from "../apis.ts";
import { badRequest, refuseUnbuilt } from "../errors.ts";
import { API_ID_LENGTH, shortId } from "../ids.ts";
import type { RestApiRecord } from "../records.ts";
import { apiView } from "../views.ts";

const UNBUILT = ["cloneFrom", "minimumCompressionSize", "policy", "securityPolicy", "endpointAccessMode"];
/** In a Region (API Gateway quotas). */
const MAX_APIS = 600;

/** CreateRestApi: an API with its root resource and nothing else. */
export const createRestApi: Operation<CreateRestApiRequest, RestApi> = (state, input, context) => {
  const name = input.name ?? "";
  if (name === "") return badRequest("Invalid API name");
  if (input.description === "") return badRequest("Description cannot be an empty string");
  const refusal = refuseUnbuilt(input, UNBUILT) ?? (input.apiKeySource === "AUTHORIZER" ? badRequest("The apiKeySource AUTHORIZER is not simulated here.") : undefined);
  if (refusal) return refusal;
  const endpointType = endpointTypeOf(input.endpointConfiguration);
  if (isAwsError(endpointType)) return endpointType;
  if (state["apigateway.rest-apis"].size >= MAX_APIS) return badRequest(`Maximum number of REST APIs for this account has been reached: ${MAX_APIS}.`);
  const rootResourceId = shortId(context, API_ID_LENGTH);
  const api: RestApiRecord = {
    id: shortId(context, API_ID_LENGTH),
    name,
    description: input.description ?? "",
    version: input.version ?? "",
    binaryMediaTypes: [...(input.binaryMediaTypes ?? [])],
    endpointType,
    tags: { ...input.tags },
    disableExecuteApiEndpoint: input.disableExecuteApiEndpoint ?? false,
    createdAt: context.now,
    rootResourceId,
    resources: [{ id: rootResourceId, parentId: null, pathPart: "", path: "/", methods: [] }],
    deployments: [],
    stages: [],
  };
  return { output: apiView(api), changes: kept(api) };
};

/** GetRestApi. */
export const getRestApi: Operation<GetRestApiRequest, RestApi> = (state, input, context) => {
  const api = findApi(state, input.restApiId, context);
  return isAwsError(api) ? api : { output: apiView(api), changes: [] };
};

/** GetRestApis, by id. */
export const getRestApis: Operation<GetRestApisRequest, RestApis> = (state, input) => {
  const result = pageOf(state["apigateway.rest-apis"].values(), ({ id }) => id, input);
  return isAwsError(result) ? result : { output: { items: result.items.map(apiView), ...(result.next !== undefined && { position: result.next }) }, changes: [] };
};

/** DeleteRestApi with all that belongs to it. */
export const deleteRestApi: Operation<DeleteRestApiRequest, Record<string, never>> = (state, input, context) => {
  const api = findApi(state, input.restApiId, context);
  return isAwsError(api) ? api : { output: {}, changes: [{ table: "apigateway.rest-apis", key: api.id, value: null }] };
};

function endpointTypeOf(configuration: CreateRestApiRequest["endpointConfiguration"]): RestApiRecord["endpointType"] | AwsError {
  const [type = "EDGE", ...others] = configuration?.types ?? [];
  if ((type === "EDGE" || type === "REGIONAL") && others.length === 0) return type;
  return badRequest("Only one endpoint type, EDGE or REGIONAL, is simulated here; both are served alike.");
}
