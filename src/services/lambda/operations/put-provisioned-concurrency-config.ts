import type { PutProvisionedConcurrencyConfigRequest, PutProvisionedConcurrencyConfigResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { concurrencyShares, provisionedTotal } from "../concurrency-arithmetic.ts";
import type { ProvisionedRecord } from "../concurrency-records.ts";
import { invalidParameter } from "../errors.ts";
import { provisionedConfiguration, provisionedKey, provisionedTarget, refuseTwice } from "../provisioned-config.ts";
import { refusePending } from "../version-state.ts";

/** PutProvisionedConcurrencyConfig: asks for environments that are kept initialised; they come after a preparation. */
export const putProvisionedConcurrencyConfig: Operation<PutProvisionedConcurrencyConfigRequest, PutProvisionedConcurrencyConfigResponse> = (
  state,
  input,
  context,
) => {
  const target = provisionedTarget(
    state, input, context, "PutProvisionedConcurrencyConfig",
    "Provisioned Concurrency Configs cannot be applied to unpublished function versions.",
  );
  if (isAwsError(target)) return target;
  const { name, qualifier, version, alias } = target;
  if (alias?.additionalVersionWeights) return invalidParameter("Alias with weights can not be used with Provisioned Concurrency");
  const refusal = refuseTwice(state, name, qualifier, version.version) ?? refusePending(version, context.now);
  if (refusal) return refusal;

  const requested = input.ProvisionedConcurrentExecutions ?? 1;
  const others = provisionedTotal(state, name, qualifier);
  const reserved = state["lambda.concurrency"].get(name)?.reserved;
  if (reserved !== undefined) {
    if (others + requested > reserved) {
      return invalidParameter("Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function");
    }
  } else {
    const shares = concurrencyShares(state, context.settings.accountConcurrency, name);
    const unreserved = shares.unreserved - others;
    if (requested > unreserved) {
      return invalidParameter(`Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${unreserved}].`);
    }
    if (unreserved - requested < shares.minimum) {
      return invalidParameter(
        `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${shares.minimum}].`,
      );
    }
  }
  const key = provisionedKey(name, qualifier);
  const old = state["lambda.provisioned"].get(key);
  const record: ProvisionedRecord = {
    functionName: name,
    qualifier,
    requested,
    allocated: old?.allocated ?? 0,
    status: "IN_PROGRESS",
    requestedAt: context.now,
    readyAt: null,
    lastModified: context.now,
    servingVersion: old?.servingVersion ?? null,
  };
  return { output: provisionedConfiguration(record), changes: [{ table: "lambda.provisioned", key, value: record }] };
};
