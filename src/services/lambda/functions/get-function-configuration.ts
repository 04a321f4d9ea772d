import type { FunctionConfiguration, GetFunctionConfigurationRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound } from "../errors.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { resolveQualifier } from "../lookup.ts";
import { functionConfiguration } from "../versions/version-configuration.ts";

/** GetFunctionConfiguration: the settings of `$LATEST`, a version, or what an alias points at. */
export const getFunctionConfiguration: Operation<GetFunctionConfigurationRequest, FunctionConfiguration> = (state, input, context) => {
  const reference = parseFunctionReference(input.FunctionName, input.Qualifier, context, "GetFunctionConfiguration");
  if (isAwsError(reference)) return reference;
  const { name, qualifier } = reference;
  const found = resolveQualifier(state, name, qualifier);
  if (!found) return functionNotFound(functionArn(context, name, qualifier));
  return { output: functionConfiguration(found.version, context, context.now, qualifier), changes: [] };
};
