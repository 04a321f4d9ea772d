import type { DeleteEventSourceMappingRequest, EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import type { Operation } from "../../operation.ts";
import { mappingConfiguration, noMapping } from "./event-source-mapping.ts";

/** DeleteEventSourceMapping: answers that it is Deleting; polling stops at once. */
export const deleteEventSourceMapping: Operation<DeleteEventSourceMappingRequest, EventSourceMappingConfiguration> = (state, input, context) => {
  const record = state["lambda.event-source-mappings"].get(input.UUID ?? "");
  if (!record) return noMapping;
  return {
    output: { ...mappingConfiguration(record, context, context.now), State: "Deleting" },
    changes: [{ table: "lambda.event-source-mappings", key: record.uuid, value: null }],
  };
};
