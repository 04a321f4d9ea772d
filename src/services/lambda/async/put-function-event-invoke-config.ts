import type { FunctionEventInvokeConfig, PutFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { checkDestinations, eventInvokeConfigKey, eventInvokeConfiguration, newEventInvokeConfig, settableTarget } from "./event-invoke-config.ts";

/** PutFunctionEventInvokeConfig: replaces the whole configuration. */
export const putFunctionEventInvokeConfig: Operation<PutFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig> = (state, input, context) => {
  const target = settableTarget(state, input, context, "PutFunctionEventInvokeConfig");
  if (isAwsError(target)) return target;
  const { name, qualifier } = target;
  const refusal = checkDestinations(state, name, input.DestinationConfig, context);
  if (refusal) return refusal;
  const record = newEventInvokeConfig(name, qualifier, input, undefined, context.now);
  return {
    output: eventInvokeConfiguration(record, context),
    changes: [{ table: "lambda.event-invoke-configs", key: eventInvokeConfigKey(name, qualifier), value: record }],
  };
};
