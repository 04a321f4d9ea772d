import type { AliasConfiguration, CreateAliasRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { aliasConfiguration } from "./alias-configuration.ts";
import { ALIAS_NAME_PATTERN, checkTarget, weightsOf } from "./alias-routing.ts";
import { functionArn } from "../arn.ts";
import { conflict, constraint } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { aliasKey, findAlias } from "../lookup.ts";
import type { AliasRecord } from "../records.ts";

/** CreateAlias: a name for a version, or for two that share its traffic. Never for another alias. */
export const createAlias: Operation<CreateAliasRequest, AliasConfiguration> = (state, input, context) => {
  const name = parseUnqualified(input.FunctionName, context, "CreateAlias");
  if (isAwsError(name)) return name;
  const alias = input.Name ?? "";
  const target = input.FunctionVersion ?? "";
  if (!ALIAS_NAME_PATTERN.test(alias)) {
    return constraint(alias, "name", "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)");
  }
  if (findAlias(state, name, alias)) return conflict(`Alias already exists: ${functionArn(context, name, alias)}`);
  const weights = weightsOf(input.RoutingConfig);
  const refusal = checkTarget(state, name, target, weights, context);
  if (refusal) return refusal;
  const record: AliasRecord = {
    functionName: name,
    name: alias,
    functionVersion: target,
    description: input.Description ?? "",
    revisionId: context.newId(),
    ...(weights && { additionalVersionWeights: weights }),
  };
  return {
    output: aliasConfiguration(record, context),
    changes: [{ table: "lambda.aliases", key: aliasKey(name, alias), value: record }],
  };
};
