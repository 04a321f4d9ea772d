import { type AwsError, isAwsError } from "../aws-error.ts";
import type { OperationContext } from "../operation.ts";
import { compareNames, page, type Page } from "../pagination.ts";
import type { Change, State } from "../tables.ts";
import { badRequest, notFound } from "./errors.ts";
import type { RestApiRecord, RestMethod, RestResource } from "./records.ts";

/** An API by its id, or 404. */
export function findApi(state: State, id: string | undefined, { accountId }: Pick<OperationContext, "accountId">): RestApiRecord | AwsError {
  return state["apigateway.rest-apis"].get(id ?? "") ?? notFound(`Invalid API identifier specified ${accountId}:${id ?? ""}`);
}

/** An API and one of its resources, or 404: of an unknown API AWS says the same as of an unknown resource. */
export function findResource(state: State, restApiId: string | undefined, id: string | undefined): { readonly api: RestApiRecord; readonly resource: RestResource } | AwsError {
  const api = state["apigateway.rest-apis"].get(restApiId ?? "");
  const resource = api?.resources.find((one) => one.id === id);
  return api && resource ? { api, resource } : notFound("Invalid Resource identifier specified");
}

/** An API, one of its resources and a method of that, or 404. */
export function findMethod(
  state: State,
  input: { readonly restApiId: string | undefined; readonly resourceId: string | undefined; readonly httpMethod: string | undefined },
): { readonly api: RestApiRecord; readonly resource: RestResource; readonly method: RestMethod } | AwsError {
  const found = findResource(state, input.restApiId, input.resourceId);
  if (isAwsError(found)) return found;
  const method = found.resource.methods.find(({ httpMethod }) => httpMethod === input.httpMethod);
  return method ? { ...found, method } : notFound("Invalid Method identifier specified");
}

/** Keeps an API. */
export function kept(api: RestApiRecord): Change[] {
  return [{ table: "apigateway.rest-apis", key: api.id, value: api }];
}

/** Keeps an API with a resource in place of the one of the same id. */
export function keptWith(api: RestApiRecord, resource: RestResource): Change[] {
  return kept({ ...api, resources: api.resources.map((one) => (one.id === resource.id ? resource : one)) });
}

/** A resource with a method in place of the one of the same name, or without that one. */
export function withMethod(resource: RestResource, name: string, method: RestMethod | null): RestResource {
  const others = resource.methods.filter(({ httpMethod }) => httpMethod !== name);
  return { ...resource, methods: method ? [...others, method].toSorted((left, right) => compareNames(left.httpMethod, right.httpMethod)) : others };
}

/** One page of a list by names that are unique in it; 25 a page unless asked otherwise, 500 at most. */
export function pageOf<Item>(items: Iterable<Item>, nameOf: (item: Item) => string, input: { readonly position?: string | undefined; readonly limit?: number | undefined }): Page<Item> | AwsError {
  const limit = Math.min(input.limit ?? 25, 500);
  if (!Number.isInteger(limit) || limit < 1) return badRequest("Invalid limit specified. Limit must be between 1 and 500.");
  const sorted = [...items].toSorted((left, right) => compareNames(nameOf(left), nameOf(right)));
  const result = page(sorted, nameOf, (item, marker) => nameOf(item) > marker, input.position, limit);
  return isAwsError(result) ? badRequest("Invalid position parameter specified.") : result;
}
