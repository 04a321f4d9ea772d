import type { State } from "../../tables.ts";
import type { ProvisionedRecord, Units } from "./concurrency-records.ts";
import { resolveQualifier } from "../lookup.ts";
import type { Weights } from "../records.ts";

/**
 * How provisioned concurrency is shared between an alias's versions. AWS says that it follows the weights and gives no
 * formula; this one is our choice: the additional version's share is rounded, and a version that gets requests gets at
 * least one environment if there are two. The sum is always what was requested.
 */
export function splitUnits(requested: number, main: string, weights: Weights | undefined): Units {
  const [entry] = Object.entries(weights ?? {});
  if (!entry) return { [main]: requested };
  const [additional, weight] = entry;
  let units = Math.round(requested * weight);
  if (requested >= 2 && weight > 0) units = Math.max(1, units);
  if (requested >= 2 && weight < 1) units = Math.min(requested - 1, units);
  return { ...(units < requested && { [main]: requested - units }), ...(units > 0 && { [additional]: units }) };
}

/** What a configuration is to have in the end: of its version, or of its alias's versions. Undefined where that is gone. */
export function wantedUnits(state: State, { functionName, qualifier, requested, heldVersion }: ProvisionedRecord): Units | undefined {
  const found = resolveQualifier(state, functionName, qualifier);
  if (!found) return undefined;
  return splitUnits(requested, found.version.version, heldVersion === null ? found.alias?.additionalVersionWeights : undefined);
}

/** Environments of all versions together. */
export function totalUnits(units: Units): number {
  let total = 0;
  for (const count of Object.values(units)) total += count;
  return total;
}

/** The versions that need more than serve now. To have less of a version needs no preparation. */
export function growingVersions(serving: Units, wanted: Units): string[] {
  return Object.keys(wanted).filter((version) => (wanted[version] ?? 0) > (serving[version] ?? 0));
}

/** Whether two say the same. */
export function sameUnits(left: Units, right: Units): boolean {
  const versions = Object.keys(left);
  return versions.length === Object.keys(right).length && versions.every((version) => left[version] === right[version]);
}
