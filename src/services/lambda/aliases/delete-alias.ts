import type { DeleteAliasRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { functionArn } from "../arn.ts";
import { dependentsOfQualifier } from "../functions/dependents.ts";
import { functionNotFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { aliasKey, findAlias } from "../lookup.ts";

/** DeleteAlias: idempotent, so an alias that is not there is no error. */
export const deleteAlias: Operation<DeleteAliasRequest, Record<string, never>> = (state, input, context) => {
  const name = parseUnqualified(input.FunctionName, context, "DeleteAlias");
  if (isAwsError(name)) return name;
  const alias = input.Name ?? "";
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name, alias));
  if (!findAlias(state, name, alias)) return { output: {}, changes: [] };
  return { output: {}, changes: [{ table: "lambda.aliases", key: aliasKey(name, alias), value: null }, ...dependentsOfQualifier(state, name, alias)] };
};
