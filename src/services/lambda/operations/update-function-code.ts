import type { FunctionConfiguration, UpdateFunctionCodeRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { checkSettings } from "../function-settings.ts";
import { findVersion, LATEST } from "../lookup.ts";
import { publish, putLatest, updateLatest } from "../publishing.ts";
import { functionConfiguration } from "../version-configuration.ts";
import { refuseStale, refuseUnsettled } from "../version-state.ts";
import { codeMissing } from "./create-function.ts";

/** UpdateFunctionCode on `$LATEST`. `DryRun` checks and answers, and changes nothing; `Publish` also makes a version. */
export const updateFunctionCode: Operation<UpdateFunctionCodeRequest, FunctionConfiguration> = (state, input, context) => {
  const name = parseUnqualified(input.FunctionName, context, "UpdateFunctionCode");
  if (isAwsError(name)) return name;
  const latest = findVersion(state, name, LATEST);
  if (!latest) return functionNotFound(functionArn(context, name));
  const refusal =
    refuseUnsettled(latest, context, context.now) ??
    refuseStale(input.RevisionId, latest, context.now) ??
    checkSettings(input.PublishTo === undefined ? {} : { PublishTo: input.PublishTo }, context);
  if (refusal) return refusal;
  if (!context.code) return codeMissing(input);

  const configuration = input.Architectures ? { ...latest.configuration, Architectures: input.Architectures } : latest.configuration;
  if (input.DryRun) {
    const asIf = { ...latest, codeSha256: context.code.sha256, codeSize: context.code.size, configuration };
    return { output: functionConfiguration(asIf, context, context.now, null), changes: [] };
  }
  const updated = updateLatest(latest, { code: context.code, configuration }, context);
  if (!input.Publish) return { output: functionConfiguration(updated, context, context.now, null), changes: [putLatest(updated)] };
  const publication = publish(state, updated, undefined, context);
  return {
    output: functionConfiguration(publication.version, context, context.now, publication.version.version),
    changes: [putLatest(updated), ...publication.changes],
  };
};
