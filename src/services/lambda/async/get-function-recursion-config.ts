import type { GetFunctionRecursionConfigRequest, GetFunctionRecursionConfigResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";

/** GetFunctionRecursionConfig. */
export const getFunctionRecursionConfig: Operation<GetFunctionRecursionConfigRequest, GetFunctionRecursionConfigResponse> = (
  state,
  input,
  context,
) => {
  const name = parseUnqualified(input.FunctionName, context, "GetFunctionRecursionConfig");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name));
  return { output: { RecursiveLoop: state["lambda.recursion"].get(name)?.recursiveLoop ?? "Terminate" }, changes: [] };
};
