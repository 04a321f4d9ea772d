import type { FunctionConfiguration, UpdateFunctionCodeRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { codeOf } from "../configuration/code-source.ts";
import { functionNotFound, invalidParameter } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { checkSettings } from "../configuration/function-settings.ts";
import { findVersion, LATEST } from "../lookup.ts";
import { publish, putVersion, updateLatest } from "../versions/publishing.ts";
import { functionConfiguration } from "../versions/version-configuration.ts";
import { refuseStale, refuseUnsettled } from "../versions/version-state.ts";

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
  if (input.ImageUri !== undefined) return invalidParameter("Please don't provide ImageUri when updating a function with packageType Zip.");
  const code = codeOf(context, input);
  if (isAwsError(code)) return code;

  const configuration = input.Architectures ? { ...latest.configuration, Architectures: input.Architectures } : latest.configuration;
  if (input.DryRun) {
    const asIf = { ...latest, codeSha256: code.sha256, codeSize: code.size, configuration };
    return { output: functionConfiguration(asIf, context, context.now, null), changes: [] };
  }
  const updated = updateLatest(latest, { code, configuration }, context);
  if (!input.Publish) return { output: functionConfiguration(updated, context, context.now, null), changes: [putVersion(updated)] };
  const publication = publish(state, updated, { activeAt: context.now + context.settings.pendingMs }, context);
  return {
    output: functionConfiguration(publication.version, context, context.now, publication.version.version),
    changes: [putVersion(publication.latest), ...publication.changes],
  };
};
