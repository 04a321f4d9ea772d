import type { Change, State } from "../../tables.ts";
import type { ProvisionedRecord, Units } from "../concurrency/concurrency-records.ts";
import { aliasKey, findAlias, findVersion } from "../lookup.ts";
import { provisionedKey } from "./provisioned-config.ts";
import { growingVersions, wantedUnits } from "../concurrency/provisioned-split.ts";
import type { VersionRecord } from "../records.ts";

/** Environments a minute that one function's provisioned concurrency starts at most: 6,000, one in 10 ms. */
export const MS_PER_START = 10;
/** Inits that may fail before an allocation is given up. */
export const MAX_INIT_FAILURES = 6;

/** A configuration that is IN_PROGRESS, what it is to have, which versions need more, and when its preparation is over. */
export interface Allocation {
  readonly record: ProvisionedRecord;
  readonly wanted: Units;
  readonly growing: readonly { readonly version: VersionRecord; readonly units: number }[];
  readonly startsAt: number;
}

/** The allocations that are due or will be. Asking for less of what there is needs no preparation. */
export function allocations(state: State, preparationMs: number): Allocation[] {
  const found: Allocation[] = [];
  for (const record of state["lambda.provisioned"].values()) {
    if (record.status !== "IN_PROGRESS") continue;
    const wanted = wantedUnits(state, record);
    if (!wanted) continue;
    const growing = growingVersions(record.serving, wanted).flatMap((name) => {
      const version = findVersion(state, record.functionName, name);
      return version ? [{ version, units: wanted[name] ?? 0 }] : [];
    });
    const prepared = growing.length === 0 ? record.requestedAt : Math.max(record.requestedAt, record.preparedFrom + preparationMs);
    found.push({ record, wanted, growing, startsAt: Math.max(prepared, ...growing.map(({ version }) => version.activeAt)) });
  }
  return found;
}

/** What is allocated: version key (`name:version`) → environments that serve it now. */
export function allocatedUnits(state: State): Map<string, number> {
  const units = new Map<string, number>();
  for (const { functionName, serving } of state["lambda.provisioned"].values()) {
    for (const [version, count] of Object.entries(serving)) {
      const key = `${functionName}:${version}`;
      units.set(key, (units.get(key) ?? 0) + count);
    }
  }
  return units;
}

/**
 * All of an allocation is there: in one step every version has its share, and an alias that was held at its old version
 * leads where it was pointed at. `newId`: for the alias's new revision.
 */
export function allocated(state: State, record: ProvisionedRecord, wanted: Units, now: number, newId: () => string): Change[] {
  const { statusReason: _, ...rest } = record;
  return [
    put({ ...rest, serving: wanted, status: "READY", readyAt: now, lastModified: now, heldVersion: null }),
    ...releaseAlias(state, record, newId),
  ];
}

/**
 * An allocation is given up, and what served before goes on serving. An alias that is held at its old version stays so,
 * as at AWS: its weights stay at 1.0 for the old version until somebody points it elsewhere or clears them.
 */
export const allocationFailed = (record: ProvisionedRecord, statusReason: string, now: number): Change =>
  put({ ...record, status: "FAILED", statusReason, readyAt: null, lastModified: now });

/** An alias that is held at its old version leads where it was pointed at from now on. No change where it is not held. */
export function releaseAlias(state: State, { functionName, qualifier, heldVersion }: ProvisionedRecord, newId: () => string): Change[] {
  const alias = heldVersion === null ? undefined : findAlias(state, functionName, qualifier);
  if (!alias) return [];
  const { additionalVersionWeights: _, ...rest } = alias;
  return [{ table: "lambda.aliases", key: aliasKey(functionName, qualifier), value: { ...rest, revisionId: newId() } }];
}

const put = (value: ProvisionedRecord): Change => ({ table: "lambda.provisioned", key: provisionedKey(value.functionName, value.qualifier), value });
