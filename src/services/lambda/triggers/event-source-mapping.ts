import type { CreateEventSourceMappingRequest, EventSourceMappingConfiguration, UpdateEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import { queueNumber } from "../../sqs/queue-attributes.ts";
import { queueOfArn } from "../../sqs/queue-reference.ts";
import type { State } from "../../tables.ts";
import { functionArn, type Place } from "../arn.ts";
import { invalidParameter, notFound } from "../errors.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { resolveQualifier } from "../lookup.ts";
import type { EventSourceMappingRecord } from "./trigger-records.ts";

/** How long a mapping is Creating, Enabling, Disabling or Updating, in ms; some seconds at AWS. */
export const MAPPING_TRANSITION_MS = 2000;
/** Messages in one batch, unless a mapping says otherwise. */
export const DEFAULT_BATCH_SIZE = 10;

/** What Create and Update have in common, and what Create alone takes. */
type MappingInput = Omit<Partial<CreateEventSourceMappingRequest> & Partial<UpdateEventSourceMappingRequest>, "FunctionName" | "UUID">;

export const noMapping: AwsError = notFound("The resource you requested does not exist.");

const arnOf = (uuid: string, place: Place): string => `arn:aws:lambda:${place.region}:${place.accountId}:event-source-mapping:${uuid}`;

/** The mapping that an ARN names. */
export function mappingOfArn(state: State, arn: string, place: Place): EventSourceMappingRecord | undefined {
  const record = state["lambda.event-source-mappings"].get(arn.split(":")[6] ?? "");
  return record && arnOf(record.uuid, place) === arn ? record : undefined;
}

/** The function of a mapping: there must be one. */
export function mappedFunction(state: State, text: string | undefined, place: Place, operation: string): { name: string; qualifier: string | null } | AwsError {
  const reference = parseFunctionReference(text, undefined, place, operation);
  if (isAwsError(reference)) return reference;
  return resolveQualifier(state, reference.name, reference.qualifier)
    ? { name: reference.name, qualifier: reference.qualifier }
    : invalidParameter("Function does not exist");
}

/** Members for streams and brokers. AWS refuses them for a queue, in this sentence. */
const NOT_FOR_QUEUES = [
  "ParallelizationFactor", "BisectBatchOnFunctionError", "MaximumRetryAttempts", "MaximumRecordAgeInSeconds", "TumblingWindowInSeconds",
  "DestinationConfig", "Topics", "Queues", "SourceAccessConfigurations", "SelfManagedEventSource", "AmazonManagedKafkaEventSourceConfig",
  "SelfManagedKafkaEventSourceConfig", "DocumentDBEventSourceConfig", "LoggingConfig",
] as const satisfies readonly (keyof MappingInput)[];

/** The error for settings that a queue as event source does not have, or null. */
export function checkQueueMembers(input: MappingInput): AwsError | null {
  if (input.StartingPosition !== undefined || input.StartingPositionTimestamp !== undefined) {
    return invalidParameter("StartingPosition is not valid for SQS event sources.");
  }
  const member = NOT_FOR_QUEUES.find((name) => input[name] !== undefined);
  if (member !== undefined) return invalidParameter(`Unsupported ${member} parameter for given event source mapping type.`);
  return input.ProvisionedPollerConfig === undefined ? null : invalidParameter("This simulator doesn't support provisioned mode for event source mappings.");
}

/** KMSKeyArn and MetricsConfig of a mapping after a request: what is not given stays, an empty key or list takes it away. */
export function keyAndMetrics(input: MappingInput, old?: EventSourceMappingRecord): Pick<EventSourceMappingRecord, "kmsKeyArn" | "metrics"> {
  const kmsKeyArn = input.KMSKeyArn ?? old?.kmsKeyArn ?? "";
  const metrics = input.MetricsConfig ? (input.MetricsConfig.Metrics ?? []) : (old?.metrics ?? []);
  return { ...(kmsKeyArn !== "" && { kmsKeyArn }), ...(metrics.length > 0 && { metrics }) };
}

/** The error for an event source that is no queue, or null. */
export function checkKind(arn: string): AwsError | null {
  const [, , service] = arn.split(":");
  return service === "sqs" ? null : invalidParameter(`Event sources of ${service ?? "this kind"} are not simulated: only SQS queues are polled here.`);
}

/** The error for a queue as event source of a function, or null. */
export function checkSource(state: State, arn: string, name: string, qualifier: string | null, place: Place): AwsError | null {
  const queue = queueOfArn(state, arn, place);
  if (!queue) {
    return invalidParameter(
      "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.",
    );
  }
  const timeout = resolveQualifier(state, name, qualifier)?.version.configuration.Timeout ?? 3;
  const visibility = queueNumber(queue, "VisibilityTimeout");
  return visibility < timeout
    ? invalidParameter(`Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeout} seconds`)
    : null;
}

/** The error for a mapping's batches, or null. */
export function checkBatches(input: MappingInput, old?: EventSourceMappingRecord): AwsError | null {
  const size = input.BatchSize ?? old?.batchSize ?? DEFAULT_BATCH_SIZE;
  const window = input.MaximumBatchingWindowInSeconds ?? old?.maximumBatchingWindowInSeconds ?? 0;
  return size > 10 && window === 0
    ? invalidParameter("Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10")
    : null;
}

/** A mapping as the API shows it at `now`. */
export function mappingConfiguration(record: EventSourceMappingRecord, place: Place, now: number): EventSourceMappingConfiguration {
  return {
    UUID: record.uuid,
    EventSourceMappingArn: arnOf(record.uuid, place),
    EventSourceArn: record.eventSourceArn,
    FunctionArn: functionArn(place, record.functionName, record.qualifier),
    BatchSize: record.batchSize,
    MaximumBatchingWindowInSeconds: record.maximumBatchingWindowInSeconds,
    State: now < record.settledAt ? record.transition : record.enabled ? "Enabled" : "Disabled",
    StateTransitionReason: "USER_INITIATED",
    LastModified: new Date(record.lastModified),
    LastProcessingResult: record.lastProcessingResult,
    FunctionResponseTypes: record.reportBatchItemFailures ? ["ReportBatchItemFailures"] : [],
    ...(record.filters && { FilterCriteria: { Filters: record.filters.map((Pattern) => ({ Pattern })) } }),
    ...(record.maximumConcurrency !== undefined && { ScalingConfig: { MaximumConcurrency: record.maximumConcurrency } }),
    ...(record.kmsKeyArn !== undefined && { KMSKeyArn: record.kmsKeyArn }),
    ...(record.metrics && { MetricsConfig: { Metrics: [...record.metrics] } }),
  };
}
