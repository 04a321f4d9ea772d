import type { GetProvisionedConcurrencyConfigResponse } from "@aws-sdk/client-lambda";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import type { State } from "../../tables.ts";
import { functionArn, type Place } from "../arn.ts";
import { aliasNotFound, conflict, functionNotFound, invalidParameter } from "../errors.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { findAlias, isVersionNumber, LATEST, resolveQualifier } from "../lookup.ts";
import type { ProvisionedRecord } from "../concurrency/concurrency-records.ts";
import { totalUnits } from "../concurrency/provisioned-split.ts";
import type { AliasRecord, VersionRecord } from "../records.ts";
import { lastModifiedText } from "../versions/version-configuration.ts";

/** Key of a row of `lambda.provisioned`. */
export const provisionedKey = (name: string, qualifier: string): string => `${name}:${qualifier}`;

/** What a provisioned concurrency configuration is about: a published version, or an alias and the version behind it. */
export interface ProvisionedTarget {
  readonly name: string;
  readonly qualifier: string;
  readonly version: VersionRecord;
  readonly alias: AliasRecord | null;
}

/** Reads FunctionName and Qualifier; `unpublished` is what AWS says of `$LATEST` in this operation. */
export function provisionedTarget(
  state: State,
  input: { readonly FunctionName: string | undefined; readonly Qualifier: string | undefined },
  place: Place,
  operation: string,
  unpublished: string,
): ProvisionedTarget | AwsError {
  const reference = parseFunctionReference(input.FunctionName, input.Qualifier, place, operation);
  if (isAwsError(reference)) return reference;
  const { name } = reference;
  const qualifier = reference.qualifier ?? LATEST;
  if (qualifier === LATEST) return invalidParameter(unpublished);
  const found = resolveQualifier(state, name, qualifier);
  if (!found) {
    const arn = functionArn(place, name, qualifier);
    return isVersionNumber(qualifier) ? functionNotFound(arn) : aliasNotFound(arn);
  }
  return { name, qualifier, version: found.version, alias: found.alias };
}

/**
 * A version and an alias that leads to it cannot both be provisioned. `versions`: those that the qualifier is to lead to,
 * with or without requests. Null where none of them is provisioned by anything else.
 */
export function refuseTwice(state: State, name: string, qualifier: string, versions: readonly string[]): AwsError | null {
  for (const record of state["lambda.provisioned"].values()) {
    if (record.functionName !== name || record.qualifier === qualifier) continue;
    const taken = versionsOf(state, record);
    if (!versions.some((version) => taken.has(version))) continue;
    return isVersionNumber(qualifier)
      ? conflict("Version is pointed by a Provisioned Concurrency alias")
      : conflict("Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version");
  }
  return null;
}

/** The versions that a configuration provisions, or will. */
function versionsOf(state: State, { functionName, qualifier, serving }: ProvisionedRecord): Set<string> {
  const alias = findAlias(state, functionName, qualifier);
  const led = alias ? [alias.functionVersion, ...Object.keys(alias.additionalVersionWeights ?? {})] : [qualifier];
  return new Set([...led, ...Object.keys(serving)]);
}

/** Of `$LATEST`, by itself or behind an alias. */
export const unpublishedRefusal: AwsError = invalidParameter("Provisioned Concurrency Configs cannot be applied to unpublished function versions.");

export const noProvisionedConfig: AwsError = awsError(
  "ProvisionedConcurrencyConfigNotFoundException",
  "No Provisioned Concurrency Config found for this function",
  { Type: "User" },
);

/** A configuration as the API shows it. All that is allocated is available, or about to be again. */
export function provisionedConfiguration(record: ProvisionedRecord): GetProvisionedConcurrencyConfigResponse {
  const allocated = totalUnits(record.serving);
  return {
    RequestedProvisionedConcurrentExecutions: record.requested,
    AvailableProvisionedConcurrentExecutions: allocated,
    AllocatedProvisionedConcurrentExecutions: allocated,
    Status: record.status,
    ...(record.statusReason !== undefined && { StatusReason: record.statusReason }),
    LastModified: lastModifiedText(record.lastModified),
  };
}
