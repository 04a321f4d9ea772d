import type { AliasConfiguration, GetAliasRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { aliasConfiguration } from "./alias-configuration.ts";
import { functionArn } from "../arn.ts";
import { aliasNotFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { findAlias } from "../lookup.ts";

/** GetAlias. */
export const getAlias: Operation<GetAliasRequest, AliasConfiguration> = (state, input, context) => {
  const name = parseUnqualified(input.FunctionName, context, "GetAlias");
  if (isAwsError(name)) return name;
  const alias = findAlias(state, name, input.Name ?? "");
  if (!alias) return aliasNotFound(functionArn(context, name, input.Name ?? ""));
  return { output: aliasConfiguration(alias, context), changes: [] };
};
