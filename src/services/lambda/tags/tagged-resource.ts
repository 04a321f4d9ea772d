import type { AwsError } from "../../aws-error.ts";
import type { OperationContext } from "../../operation.ts";
import type { Change, State } from "../../tables.ts";
import { functionArn, type Place } from "../arn.ts";
import { functionNotFound, invalidParameter, notFound } from "../errors.ts";
import { mappingOfArn } from "../triggers/event-source-mapping.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { findVersion, LATEST } from "../lookup.ts";
import { putVersion } from "../versions/publishing.ts";
import { refuseUpdating, withNewRevision } from "../versions/version-state.ts";

/** What carries tags: a function or an event source mapping. */
export interface Tagged {
  readonly tags: Readonly<Record<string, string>>;
  /** Why its tags cannot be added to now, or null. */
  readonly refusal: AwsError | null;
  /** The changes that give it another set of tags. */
  readonly put: (tags: Readonly<Record<string, string>>) => readonly Change[];
}

/** What a Resource ARN of the tag operations names. Versions and aliases of a function carry no tags. */
export function taggedResource(state: State, arn: string | undefined, context: OperationContext, operation: string): Tagged | AwsError {
  return arn?.split(":")[5] === "event-source-mapping" ? taggedMapping(state, arn, context) : taggedFunction(state, arn, context, operation);
}

function taggedMapping(state: State, arn: string, place: Place): Tagged | AwsError {
  const record = mappingOfArn(state, arn, place);
  if (!record) return notFound("The resource you requested does not exist.");
  return {
    tags: record.tags ?? {},
    refusal: null,
    put: (tags) => [{ table: "lambda.event-source-mappings", key: record.uuid, value: { ...record, tags } }],
  };
}

function taggedFunction(state: State, arn: string | undefined, context: OperationContext, operation: string): Tagged | AwsError {
  const reference = parseFunctionReference(arn, undefined, context, operation);
  if ("kind" in reference) return reference;
  if (reference.qualifier !== null) {
    return invalidParameter("Tags on function aliases and versions are not supported. Please specify a function ARN.");
  }
  const record = state["lambda.functions"].get(reference.name);
  const latest = findVersion(state, reference.name, LATEST);
  if (!record || !latest) return functionNotFound(functionArn(context, reference.name));
  return {
    tags: record.tags,
    // While the function is Pending tags may change; only an update in progress holds them.
    refusal: refuseUpdating(latest, context, context.now),
    put: (tags) => [{ table: "lambda.functions", key: record.name, value: { ...record, tags } }, putVersion(withNewRevision(latest, context.newId))],
  };
}
