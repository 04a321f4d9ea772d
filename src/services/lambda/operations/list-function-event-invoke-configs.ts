import type { ListFunctionEventInvokeConfigsRequest, ListFunctionEventInvokeConfigsResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import { eventInvokeConfiguration } from "../event-invoke-config.ts";
import { notFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";

const LARGEST_PAGE = 50;

/** ListFunctionEventInvokeConfigs of a function, by qualifier. */
export const listFunctionEventInvokeConfigs: Operation<ListFunctionEventInvokeConfigsRequest, ListFunctionEventInvokeConfigsResponse> = (
  state,
  input,
  context,
) => {
  const name = parseUnqualified(input.FunctionName, context, "ListFunctionEventInvokeConfigs");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return notFound("The function doesn't exist.");
  const records = [...state["lambda.event-invoke-configs"].values()]
    .filter((record) => record.functionName === name)
    .toSorted((left, right) => compareNames(left.qualifier, right.qualifier));
  const result = page(
    records,
    (record) => record.qualifier,
    (record, marker) => record.qualifier > marker,
    input.Marker,
    Math.min(input.MaxItems ?? LARGEST_PAGE, LARGEST_PAGE),
  );
  if (isAwsError(result)) return result;
  return {
    output: {
      FunctionEventInvokeConfigs: result.items.map((record) => eventInvokeConfiguration(record, context)),
      ...(result.next !== undefined && { NextMarker: result.next }),
    },
    changes: [],
  };
};
