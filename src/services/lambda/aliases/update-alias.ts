import type { AliasConfiguration, UpdateAliasRequest } from "@aws-sdk/client-lambda";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import type { State } from "../../tables.ts";
import { aliasConfiguration } from "./alias-configuration.ts";
import { checkTarget, weightsOf } from "./alias-routing.ts";
import { functionArn } from "../arn.ts";
import type { ProvisionedRecord } from "../concurrency/concurrency-records.ts";
import { notFound, stalePrecondition } from "../errors.ts";
import { parseUnqualified } from "../function-reference.ts";
import { aliasKey, findAlias, LATEST } from "../lookup.ts";
import { provisionedKey, refuseTwice, unpublishedRefusal } from "../provisioned/provisioned-config.ts";
import { refuseUnits } from "../provisioned/provisioned-limits.ts";
import { type AskedRouting, reroute } from "../provisioned/provisioned-move.ts";
import { sameUnits } from "../concurrency/provisioned-split.ts";
import type { AliasRecord } from "../records.ts";

/** UpdateAlias: what is not given stays; an empty `AdditionalVersionWeights` takes the weights away. */
export const updateAlias: Operation<UpdateAliasRequest, AliasConfiguration> = (state, input, context) => {
  const name = parseUnqualified(input.FunctionName, context, "UpdateAlias");
  if (isAwsError(name)) return name;
  const old = findAlias(state, name, input.Name ?? "");
  if (!old) return notFound(`Alias not found: ${functionArn(context, name, input.Name ?? "")}`);
  if (input.RevisionId !== undefined && input.RevisionId !== old.revisionId) return stalePrecondition;

  const provisioned = state["lambda.provisioned"].get(provisionedKey(name, old.name));
  const asked = askedRouting(old, input, provisioned);
  const rerouted = provisioned && reroute(provisioned, old, asked, context.now);
  const refusal = checkTarget(state, name, asked.target, asked.weights, context) ?? (rerouted ? refuseRerouted(state, asked, provisioned, rerouted.record, context) : null);
  if (refusal) return refusal;
  const weights = rerouted ? rerouted.weights : asked.weights;
  const record: AliasRecord = {
    functionName: name,
    name: old.name,
    functionVersion: asked.target,
    description: input.Description ?? old.description,
    revisionId: context.newId(),
    ...(weights && { additionalVersionWeights: weights }),
  };
  return {
    output: aliasConfiguration(record, context),
    changes: [
      { table: "lambda.aliases", key: aliasKey(name, old.name), value: record },
      ...(rerouted && rerouted.record !== provisioned ? [{ table: "lambda.provisioned", key: provisionedKey(name, old.name), value: rerouted.record } as const] : []),
    ],
  };
};

/**
 * What is not given stays. The weights by which an alias is held at its old version were asked for by nobody: sent back
 * as they are shown (forms do), they ask for nothing. Our choice; AWS's is not known.
 */
function askedRouting(old: AliasRecord, input: UpdateAliasRequest, provisioned: ProvisionedRecord | undefined): AskedRouting {
  const target = input.FunctionVersion ?? old.functionVersion;
  const isHeld = provisioned !== undefined && provisioned.heldVersion !== null;
  const weights = weightsOf(input.RoutingConfig);
  const echoes = isHeld && weights !== undefined && sameUnits(weights, old.additionalVersionWeights ?? {});
  if (input.RoutingConfig === undefined || echoes) return { target, weights: isHeld ? undefined : old.additionalVersionWeights, clears: false };
  return { target, weights, clears: weights === undefined };
}

/** What provisioned concurrency says against the versions that its alias is to lead to; null where nothing. */
function refuseRerouted(state: State, { target, weights = {} }: AskedRouting, before: ProvisionedRecord, after: ProvisionedRecord, context: OperationContext): AwsError | null {
  if (target === LATEST) return unpublishedRefusal;
  const { functionName, qualifier, requested } = before;
  return (
    refuseTwice(state, functionName, qualifier, [target, ...Object.keys(weights)]) ??
    // What was given up counted no longer; now it is asked for again.
    (before.status === "FAILED" && after.status !== "FAILED" ? refuseUnits(state, functionName, qualifier, requested, context) : null)
  );
}
