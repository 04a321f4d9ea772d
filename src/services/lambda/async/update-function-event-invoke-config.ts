import type { FunctionEventInvokeConfig, UpdateFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import {
  checkDestinations, eventInvokeConfigKey, eventInvokeConfiguration, newEventInvokeConfig, noEventInvokeConfig, settableTarget,
} from "./event-invoke-config.ts";

/** UpdateFunctionEventInvokeConfig: what is not given stays. */
export const updateFunctionEventInvokeConfig: Operation<UpdateFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig> = (
  state,
  input,
  context,
) => {
  const target = settableTarget(state, input, context, "UpdateFunctionEventInvokeConfig");
  if (isAwsError(target)) return target;
  const { name, qualifier, arn } = target;
  const key = eventInvokeConfigKey(name, qualifier);
  const old = state["lambda.event-invoke-configs"].get(key);
  if (!old) return noEventInvokeConfig(arn);
  const refusal = checkDestinations(state, name, input.DestinationConfig, context);
  if (refusal) return refusal;
  const record = newEventInvokeConfig(name, qualifier, input, old, context.now);
  return { output: eventInvokeConfiguration(record, context), changes: [{ table: "lambda.event-invoke-configs", key, value: record }] };
};
