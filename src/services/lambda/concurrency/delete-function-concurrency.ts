import type { DeleteFunctionConcurrencyRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { concurrencyShares, provisionedTotal } from "./concurrency-arithmetic.ts";
import { functionNotFound, invalidParameter } from "../errors.ts";
import { parseBareName } from "../function-reference.ts";
import { LATEST } from "../lookup.ts";

/** DeleteFunctionConcurrency: back to the unreserved pool; no error where nothing was reserved. */
export const deleteFunctionConcurrency: Operation<DeleteFunctionConcurrencyRequest, Record<string, never>> = (state, input, context) => {
  const name = parseBareName(input.FunctionName, context, "DeleteFunctionConcurrency");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name, LATEST));
  if (!state["lambda.concurrency"].has(name)) return { output: {}, changes: [] };
  const provisioned = provisionedTotal(state, name);
  const others = concurrencyShares(state, context.settings, name);
  // What was provisioned inside the reservation now comes from everybody's; AWS's own text for this case is not known.
  if (provisioned > 0 && others.unreserved - provisioned < others.minimum) {
    return invalidParameter(
      `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${others.minimum}].`,
    );
  }
  return { output: {}, changes: [{ table: "lambda.concurrency", key: name, value: null }] };
};
