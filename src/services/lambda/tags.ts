import type { AwsError } from "../aws-error.ts";
import type { State } from "../tables.ts";
import { functionArn, type Place } from "./arn.ts";
import { functionNotFound, invalidParameter } from "./errors.ts";
import { parseFunctionReference } from "./function-reference.ts";
import type { FunctionRecord } from "./records.ts";

/** Tags that one function may carry. */
export const MAX_TAGS = 50;

/** The error for a full set of tags, or null. */
export function checkTags(tags: Readonly<Record<string, string>>): AwsError | null {
  return Object.keys(tags).length > MAX_TAGS ? invalidParameter("Number of tags exceeds resource tag limit.") : null;
}

/** The function that a Resource ARN of the tag operations names. Versions and aliases carry no tags. */
export function taggedFunction(state: State, arn: string | undefined, place: Place, operation: string): FunctionRecord | AwsError {
  const reference = parseFunctionReference(arn, undefined, place, operation);
  if ("kind" in reference) return reference;
  if (reference.qualifier !== null) {
    return invalidParameter("Tags on function aliases and versions are not supported. Please specify a function ARN.");
  }
  return state["lambda.functions"].get(reference.name) ?? functionNotFound(functionArn(place, reference.name));
}
