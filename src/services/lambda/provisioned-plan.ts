import type { Change, State } from "../tables.ts";
import type { ProvisionedRecord } from "./concurrency-records.ts";
import { resolveQualifier } from "./lookup.ts";
import { provisionedKey } from "./provisioned-config.ts";
import type { VersionRecord } from "./records.ts";

/** Environments a minute that one function's provisioned concurrency starts at most: 6,000, one in 10 ms. */
export const MS_PER_START = 10;
/** Inits that may fail before an allocation is given up. */
export const MAX_INIT_FAILURES = 6;

/** A configuration that is IN_PROGRESS, the version that it is to be on, and when its preparation is over. */
export interface Allocation {
  readonly record: ProvisionedRecord;
  readonly version: VersionRecord;
  readonly startsAt: number;
}

/**
 * The allocations that are due or will be. Asking for less of what there is needs no preparation. An alias with weights
 * has its provisioned concurrency on its main version alone here; AWS spreads it over both.
 */
export function allocations(state: State, preparationMs: number): Allocation[] {
  const found: Allocation[] = [];
  for (const record of state["lambda.provisioned"].values()) {
    const version = resolveQualifier(state, record.functionName, record.qualifier)?.version;
    if (record.status !== "IN_PROGRESS" || !version) continue;
    const shrinks = record.servingVersion === version.version && record.requested <= record.allocated;
    found.push({ record, version, startsAt: shrinks ? record.requestedAt : Math.max(record.requestedAt + preparationMs, version.activeAt) });
  }
  return found;
}

/** What is allocated: version key (`name:version`) → environments that serve it now. */
export function allocatedUnits(state: State): Map<string, number> {
  const units = new Map<string, number>();
  for (const { functionName, servingVersion, allocated } of state["lambda.provisioned"].values()) {
    if (servingVersion !== null && allocated > 0) units.set(`${functionName}:${servingVersion}`, allocated);
  }
  return units;
}

/** All of an allocation is there: it is READY on its version. */
export const allocated = (record: ProvisionedRecord, version: string, now: number): Change =>
  put({ ...withoutReason(record), allocated: record.requested, status: "READY", readyAt: now, lastModified: now, servingVersion: version });

/** An allocation is given up; what served before goes on serving. */
export const allocationFailed = (record: ProvisionedRecord, statusReason: string, now: number): Change =>
  put({ ...withoutReason(record), status: "FAILED", statusReason, readyAt: null, lastModified: now });

function withoutReason(record: ProvisionedRecord): ProvisionedRecord {
  const { functionName, qualifier, requested, allocated: count, status, requestedAt, readyAt, lastModified, servingVersion } = record;
  return { functionName, qualifier, requested, allocated: count, status, requestedAt, readyAt, lastModified, servingVersion };
}

const put = (value: ProvisionedRecord): Change => ({ table: "lambda.provisioned", key: provisionedKey(value.functionName, value.qualifier), value });
