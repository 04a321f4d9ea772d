import type { CreateResourceRequest, DeleteResourceRequest, GetResourceRequest, GetResourcesRequest, Resource, Resources } from "@aws-sdk/client-api-gateway";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { findApi, findResource, kept, pageOf } from "../apis.ts";
import { badRequest, conflict } from "../errors.ts";
import { shortId } from "../ids.ts";
import { variableOf } from "../path-template.ts";
import type { RestApiRecord, RestResource } from "../records.ts";
import { resourceView } from "../views.ts";

/** Per API (API Gateway quotas). */
const MAX_RESOURCES = 300;

/** CreateResource: a segment below a resource; at most one of its siblings may be a variable. */
export const createResource: Operation<CreateResourceRequest, Resource> = (state, input, context) => {
  const found = findResource(state, input.restApiId, input.parentId);
  if (isAwsError(found)) return found;
  const { api, resource: parent } = found;
  const pathPart = input.pathPart ?? "";
  const problem = partProblem(pathPart) ?? placeProblem(api, parent, pathPart);
  if (problem) return problem;
  const path = `${parent.path === "/" ? "" : parent.path}/${pathPart}`;
  const resource: RestResource = { id: shortId(context, 6), parentId: parent.id, pathPart, path, methods: [] };
  return { output: resourceView(resource, false), changes: kept({ ...api, resources: [...api.resources, resource] }) };
};

/** GetResource. */
export const getResource: Operation<GetResourceRequest, Resource> = (state, input) => {
  const found = findResource(state, input.restApiId, input.resourceId);
  return isAwsError(found) ? found : { output: resourceView(found.resource, input.embed?.includes("methods") ?? false), changes: [] };
};

/** GetResources of an API, by path. */
export const getResources: Operation<GetResourcesRequest, Resources> = (state, input, context) => {
  const api = findApi(state, input.restApiId, context);
  if (isAwsError(api)) return api;
  const result = pageOf(api.resources, ({ path }) => path, input);
  if (isAwsError(result)) return result;
  const embeds = input.embed?.includes("methods") ?? false;
  return { output: { items: result.items.map((one) => resourceView(one, embeds)), ...(result.next !== undefined && { position: result.next }) }, changes: [] };
};

/** DeleteResource with all below it. */
export const deleteResource: Operation<DeleteResourceRequest, Record<string, never>> = (state, input) => {
  const found = findResource(state, input.restApiId, input.resourceId);
  if (isAwsError(found)) return found;
  const { api, resource } = found;
  if (resource.parentId === null) return badRequest("Cannot delete root resource.");
  const gone = new Set([resource.id]);
  // A parent stands before its children.
  for (const { id, parentId } of api.resources) if (parentId !== null && gone.has(parentId)) gone.add(id);
  return { output: {}, changes: kept({ ...api, resources: api.resources.filter(({ id }) => !gone.has(id)) }) };
};

function partProblem(pathPart: string): AwsError | undefined {
  if (/^([a-zA-Z0-9._:-]+|\{[a-zA-Z0-9._:-]+\+?\})$/.test(pathPart)) return undefined;
  return badRequest("Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.");
}

function placeProblem(api: RestApiRecord, parent: RestResource, pathPart: string): AwsError | undefined {
  if (variableOf(parent.pathPart)?.greedy) return badRequest(`Cannot create a child of a resource with a greedy path variable: ${parent.pathPart}`);
  const siblings = api.resources.filter(({ parentId }) => parentId === parent.id);
  if (siblings.some((one) => one.pathPart === pathPart)) return conflict(`Another resource with the same parent already has this name: ${pathPart}`);
  const variable = variableOf(pathPart) && siblings.find((one) => variableOf(one.pathPart));
  if (variable) return badRequest(`A sibling (${variable.pathPart}) of this resource already has a variable path part -- only one is allowed`);
  if (api.resources.length < MAX_RESOURCES) return undefined;
  return awsError("LimitExceededException", "Maximum number of resources for this API has been reached. Please contact AWS if you need additional resources.");
}
