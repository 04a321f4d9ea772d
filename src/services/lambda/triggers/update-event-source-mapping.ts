import type { EventSourceMappingConfiguration, UpdateEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import {
  checkBatches, checkQueueMembers, checkSource, keyAndMetrics, MAPPING_TRANSITION_MS, mappedFunction, mappingConfiguration, noMapping,
} from "./event-source-mapping.ts";
import { filtersAfter } from "./queue-filter.ts";
import type { EventSourceMappingRecord } from "./trigger-records.ts";

/** UpdateEventSourceMapping: what is not given stays. */
export const updateEventSourceMapping: Operation<UpdateEventSourceMappingRequest, EventSourceMappingConfiguration> = (state, input, context) => {
  const old = state["lambda.event-source-mappings"].get(input.UUID ?? "");
  if (!old) return noMapping;
  const target =
    input.FunctionName === undefined
      ? { name: old.functionName, qualifier: old.qualifier }
      : mappedFunction(state, input.FunctionName, context, "UpdateEventSourceMapping");
  if (isAwsError(target)) return target;
  const refusal = checkQueueMembers(input) ?? checkSource(state, old.eventSourceArn, target.name, target.qualifier, context) ?? checkBatches(input, old);
  if (refusal) return refusal;
  const enabled = input.Enabled ?? old.enabled;
  const { maximumConcurrency: oldConcurrency, filters: oldFilters = [], kmsKeyArn: _key, metrics: _metrics, ...rest } = old;
  const filters = filtersAfter(input.FilterCriteria, oldFilters);
  if (isAwsError(filters)) return filters;
  // An empty ScalingConfig takes the limit away.
  const maximumConcurrency = input.ScalingConfig === undefined ? oldConcurrency : input.ScalingConfig.MaximumConcurrency;
  const record: EventSourceMappingRecord = {
    ...rest,
    functionName: target.name,
    qualifier: target.qualifier,
    batchSize: input.BatchSize ?? old.batchSize,
    maximumBatchingWindowInSeconds: input.MaximumBatchingWindowInSeconds ?? old.maximumBatchingWindowInSeconds,
    reportBatchItemFailures:
      input.FunctionResponseTypes === undefined ? old.reportBatchItemFailures : input.FunctionResponseTypes.includes("ReportBatchItemFailures"),
    ...(filters.length > 0 && { filters }),
    ...(maximumConcurrency !== undefined && { maximumConcurrency }),
    ...keyAndMetrics(input, old),
    enabled,
    transition: enabled === old.enabled ? "Updating" : enabled ? "Enabling" : "Disabling",
    settledAt: context.now + MAPPING_TRANSITION_MS,
    lastModified: context.now,
  };
  return {
    output: mappingConfiguration(record, context, context.now),
    changes: [{ table: "lambda.event-source-mappings", key: old.uuid, value: record }],
  };
};
