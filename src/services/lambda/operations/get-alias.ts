import type { AliasConfiguration, GetAliasRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { aliasConfiguration } from "../alias-configuration.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound, notFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { findAlias } from "../lookup.ts";

/** GetAlias. */
export const getAlias: Operation<GetAliasRequest, AliasConfiguration> = (state, input, context) => {
  const name = parseUnqualified(input.FunctionName, context, "GetAlias");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name));
  const alias = findAlias(state, name, input.Name ?? "");
  if (!alias) return notFound(`Cannot find alias arn: ${functionArn(context, name, input.Name ?? "")}`);
  return { output: aliasConfiguration(alias, context), changes: [] };
};
