import type { DeleteFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { eventInvokeConfigKey, eventInvokeTarget, noEventInvokeConfig } from "./event-invoke-config.ts";

/** DeleteFunctionEventInvokeConfig: back to two retries, six hours and no destinations. */
export const deleteFunctionEventInvokeConfig: Operation<DeleteFunctionEventInvokeConfigRequest, Record<string, never>> = (
  state,
  input,
  context,
) => {
  const target = eventInvokeTarget(input, context, "DeleteFunctionEventInvokeConfig");
  if (isAwsError(target)) return target;
  const key = eventInvokeConfigKey(target.name, target.qualifier);
  if (!state["lambda.event-invoke-configs"].has(key)) return noEventInvokeConfig(target.arn);
  return { output: {}, changes: [{ table: "lambda.event-invoke-configs", key, value: null }] };
};
