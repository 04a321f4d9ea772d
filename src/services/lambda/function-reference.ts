import type { AwsError } from "../aws-error.ts";
import { functionArn, type Place } from "./arn.ts";
import { accessDenied, constraint, invalidParameter, notFound } from "./errors.ts";

/** What a FunctionName parameter means. `qualifier` is a version, an alias or `$LATEST`; `null` where none was given. */
export interface FunctionReference {
  readonly name: string;
  readonly qualifier: string | null;
}

/** Longest name of a function; the model's own limit on the parameter is longer, because it also takes ARNs. */
export const MAX_FUNCTION_NAME = 64;
/** What the name of a function may hold. */
export const FUNCTION_NAME_PATTERN = /^[a-zA-Z0-9-_]+$/;

// Name, name:qualifier, 123456789012:function:name[:qualifier], full ARN.
const REFERENCE =
  /^(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:([a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_]+)(?::(\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$/;
const REFERENCE_TEXT =
  "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";

/**
 * Reads a FunctionName with the Qualifier parameter beside it. Refuses other Regions (404) and accounts (403), names
 * that are too long, and two qualifiers that differ. `operation` names the asker in the 403's text.
 */
export function parseFunctionReference(
  text: string | undefined,
  qualifier: string | undefined,
  place: Place,
  operation: string,
): FunctionReference | AwsError {
  const given = text ?? "";
  const match = REFERENCE.exec(given);
  if (!match) return constraint(given, "functionName", `Member must satisfy regular expression pattern: ${REFERENCE_TEXT}`);
  const [, region, accountId, name = "", derived] = match;
  if (name.length > MAX_FUNCTION_NAME) {
    // The wire's own check takes longer names, because it also takes ARNs: this rule answers under another error.
    return invalidParameter(constraint(name, "functionName", `Member must have length less than or equal to ${MAX_FUNCTION_NAME}`).message);
  }
  if (region !== undefined && region !== place.region) {
    return notFound(`Functions from '${region}' are not reachable in this region ('${place.region}')`);
  }
  if (accountId !== undefined && accountId !== place.accountId) {
    const arn = functionArn({ region: place.region, accountId }, name, derived ?? null);
    return accessDenied(
      `User: arn:aws:iam::${place.accountId}:root is not authorized to perform: lambda:${operation} on resource: ${arn} because no resource-based policy allows the lambda:${operation} action`,
    );
  }
  if (derived !== undefined && qualifier !== undefined && derived !== qualifier) {
    return invalidParameter("The derived qualifier from the function name does not match the specified qualifier.");
  }
  return { name, qualifier: qualifier ?? derived ?? null };
}

/** As {@link parseFunctionReference}, for operations on the function as a whole: a version or alias is refused. */
export function parseUnqualified(text: string | undefined, place: Place, operation: string): string | AwsError {
  const reference = parseFunctionReference(text, undefined, place, operation);
  if ("kind" in reference) return reference;
  if (reference.qualifier !== null && reference.qualifier !== "$LATEST") return FUNCTIONS_ONLY;
  return reference.name;
}

/** As {@link parseUnqualified}, for reserved concurrency: there `$LATEST` is a version like any other. */
export function parseBareName(text: string | undefined, place: Place, operation: string): string | AwsError {
  const reference = parseFunctionReference(text, undefined, place, operation);
  if ("kind" in reference) return reference;
  return reference.qualifier === null ? reference.name : FUNCTIONS_ONLY;
}

const FUNCTIONS_ONLY = invalidParameter(
  "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
);
