import type { AliasRoutingConfiguration } from "@aws-sdk/client-lambda";
import type { AwsError } from "../../aws-error.ts";
import type { State } from "../../tables.ts";
import { functionArn, type Place } from "../arn.ts";
import { constraint, functionNotFound, invalidParameter } from "../errors.ts";
import { findVersion, isVersionNumber, LATEST } from "../lookup.ts";
import type { VersionRecord, Weights } from "../records.ts";

/** What an alias name may be: letters, digits, `-`, `_`, and not digits alone (those are versions). */
export const ALIAS_NAME_PATTERN = /^(?!^[0-9]+$)[a-zA-Z0-9-_]{1,128}$/;

/** Reads a RoutingConfig: an empty map (or none) means that nothing is weighted. */
export function weightsOf(routing: AliasRoutingConfiguration | undefined): Weights | undefined {
  const weights = routing?.AdditionalVersionWeights;
  return weights && Object.keys(weights).length > 0 ? { ...weights } : undefined;
}

/**
 * The error that AWS gives for an alias's target and weights, or null. Both versions of a weighted alias must be
 * published and share execution role and dead-letter configuration (Developer Guide, "Lambda alias routing").
 */
export function checkTarget(state: State, name: string, target: string, weights: Weights | undefined, place: Place): AwsError | null {
  if (target !== LATEST && !isVersionNumber(target)) {
    return constraint(target, "functionVersion", "Member must satisfy regular expression pattern: (\\$LATEST(\\.PUBLISHED)?|[0-9]+)");
  }
  const main = findVersion(state, name, target);
  if (!main) return functionNotFound(functionArn(place, name, target));
  return weights ? checkWeights(state, main, weights, place) : null;
}

function checkWeights(state: State, main: VersionRecord, weights: Weights, place: Place): AwsError | null {
  const entries = Object.entries(weights);
  const shown = `{${entries.map(([version, weight]) => `${version}=${javaDouble(weight)}`).join(", ")}}`;
  if (entries.some(([version]) => !isVersionNumber(version))) {
    return constraint(
      shown,
      "routingConfig.additionalVersionWeights",
      "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+, Member must not be null]",
    );
  }
  if (entries.some(([, weight]) => !(weight >= 0 && weight <= 1))) {
    return constraint(
      shown,
      "routingConfig.additionalVersionWeights",
      "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
    );
  }
  if (entries.length > 1) return invalidParameter("Number of items in AdditionalVersionWeights cannot be greater than 1");
  if (main.version === LATEST) return invalidParameter("$LATEST is not supported for an alias pointing to more than 1 version");
  const version = entries[0]?.[0] ?? "";
  if (version === main.version) {
    return invalidParameter(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    );
  }
  const additional = findVersion(state, main.functionName, version);
  if (!additional) return functionNotFound(functionArn(place, main.functionName, version));
  // AWS documents both rules; its texts for them are not known, so these two sentences are our own.
  if (additional.configuration.Role !== main.configuration.Role) {
    return invalidParameter(`Function versions ${main.version} and ${version} must have the same execution role to share the traffic of an alias.`);
  }
  if ((additional.configuration.DeadLetterConfig?.TargetArn ?? "") !== (main.configuration.DeadLetterConfig?.TargetArn ?? "")) {
    return invalidParameter(
      `Function versions ${main.version} and ${version} must have the same dead-letter queue configuration, or none, to share the traffic of an alias.`,
    );
  }
  return null;
}

/** AWS prints weights as Java doubles: 2 is `2.0`. */
function javaDouble(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
