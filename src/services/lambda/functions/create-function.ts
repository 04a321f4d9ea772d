import type { CreateFunctionRequest, FunctionConfiguration } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import type { Change } from "../../tables.ts";
import { codeOf } from "../configuration/code-source.ts";
import { conflict, invalidParameter } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { checkSettings, checkSnapStart, newConfiguration } from "../configuration/function-settings.ts";
import { LATEST } from "../lookup.ts";
import { publish, putVersion } from "../versions/publishing.ts";
import type { VersionRecord } from "../records.ts";
import { checkTags } from "../configuration/tag-rules.ts";
import { functionConfiguration } from "../versions/version-configuration.ts";

/** CreateFunction: `$LATEST`, and with `Publish` its first version. The zip comes as `context.code`. */
export const createFunction: Operation<CreateFunctionRequest, FunctionConfiguration> = (state, input, context) => {
  const name = parseUnqualified(input.FunctionName, context, "CreateFunction");
  if (isAwsError(name)) return name;
  const refusal = checkSettings(input, context) ?? checkTags(input.Tags ?? {});
  if (refusal) return refusal;
  if (input.Runtime === undefined || input.Handler === undefined) {
    return invalidParameter("Runtime and Handler are mandatory parameters for functions created with deployment packages.");
  }
  const configuration = newConfiguration(name, input);
  const unfit = checkSnapStart(configuration);
  if (unfit) return unfit;
  if (state["lambda.functions"].has(name)) return conflict(`Function already exist: ${name}`);
  const code = codeOf(context, input.Code ?? {});
  if (isAwsError(code)) return code;

  const latest: VersionRecord = {
    functionName: name,
    version: LATEST,
    codeSha256: code.sha256,
    codeSize: code.size,
    configuration,
    lastModified: context.now,
    revisionIdDuring: context.newId(),
    revisionId: context.newId(),
    activeAt: context.now + context.settings.pendingMs,
    updatedAt: null,
    previous: null,
  };
  const created: Change = { table: "lambda.functions", key: name, value: { name, tags: { ...input.Tags }, createdAt: context.now } };
  if (!input.Publish) return { output: functionConfiguration(latest, context, context.now, null), changes: [created, putVersion(latest)] };
  const first = publish(state, latest, { activeAt: latest.activeAt }, context);
  return {
    // AWS names the function here without the number of its version.
    output: functionConfiguration(first.version, context, context.now, null),
    changes: [created, putVersion(first.latest), ...first.changes],
  };
};
