import type { EventSourceMappingConfiguration, GetEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../operation.ts";
import { mappingConfiguration, noMapping } from "./event-source-mapping.ts";

/** GetEventSourceMapping. */
export const getEventSourceMapping: Operation<GetEventSourceMappingRequest, EventSourceMappingConfiguration> = (state, input, context) => {
  const record = state["lambda.event-source-mappings"].get(input.UUID ?? "");
  return record ? { output: mappingConfiguration(record, context, context.now), changes: [] } : noMapping;
};
