import type { AliasConfiguration } from "@aws-sdk/client-lambda";
import { functionArn, type Place } from "../arn.ts";
import type { AliasRecord } from "../records.ts";

/** An alias as the API shows it; RoutingConfig is absent where nothing is weighted. */
export function aliasConfiguration(alias: AliasRecord, place: Place): AliasConfiguration {
  return {
    AliasArn: functionArn(place, alias.functionName, alias.name),
    Name: alias.name,
    FunctionVersion: alias.functionVersion,
    Description: alias.description,
    RevisionId: alias.revisionId,
    ...(alias.additionalVersionWeights && { RoutingConfig: { AdditionalVersionWeights: { ...alias.additionalVersionWeights } } }),
  };
}
