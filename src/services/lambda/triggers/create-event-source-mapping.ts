import type { CreateEventSourceMappingRequest, EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { conflict, invalidParameter } from "../errors.ts";
import {
  checkBatches, checkKind, checkQueueMembers, checkSource, DEFAULT_BATCH_SIZE, keyAndMetrics, MAPPING_TRANSITION_MS, mappedFunction, mappingConfiguration,
} from "./event-source-mapping.ts";
import { filtersAfter } from "./queue-filter.ts";
import { checkTags } from "../configuration/tag-rules.ts";
import type { EventSourceMappingRecord } from "./trigger-records.ts";

/** CreateEventSourceMapping: Lambda polls a queue and invokes a function with batches of its messages. */
export const createEventSourceMapping: Operation<CreateEventSourceMappingRequest, EventSourceMappingConfiguration> = (state, input, context) => {
  const source = input.EventSourceArn;
  if (source === undefined) return invalidParameter("Unrecognized event source.");
  const unsupported = checkKind(source) ?? checkQueueMembers(input) ?? checkTags(input.Tags ?? {});
  if (unsupported) return unsupported;
  const target = mappedFunction(state, input.FunctionName, context, "CreateEventSourceMapping");
  if (isAwsError(target)) return target;
  const { name, qualifier } = target;
  const refusal = checkSource(state, source, name, qualifier, context) ?? checkBatches(input);
  if (refusal) return refusal;
  const filters = filtersAfter(input.FilterCriteria, []);
  if (isAwsError(filters)) return filters;
  for (const old of state["lambda.event-source-mappings"].values()) {
    if (old.eventSourceArn === source && old.functionName === name && old.qualifier === qualifier) {
      return conflict(
        `An event source mapping with SQS arn (" ${source} ") and function (" ${name} ") already exists. Please update or delete the existing mapping with UUID ${old.uuid}`,
      );
    }
  }
  const maximumConcurrency = input.ScalingConfig?.MaximumConcurrency;
  const record: EventSourceMappingRecord = {
    uuid: context.newId(),
    eventSourceArn: source,
    functionName: name,
    qualifier,
    batchSize: input.BatchSize ?? DEFAULT_BATCH_SIZE,
    maximumBatchingWindowInSeconds: input.MaximumBatchingWindowInSeconds ?? 0,
    reportBatchItemFailures: input.FunctionResponseTypes?.includes("ReportBatchItemFailures") ?? false,
    ...(filters.length > 0 && { filters }),
    ...(maximumConcurrency !== undefined && { maximumConcurrency }),
    ...keyAndMetrics(input),
    ...(input.Tags && { tags: { ...input.Tags } }),
    enabled: input.Enabled ?? true,
    transition: "Creating",
    settledAt: context.now + MAPPING_TRANSITION_MS,
    lastModified: context.now,
    lastProcessingResult: "No records processed",
  };
  return {
    output: mappingConfiguration(record, context, context.now),
    changes: [{ table: "lambda.event-source-mappings", key: record.uuid, value: record }],
  };
};
