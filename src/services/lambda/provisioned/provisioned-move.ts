import type { ProvisionedRecord, Units } from "../concurrency/concurrency-records.ts";
import { growingVersions, sameUnits, splitUnits } from "../concurrency/provisioned-split.ts";
import type { AliasRecord, Weights } from "../records.ts";

/** The versions and weights that an UpdateAlias asks for; no weights: `target` alone. */
export interface AskedRouting {
  readonly target: string;
  readonly weights: Weights | undefined;
  /** The request takes the alias's weights away. */
  readonly clears: boolean;
}

/** What an alias with provisioned concurrency is to say from now on, and its configuration (the same object if it stays as it is). */
export interface Rerouted {
  readonly weights: Weights | undefined;
  readonly record: ProvisionedRecord;
}

/**
 * An UpdateAlias of an alias that has provisioned concurrency. Weights hold at once, and its environments follow them.
 * An alias that is pointed at another version is held: the old version answers, with what is allocated to it, until the
 * new one is provisioned. AWS shows that as a weight of 1.0 of the old version. A new version that already had a share
 * of the requests keeps it meanwhile, so that promoting a canary sends nobody back.
 */
export function reroute(record: ProvisionedRecord, before: AliasRecord, asked: AskedRouting, now: number): Rerouted {
  const wanted = splitUnits(record.requested, asked.target, asked.weights);
  const held = asked.weights ? null : heldRouting(record, before, asked, wanted);
  const heldVersion = held?.version ?? null;
  const weights = held ? { [held.version]: held.weight } : asked.weights;
  const wantedBefore = unitsBefore(record, before);
  if (sameUnits(wanted, wantedBefore)) return { weights, record: record.heldVersion === heldVersion ? record : { ...record, heldVersion } };

  const { statusReason: _, ...rest } = record;
  const waiting = growingVersions(record.serving, wantedBefore);
  const goesOn = record.status === "IN_PROGRESS" && growingVersions(record.serving, wanted).every((version) => waiting.includes(version));
  return {
    weights,
    record: {
      ...rest, status: "IN_PROGRESS", requestedAt: now, preparedFrom: goesOn ? record.preparedFrom : now, readyAt: null, lastModified: now, heldVersion,
    },
  };
}

/** What the configuration was to have before. */
const unitsBefore = (record: ProvisionedRecord, before: AliasRecord): Units =>
  splitUnits(record.requested, before.functionVersion, record.heldVersion === null ? before.additionalVersionWeights : undefined);

interface Held {
  readonly version: string;
  readonly weight: number;
}

/** The version that answers until the target is provisioned, and its share of the requests; null where none is to. */
function heldRouting(record: ProvisionedRecord, before: AliasRecord, { target, clears }: AskedRouting, wanted: Units): Held | null {
  if (target === before.functionVersion) {
    const version = record.heldVersion;
    // Taking the weights away of an alias that is held sends its requests to the new version at once.
    return clears || version === null ? null : { version, weight: before.additionalVersionWeights?.[version] ?? 1 };
  }
  if (growingVersions(record.serving, wanted).length === 0) return null;
  const shares = sharesOf(before);
  const share = shares.get(target) ?? 0;
  let version: string | null = null;
  for (const [other, of] of shares) {
    // A version that has nothing allocated is as cold as the target.
    if (other === target || of === 0 || (record.serving[other] ?? 0) === 0) continue;
    if (version === null || of > (shares.get(version) ?? 0)) version = other;
  }
  return version === null ? null : { version, weight: roundedShare(1 - share) };
}

/** Who answers an alias's requests: version → share. */
function sharesOf({ functionVersion, additionalVersionWeights = {} }: AliasRecord): Map<string, number> {
  const [[additional, weight] = ["", 0]] = Object.entries(additionalVersionWeights);
  const shares = new Map([[functionVersion, 1 - weight]]);
  if (weight > 0) shares.set(additional, weight);
  return shares;
}

/** 1 − 0.9 as people write it: 0.1. */
const roundedShare = (share: number): number => Number(share.toPrecision(12));
