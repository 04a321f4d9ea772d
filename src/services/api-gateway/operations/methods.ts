import type { DeleteMethodRequest, GetMethodRequest, Method, PutMethodRequest } from "@aws-sdk/client-api-gateway";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { findMethod, findResource, keptWith, withMethod } from "../apis.ts";
import { badRequest, conflict, refuseUnbuilt } from "../errors.ts";
import type { RestMethod } from "../records.ts";
import { methodView } from "../views.ts";

const METHODS = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"];
const UNBUILT = ["authorizerId", "apiKeyRequired", "requestParameters", "requestModels", "requestValidatorId", "authorizationScopes"];

/** PutMethod, open to everybody: authorizers are not simulated. */
export const putMethod: Operation<PutMethodRequest, Method> = (state, input) => {
  const found = findResource(state, input.restApiId, input.resourceId);
  if (isAwsError(found)) return found;
  const { api, resource } = found;
  const httpMethod = input.httpMethod ?? "";
  if (!METHODS.includes(httpMethod)) return badRequest(`Invalid HttpMethod specified. Valid options are ${METHODS.join(",")}`);
  const type = input.authorizationType;
  if (type !== "NONE") return badRequest(`The authorizationType ${type} is not simulated here: nothing is signed or verified, so a method is open (NONE).`);
  const refusal = refuseUnbuilt(input, UNBUILT);
  if (refusal) return refusal;
  if (resource.methods.some((one) => one.httpMethod === httpMethod)) return conflict("Method already exists for this resource");
  const method: RestMethod = { httpMethod, operationName: input.operationName ?? "", integration: null };
  return { output: methodView(resource, method), changes: keptWith(api, withMethod(resource, httpMethod, method)) };
};

/** GetMethod, with its integration. */
export const getMethod: Operation<GetMethodRequest, Method> = (state, input) => {
  const found = findMethod(state, input);
  return isAwsError(found) ? found : { output: methodView(found.resource, found.method), changes: [] };
};

/** DeleteMethod. */
export const deleteMethod: Operation<DeleteMethodRequest, Record<string, never>> = (state, input) => {
  const found = findMethod(state, input);
  return isAwsError(found) ? found : { output: {}, changes: keptWith(found.api, withMethod(found.resource, found.method.httpMethod, null)) };
};
