import { badRequest } from "../api-gateway/errors.ts";
import { type AwsError, isAwsError } from "../aws-error.ts";
import { compareNames, page, type Page } from "../pagination.ts";

/** One page of a list, by id; MaxResults comes as text. */
export function pageById<Item>(
  items: Iterable<Item>,
  idOf: (item: Item) => string,
  input: { readonly MaxResults?: string | undefined; readonly NextToken?: string | undefined },
): Page<Item> | AwsError {
  const limit = input.MaxResults === undefined ? 500 : Number(input.MaxResults);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) return badRequest("Invalid value for maxResults.");
  const sorted = [...items].toSorted((left, right) => compareNames(idOf(left), idOf(right)));
  const result = page(sorted, idOf, (item, marker) => idOf(item) > marker, input.NextToken, limit);
  return isAwsError(result) ? badRequest("Invalid nextToken specified.") : result;
}
