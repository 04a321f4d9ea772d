import type { ListEventSourceMappingsRequest, ListEventSourceMappingsResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound } from "../errors.ts";
import { mappingConfiguration } from "./event-source-mapping.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { resolveQualifier } from "../lookup.ts";

const LARGEST_PAGE = 100;

/** ListEventSourceMappings, of one function or one source, or of all. */
export const listEventSourceMappings: Operation<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse> = (state, input, context) => {
  const target = input.FunctionName === undefined ? null : parseFunctionReference(input.FunctionName, undefined, context, "ListEventSourceMappings");
  if (isAwsError(target)) return target;
  if (target && !resolveQualifier(state, target.name, target.qualifier)) return functionNotFound(functionArn(context, target.name, target.qualifier));
  const records = [...state["lambda.event-source-mappings"].values()]
    .filter((record) => target === null || (record.functionName === target.name && record.qualifier === target.qualifier))
    .filter((record) => input.EventSourceArn === undefined || record.eventSourceArn === input.EventSourceArn)
    .toSorted((left, right) => compareNames(left.uuid, right.uuid));
  const result = page(
    records,
    (record) => record.uuid,
    (record, marker) => record.uuid > marker,
    input.Marker,
    Math.min(input.MaxItems ?? LARGEST_PAGE, LARGEST_PAGE),
  );
  if (isAwsError(result)) return result;
  return {
    output: {
      EventSourceMappings: result.items.map((record) => mappingConfiguration(record, context, context.now)),
      ...(result.next !== undefined && { NextMarker: result.next }),
    },
    changes: [],
  };
};
