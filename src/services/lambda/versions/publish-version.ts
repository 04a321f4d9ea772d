import type { FunctionConfiguration, PublishVersionRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound, invalidParameter } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { checkSettings } from "../configuration/function-settings.ts";
import { findVersion, LATEST } from "../lookup.ts";
import { publish, putVersion } from "./publishing.ts";
import { functionConfiguration } from "./version-configuration.ts";
import { refuseStale, refuseUnsettled } from "./version-state.ts";

/** PublishVersion: freezes `$LATEST` under the next number; the existing version, where nothing changed since. */
export const publishVersion: Operation<PublishVersionRequest, FunctionConfiguration> = (state, input, context) => {
  const name = parseUnqualified(input.FunctionName, context, "PublishVersion");
  if (isAwsError(name)) return name;
  const latest = findVersion(state, name, LATEST);
  if (!latest) return functionNotFound(functionArn(context, name));
  const refusal =
    checkSettings(input.PublishTo === undefined ? {} : { PublishTo: input.PublishTo }, context) ??
    refuseUnsettled(latest, context, context.now) ??
    refuseStale(input.RevisionId, latest, context.now);
  if (refusal) return refusal;
  if (input.CodeSha256 !== undefined && input.CodeSha256 !== "" && input.CodeSha256 !== latest.codeSha256) {
    return invalidParameter(
      `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${latest.codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  }
  // A snapshot takes its time; without one the version is ready at once.
  const activeAt = latest.configuration.SnapStart?.ApplyOn === "PublishedVersions" ? context.now + context.settings.pendingMs : context.now;
  const { version, latest: after, changes } = publish(state, latest, { description: input.Description, activeAt }, context);
  return { output: functionConfiguration(version, context, context.now, version.version), changes: after === latest ? [] : [putVersion(after), ...changes] };
};
