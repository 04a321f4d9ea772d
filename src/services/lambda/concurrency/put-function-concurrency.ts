import type { Concurrency, PutFunctionConcurrencyRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { concurrencyShares, provisionedTotal } from "./concurrency-arithmetic.ts";
import { functionNotFound, invalidParameter } from "../errors.ts";
import { parseBareName } from "../function-reference.ts";
import { LATEST } from "../lookup.ts";

/** PutFunctionConcurrency: reserves concurrency for a function, of which it is the cap too. 0 blocks it. At once. */
export const putFunctionConcurrency: Operation<PutFunctionConcurrencyRequest, Concurrency> = (state, input, context) => {
  const name = parseBareName(input.FunctionName, context, "PutFunctionConcurrency");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name, LATEST));
  const reserved = input.ReservedConcurrentExecutions ?? 0;
  const provisioned = provisionedTotal(state, name);
  if (reserved < provisioned) {
    // Space and double space are AWS's.
    return invalidParameter(
      ` ReservedConcurrentExecutions  ${reserved} should not be lower than function's total provisioned concurrency [${provisioned}].`,
    );
  }
  const others = concurrencyShares(state, context.settings, name);
  const before = state["lambda.concurrency"].get(name)?.reserved ?? 0;
  if (reserved > before && others.unreserved - reserved < others.minimum) {
    return invalidParameter(
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${others.minimum}].`,
    );
  }
  return {
    output: { ReservedConcurrentExecutions: reserved },
    changes: [{ table: "lambda.concurrency", key: name, value: { functionName: name, reserved } }],
  };
};
