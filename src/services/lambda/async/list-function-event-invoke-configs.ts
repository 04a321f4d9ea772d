import type { ListFunctionEventInvokeConfigsRequest, ListFunctionEventInvokeConfigsResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { eventInvokeConfiguration } from "./event-invoke-config.ts";
import { notFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { qualifierPage } from "../qualifier-page.ts";

/** ListFunctionEventInvokeConfigs of a function, by qualifier. */
export const listFunctionEventInvokeConfigs: Operation<ListFunctionEventInvokeConfigsRequest, ListFunctionEventInvokeConfigsResponse> = (
  state,
  input,
  context,
) => {
  const name = parseUnqualified(input.FunctionName, context, "ListFunctionEventInvokeConfigs");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return notFound("The function doesn't exist.");
  const result = qualifierPage(state["lambda.event-invoke-configs"].values(), name, input);
  if (isAwsError(result)) return result;
  return {
    output: {
      FunctionEventInvokeConfigs: result.items.map((record) => eventInvokeConfiguration(record, context)),
      ...(result.next !== undefined && { NextMarker: result.next }),
    },
    changes: [],
  };
};
