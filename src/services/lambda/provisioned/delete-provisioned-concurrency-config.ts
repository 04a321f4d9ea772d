import type { DeleteProvisionedConcurrencyConfigRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { provisionedKey, provisionedTarget } from "./provisioned-config.ts";
import { releaseAlias } from "./provisioned-plan.ts";

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
  const record = state["lambda.provisioned"].get(key);
  if (!record) return { output: {}, changes: [] };
  // An alias that waited for it waits no longer.
  return { output: {}, changes: [{ table: "lambda.provisioned", key, value: null }, ...releaseAlias(state, record, context.newId)] };
};
