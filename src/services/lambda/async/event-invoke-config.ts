import type { DestinationConfig, FunctionEventInvokeConfig } from "@aws-sdk/client-lambda";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import { busOf } from "../../eventbridge/buses.ts";
import { queueOfArn } from "../../sqs/queue-reference.ts";
import { topicOfArn } from "../../sns/topic-reference.ts";
import type { State } from "../../tables.ts";
import { functionArn, type Place } from "../arn.ts";
import type { EventInvokeConfigRecord } from "./async-records.ts";
import { invalidParameter, notFound } from "../errors.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { LATEST, resolveQualifier } from "../lookup.ts";

/** Key of a row of `lambda.event-invoke-configs`. */
export const eventInvokeConfigKey = (name: string, qualifier: string): string => `${name}:${qualifier}`;

/** Settings of asynchronous invocation, as Put and Update take them. */
export interface EventInvokeInput {
  readonly FunctionName: string | undefined;
  readonly Qualifier?: string | undefined;
  readonly MaximumRetryAttempts?: number | undefined;
  readonly MaximumEventAgeInSeconds?: number | undefined;
  readonly DestinationConfig?: DestinationConfig | undefined;
}

/** Whose configuration is meant. */
export interface EventInvokeTarget {
  readonly name: string;
  readonly qualifier: string;
  readonly arn: string;
}

/** Which configuration is meant, whether the function is there or not; the bare function's is that of `$LATEST`. */
export function eventInvokeTarget(input: EventInvokeInput, place: Place, operation: string): EventInvokeTarget | AwsError {
  const reference = parseFunctionReference(input.FunctionName, input.Qualifier, place, operation);
  if (isAwsError(reference)) return reference;
  const { name } = reference;
  const qualifier = reference.qualifier ?? LATEST;
  return { name, qualifier, arn: functionArn(place, name, qualifier) };
}

/** As {@link eventInvokeTarget}, for Put and Update: they must set something, and that is asked before whether the function is there. */
export function settableTarget(state: State, input: EventInvokeInput, place: Place, operation: string): EventInvokeTarget | AwsError {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input;
  if (MaximumRetryAttempts === undefined && MaximumEventAgeInSeconds === undefined && !DestinationConfig?.OnSuccess && !DestinationConfig?.OnFailure) {
    return invalidParameter("You must specify at least one of error handling or destination setting.");
  }
  const target = eventInvokeTarget(input, place, operation);
  if (isAwsError(target)) return target;
  return resolveQualifier(state, target.name, target.qualifier) ? target : notFound("The function doesn't exist.");
}

export const noEventInvokeConfig = (arn: string): AwsError => notFound(`The function ${arn} doesn't have an EventInvokeConfig`);

/** A destination that cannot be one, in AWS's words where they are known; else null. An empty ARN takes one away. */
export function checkDestinations(state: State, name: string, config: DestinationConfig | undefined, place: Place): AwsError | null {
  const foreign = [config?.OnSuccess, config?.OnFailure].some((one) => one?.Destination && !DESTINATION_SERVICES.has(one.Destination.split(":")[2] ?? ""));
  if (foreign) return invalidParameter(`The provided destination config ${configText(config ?? {})} is invalid.`);
  return (
    checkDestination(state, name, config?.OnSuccess?.Destination, place, false) ??
    checkDestination(state, name, config?.OnFailure?.Destination, place, true)
  );
}

const DESTINATION_SERVICES: ReadonlySet<string> = new Set(["events", "lambda", "s3", "sns", "sqs"]);

/** As Java prints it, which is what AWS shows. */
function configText({ OnSuccess, OnFailure }: DestinationConfig): string {
  const part = (name: string, one: { Destination?: string | undefined } | undefined): string => (one ? `${name}(destination=${one.Destination ?? null})` : "null");
  return `DestinationConfig(onSuccess=${part("OnSuccess", OnSuccess)}, onFailure=${part("OnFailure", OnFailure)})`;
}

function checkDestination(state: State, name: string, arn: string | undefined, place: Place, onFailure: boolean): AwsError | null {
  if (arn === undefined || arn === "") return null;
  const invalid = invalidParameter(`The destination ARN ${arn} is invalid.`);
  switch (arn.split(":")[2]) {
    case "lambda": {
      const reference = parseFunctionReference(arn, undefined, place, "InvokeFunction");
      if (isAwsError(reference) || !resolveQualifier(state, reference.name, reference.qualifier)) return invalid;
      return reference.name === name ? invalidParameter("You can't specify the function as a destination for itself.") : null;
    }
    case "sqs":
      return queueOfArn(state, arn, place) ? null : invalid;
    case "sns":
      return isAwsError(topicOfArn(state, arn, place)) ? invalid : null;
    case "s3":
      if (!onFailure) return invalidParameter("An S3 bucket can be the destination of failed events only.");
      return state["s3.buckets"].has(arn.slice("arn:aws:s3:::".length)) ? null : invalid;
    case "events":
      return isAwsError(busOf(state, arn, place)) ? invalid : null;
    default:
      return invalid;
  }
}

/** A configuration as the API shows it. */
export function eventInvokeConfiguration(record: EventInvokeConfigRecord, place: Place): FunctionEventInvokeConfig {
  return {
    LastModified: new Date(record.lastModified),
    FunctionArn: functionArn(place, record.functionName, record.qualifier),
    ...(record.maximumRetryAttempts !== undefined && { MaximumRetryAttempts: record.maximumRetryAttempts }),
    ...(record.maximumEventAgeInSeconds !== undefined && { MaximumEventAgeInSeconds: record.maximumEventAgeInSeconds }),
    DestinationConfig: {
      OnSuccess: record.onSuccess === undefined ? {} : { Destination: record.onSuccess },
      OnFailure: record.onFailure === undefined ? {} : { Destination: record.onFailure },
    },
  };
}

/** What a Put (without `old`) or an Update keeps: members that are given replace, an empty ARN takes a destination away. */
export function newEventInvokeConfig(
  name: string,
  qualifier: string,
  input: EventInvokeInput,
  old: EventInvokeConfigRecord | undefined,
  now: number,
): EventInvokeConfigRecord {
  const retries = input.MaximumRetryAttempts ?? old?.maximumRetryAttempts;
  const age = input.MaximumEventAgeInSeconds ?? old?.maximumEventAgeInSeconds;
  const onSuccess = input.DestinationConfig?.OnSuccess?.Destination ?? old?.onSuccess ?? "";
  const onFailure = input.DestinationConfig?.OnFailure?.Destination ?? old?.onFailure ?? "";
  return {
    functionName: name,
    qualifier,
    ...(retries !== undefined && { maximumRetryAttempts: retries }),
    ...(age !== undefined && { maximumEventAgeInSeconds: age }),
    ...(onSuccess !== "" && { onSuccess }),
    ...(onFailure !== "" && { onFailure }),
    lastModified: now,
  };
}
