import type { PutFunctionRecursionConfigRequest, PutFunctionRecursionConfigResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";

/** PutFunctionRecursionConfig: whether a chain that calls itself is stopped (Terminate, the default) or not (Allow). */
export const putFunctionRecursionConfig: Operation<PutFunctionRecursionConfigRequest, PutFunctionRecursionConfigResponse> = (
  state,
  input,
  context,
) => {
  const name = parseUnqualified(input.FunctionName, context, "PutFunctionRecursionConfig");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name));
  const recursiveLoop = input.RecursiveLoop ?? "Terminate";
  return {
    output: { RecursiveLoop: recursiveLoop },
    changes: [{ table: "lambda.recursion", key: name, value: { functionName: name, recursiveLoop } }],
  };
};
