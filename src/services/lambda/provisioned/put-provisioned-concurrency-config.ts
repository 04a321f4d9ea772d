import type { PutProvisionedConcurrencyConfigRequest, PutProvisionedConcurrencyConfigResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import type { ProvisionedRecord } from "../concurrency/concurrency-records.ts";
import { invalidParameter } from "../errors.ts";
import { LATEST } from "../lookup.ts";
import { provisionedConfiguration, provisionedKey, provisionedTarget, refuseTwice, unpublishedRefusal } from "./provisioned-config.ts";
import { refuseUnits } from "./provisioned-limits.ts";
import { refusePending } from "../versions/version-state.ts";

/** PutProvisionedConcurrencyConfig: asks for environments that are kept initialised; they come after a preparation. */
export const putProvisionedConcurrencyConfig: Operation<PutProvisionedConcurrencyConfigRequest, PutProvisionedConcurrencyConfigResponse> = (
  state,
  input,
  context,
) => {
  const target = provisionedTarget(state, input, context, "PutProvisionedConcurrencyConfig", unpublishedRefusal.message);
  if (isAwsError(target)) return target;
  const { name, qualifier, version, alias } = target;
  if (version.version === LATEST) return unpublishedRefusal;
  // Those of an alias that is held at its old version count too: AWS refuses until it has moved.
  if (alias?.additionalVersionWeights) return invalidParameter("Alias with weights can not be used with Provisioned Concurrency");
  const requested = input.ProvisionedConcurrentExecutions ?? 1;
  const refusal =
    refuseTwice(state, name, qualifier, [version.version]) ?? refusePending(version, context.now) ?? refuseUnits(state, name, qualifier, requested, context);
  if (refusal) return refusal;
  const key = provisionedKey(name, qualifier);
  const old = state["lambda.provisioned"].get(key);
  const record: ProvisionedRecord = {
    functionName: name,
    qualifier,
    requested,
    serving: old?.serving ?? {},
    status: "IN_PROGRESS",
    requestedAt: context.now,
    preparedFrom: context.now,
    readyAt: null,
    lastModified: context.now,
    heldVersion: null,
  };
  return { output: provisionedConfiguration(record), changes: [{ table: "lambda.provisioned", key, value: record }] };
};
