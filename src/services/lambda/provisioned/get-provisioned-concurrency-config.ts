import type { GetProvisionedConcurrencyConfigRequest, GetProvisionedConcurrencyConfigResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { noProvisionedConfig, provisionedConfiguration, provisionedKey, provisionedTarget } from "./provisioned-config.ts";

/** GetProvisionedConcurrencyConfig of a published version or an alias. */
export const getProvisionedConcurrencyConfig: Operation<GetProvisionedConcurrencyConfigRequest, GetProvisionedConcurrencyConfigResponse> = (
  state,
  input,
  context,
) => {
  const target = provisionedTarget(
    state, input, context, "GetProvisionedConcurrencyConfig", "The function resource provided must be an alias or a published version.",
  );
  if (isAwsError(target)) return target;
  const record = state["lambda.provisioned"].get(provisionedKey(target.name, target.qualifier));
  return record ? { output: provisionedConfiguration(record), changes: [] } : noProvisionedConfig;
};
