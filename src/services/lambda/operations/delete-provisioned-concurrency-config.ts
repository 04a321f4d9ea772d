import type { DeleteProvisionedConcurrencyConfigRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { provisionedKey, provisionedTarget } from "../provisioned-config.ts";

/** DeleteProvisionedConcurrencyConfig: its environments end; no error where there was none. */
export const deleteProvisionedConcurrencyConfig: Operation<DeleteProvisionedConcurrencyConfigRequest, Record<string, never>> = (
  state,
  input,
  context,
) => {
  const target = provisionedTarget(
    state, input, context, "DeleteProvisionedConcurrencyConfig", "The function resource provided must be an alias or a published version.",
  );
  if (isAwsError(target)) return target;
  const key = provisionedKey(target.name, target.qualifier);
  if (!state["lambda.provisioned"].has(key)) return { output: {}, changes: [] };
  return { output: {}, changes: [{ table: "lambda.provisioned", key, value: null }] };
};
