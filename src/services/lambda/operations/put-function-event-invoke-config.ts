import type { FunctionEventInvokeConfig, PutFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { invalidParameter } from "../errors.ts";
import { checkDestinations, eventInvokeConfigKey, eventInvokeConfiguration, eventInvokeTarget, newEventInvokeConfig } from "../event-invoke-config.ts";

/** PutFunctionEventInvokeConfig: replaces the whole configuration. */
export const putFunctionEventInvokeConfig: Operation<PutFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig> = (state, input, context) => {
  const target = eventInvokeTarget(state, input, context, "PutFunctionEventInvokeConfig");
  if (isAwsError(target)) return target;
  const { name, qualifier } = target;
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input;
  if (MaximumRetryAttempts === undefined && MaximumEventAgeInSeconds === undefined && !DestinationConfig?.OnSuccess && !DestinationConfig?.OnFailure) {
    return invalidParameter("You must specify at least one of error handling or destination setting.");
  }
  const refusal = checkDestinations(state, name, DestinationConfig, context);
  if (refusal) return refusal;
  const record = newEventInvokeConfig(name, qualifier, input, undefined, context.now);
  return {
    output: eventInvokeConfiguration(record, context),
    changes: [{ table: "lambda.event-invoke-configs", key: eventInvokeConfigKey(name, qualifier), value: record }],
  };
};
