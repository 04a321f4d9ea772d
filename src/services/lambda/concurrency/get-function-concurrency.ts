import type { GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound } from "../errors.ts";
import { parseBareName } from "../function-reference.ts";
import { LATEST } from "../lookup.ts";

/** GetFunctionConcurrency: the reservation; `{}` where there is none. */
export const getFunctionConcurrency: Operation<GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse> = (state, input, context) => {
  const name = parseBareName(input.FunctionName, context, "GetFunctionConcurrency");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name, LATEST));
  const record = state["lambda.concurrency"].get(name);
  return { output: record ? { ReservedConcurrentExecutions: record.reserved } : {}, changes: [] };
};
