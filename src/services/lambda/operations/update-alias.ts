import type { AliasConfiguration, UpdateAliasRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { aliasConfiguration } from "../alias-configuration.ts";
import { checkTarget, weightsOf } from "../alias-routing.ts";
import { functionArn } from "../arn.ts";
import { functionNotFound, notFound, stalePrecondition } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { aliasKey, findAlias } from "../lookup.ts";
import { movedProvisioned, provisionedKey, refuseTwice } from "../provisioned-config.ts";
import type { AliasRecord } from "../records.ts";

/** UpdateAlias: what is not given stays; an empty `AdditionalVersionWeights` takes the weights away. */
export const updateAlias: Operation<UpdateAliasRequest, AliasConfiguration> = (state, input, context) => {
  const name = parseUnqualified(input.FunctionName, context, "UpdateAlias");
  if (isAwsError(name)) return name;
  if (!state["lambda.functions"].has(name)) return functionNotFound(functionArn(context, name));
  const old = findAlias(state, name, input.Name ?? "");
  if (!old) return notFound(`Alias not found: ${functionArn(context, name, input.Name ?? "")}`);
  if (input.RevisionId !== undefined && input.RevisionId !== old.revisionId) return stalePrecondition;

  const weights = input.RoutingConfig === undefined ? old.additionalVersionWeights : weightsOf(input.RoutingConfig);
  const target = input.FunctionVersion ?? old.functionVersion;
  const provisioned = state["lambda.provisioned"].get(provisionedKey(name, old.name));
  const moves = provisioned !== undefined && target !== old.functionVersion;
  const refusal = checkTarget(state, name, target, weights, context) ?? (moves ? refuseTwice(state, name, old.name, target) : null);
  if (refusal) return refusal;
  const record: AliasRecord = {
    functionName: name,
    name: old.name,
    functionVersion: target,
    description: input.Description ?? old.description,
    revisionId: context.newId(),
    ...(weights && { additionalVersionWeights: weights }),
  };
  return {
    output: aliasConfiguration(record, context),
    changes: [
      { table: "lambda.aliases", key: aliasKey(name, old.name), value: record },
      // The new version is provisioned first; the old one serves what it has until then.
      ...(moves ? [movedProvisioned(provisioned, context.now)] : []),
    ],
  };
};
