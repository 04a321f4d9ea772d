import type { FunctionEventInvokeConfig, GetFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { eventInvokeConfigKey, eventInvokeConfiguration, eventInvokeTarget, noEventInvokeConfig } from "./event-invoke-config.ts";

/** GetFunctionEventInvokeConfig. */
export const getFunctionEventInvokeConfig: Operation<GetFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig> = (state, input, context) => {
  const target = eventInvokeTarget(input, context, "GetFunctionEventInvokeConfig");
  if (isAwsError(target)) return target;
  const record = state["lambda.event-invoke-configs"].get(eventInvokeConfigKey(target.name, target.qualifier));
  return record ? { output: eventInvokeConfiguration(record, context), changes: [] } : noEventInvokeConfig(target.arn);
};
