import type { ListAliasesRequest, ListAliasesResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { page } from "../../pagination.ts";
import { aliasConfiguration } from "./alias-configuration.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { aliasesOf, aliasUses } from "../lookup.ts";

const LARGEST_PAGE = 50;

/** ListAliases, by name; with `FunctionVersion` those that invoke this version, weighted ones included. */
export const listAliases: Operation<ListAliasesRequest, ListAliasesResponse> = (state, input, context) => {
  const name = parseUnqualified(input.FunctionName, context, "ListAliases");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name));
  const version = input.FunctionVersion;
  const aliases = aliasesOf(state, name).filter((alias) => version === undefined || aliasUses(alias, version));
  const result = page(
    aliases,
    (alias) => alias.name,
    (alias, marker) => alias.name > marker,
    input.Marker,
    Math.min(input.MaxItems ?? LARGEST_PAGE, LARGEST_PAGE),
  );
  if (isAwsError(result)) return result;
  return {
    output: {
      Aliases: result.items.map((alias) => aliasConfiguration(alias, context)),
      ...(result.next !== undefined && { NextMarker: result.next }),
    },
    changes: [],
  };
};
