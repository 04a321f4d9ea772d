import type { FunctionConfiguration, UpdateFunctionConfigurationRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { checkSettings, checkSnapStart, mergeConfiguration } from "../configuration/function-settings.ts";
import { findVersion, LATEST } from "../lookup.ts";
import { putVersion, updateLatest } from "../versions/publishing.ts";
import { functionConfiguration } from "../versions/version-configuration.ts";
import { refuseStale, refuseUnsettled } from "../versions/version-state.ts";

/** UpdateFunctionConfiguration on `$LATEST`: members given replace the old ones, `Environment` as a whole. */
export const updateFunctionConfiguration: Operation<UpdateFunctionConfigurationRequest, FunctionConfiguration> = (state, input, context) => {
  const name = parseUnqualified(input.FunctionName, context, "UpdateFunctionConfiguration");
  if (isAwsError(name)) return name;
  const latest = findVersion(state, name, LATEST);
  if (!latest) return functionNotFound(functionArn(context, name));
  const configuration = mergeConfiguration(latest.configuration, input);
  const refusal =
    checkSettings(input, context) ??
    checkSnapStart(configuration) ??
    refuseUnsettled(latest, context, context.now) ??
    refuseStale(input.RevisionId, latest, context.now);
  if (refusal) return refusal;
  const updated = updateLatest(latest, { configuration }, context);
  return { output: functionConfiguration(updated, context, context.now, null), changes: [putVersion(updated)] };
};
