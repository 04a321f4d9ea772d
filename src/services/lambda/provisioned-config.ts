import type { GetProvisionedConcurrencyConfigResponse } from "@aws-sdk/client-lambda";
import { type AwsError, awsError, isAwsError } from "../aws-error.ts";
import type { Change, State } from "../tables.ts";
import { functionArn, type Place } from "./arn.ts";
import { conflict, functionNotFound, invalidParameter } from "./errors.ts";
import { parseFunctionReference } from "./function-reference.ts";
import { aliasesOf, isVersionNumber, LATEST, resolveQualifier } from "./lookup.ts";
import type { ProvisionedRecord } from "./concurrency-records.ts";
import type { AliasRecord, VersionRecord } from "./records.ts";
import { lastModifiedText } from "./version-configuration.ts";

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
  if (!found) return functionNotFound(functionArn(place, name, qualifier));
  return { name, qualifier, version: found.version, alias: found.alias };
}

/** A version and an alias that leads to it cannot both be provisioned. Null where they would not be. */
export function refuseTwice(state: State, name: string, qualifier: string, version: string): AwsError | null {
  const provisioned = state["lambda.provisioned"];
  const others = aliasesOf(state, name).filter(
    (alias) => alias.name !== qualifier && alias.functionVersion === version && provisioned.has(provisionedKey(name, alias.name)),
  );
  if (isVersionNumber(qualifier)) return others.length > 0 ? conflict("Version is pointed by a Provisioned Concurrency alias") : null;
  return others.length > 0 || provisioned.has(provisionedKey(name, version))
    ? conflict("Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version")
    : null;
}

export const noProvisionedConfig: AwsError = awsError(
  "ProvisionedConcurrencyConfigNotFoundException",
  "No Provisioned Concurrency Config found for this function",
  { Type: "User" },
);

/** A configuration as the API shows it. All that is allocated is available, or about to be again. */
export function provisionedConfiguration(record: ProvisionedRecord): GetProvisionedConcurrencyConfigResponse {
  return {
    RequestedProvisionedConcurrentExecutions: record.requested,
    AvailableProvisionedConcurrentExecutions: record.allocated,
    AllocatedProvisionedConcurrentExecutions: record.allocated,
    Status: record.status,
    ...(record.statusReason !== undefined && { StatusReason: record.statusReason }),
    LastModified: lastModifiedText(record.lastModified),
  };
}

/** The configuration of an alias that now points elsewhere: allocated anew there, while the old version keeps what it has. */
export function movedProvisioned(record: ProvisionedRecord, now: number): Change {
  const value: ProvisionedRecord = { ...record, status: "IN_PROGRESS", requestedAt: now, readyAt: null, lastModified: now };
  return { table: "lambda.provisioned", key: provisionedKey(record.functionName, record.qualifier), value };
}
