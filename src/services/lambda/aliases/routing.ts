import type { State } from "../../tables.ts";
import { findVersion, resolveQualifier } from "../lookup.ts";
import type { VersionRecord } from "../records.ts";

/** Where the invocations of a qualifier go: one version, or two with a weight. Holds until an alias or version changes. */
export interface Target {
  readonly main: VersionRecord;
  readonly additional: VersionRecord | null;
  /** Share of the additional version, 0..1. */
  readonly weight: number;
}

/** The target of a function name and qualifier; no qualifier means `$LATEST`. Undefined where there is none. */
export function findTarget(state: State, name: string, qualifier: string | null): Target | undefined {
  const found = resolveQualifier(state, name, qualifier);
  if (!found) return undefined;
  const entry = Object.entries(found.alias?.additionalVersionWeights ?? {})[0];
  const additional = entry && findVersion(state, name, entry[0]);
  return entry && additional
    ? { main: found.version, additional, weight: entry[1] }
    : { main: found.version, additional: null, weight: 0 };
}

/** Draws the version that serves one request: each request by itself, no stickiness. `draw` is uniform in [0, 1). */
export function chooseVersion(target: Target, draw: number): VersionRecord {
  return target.additional !== null && draw < target.weight ? target.additional : target.main;
}
