import type { GetFunctionRequest, GetFunctionResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import { toBase64Url } from "../../bytes.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound } from "../errors.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { resolveQualifier } from "../lookup.ts";
import { functionConfiguration } from "../versions/version-configuration.ts";

/** GetFunction: configuration, tags, and where to download the package. */
export const getFunction: Operation<GetFunctionRequest, GetFunctionResponse> = (state, input, context) => {
  const reference = parseFunctionReference(input.FunctionName, input.Qualifier, context, "GetFunction");
  if (isAwsError(reference)) return reference;
  const { name, qualifier } = reference;
  const found = resolveQualifier(state, name, qualifier);
  if (!found) return functionNotFound(functionArn(context, name, qualifier));
  const tags = state["lambda.functions"].get(name)?.tags ?? {};
  const concurrency = state["lambda.concurrency"].get(name);
  return {
    output: {
      Configuration: functionConfiguration(found.version, context, context.now, qualifier),
      // AWS gives a presigned S3 URL, good for ten minutes. Ours names the package by its content, and the cloud in
      // this tab serves it.
      Code: {
        RepositoryType: "S3",
        Location: `${context.origin ?? ""}/_lambdarium/code/${toBase64Url(found.version.codeSha256)}`,
      },
      ...(concurrency && { Concurrency: { ReservedConcurrentExecutions: concurrency.reserved } }),
      ...(Object.keys(tags).length > 0 && { Tags: { ...tags } }),
    },
    changes: [],
  };
};
