import type { AwsError } from "../../aws-error.ts";
import { functionArn, type Place } from "../arn.ts";
import { conflict, stalePrecondition } from "../errors.ts";
import { LATEST } from "../lookup.ts";
import type { VersionRecord } from "../records.ts";

/** Whether the version is still being created: State `Pending`. */
export const isPending = (version: VersionRecord, now: number): boolean => now < version.activeAt;

/** Whether an update is being applied: LastUpdateStatus `InProgress`. */
export const isUpdating = (version: VersionRecord, now: number): boolean => version.updatedAt !== null && now < version.updatedAt;

/** The revision id at `now`. AWS's changes when the request is accepted and again when the transition ends. */
export const revisionIdAt = (version: VersionRecord, now: number): string =>
  isPending(version, now) || isUpdating(version, now) ? version.revisionIdDuring : (version.shownRevisionId ?? version.revisionId);

/** A version after a change beside its code and configuration: another revision id, for the same environments. */
export function withNewRevision(version: VersionRecord, newId: () => string): VersionRecord {
  const shownRevisionId = newId();
  // A published version keeps one id through its states; that of $LATEST changes with each.
  return { ...version, revisionIdDuring: version.version === LATEST ? newId() : shownRevisionId, shownRevisionId };
}

/** 409 while the version is Pending; else null. */
export function refusePending(version: VersionRecord, now: number): AwsError | null {
  return isPending(version, now)
    ? conflict("The operation cannot be performed at this time. The function is currently in the following state: Pending")
    : null;
}

/** 409 while the version is being updated; else null. */
export function refuseUpdating(version: VersionRecord, place: Place, now: number): AwsError | null {
  if (!isUpdating(version, now)) return null;
  const arn = functionArn(place, version.functionName, version.version === LATEST ? null : version.version);
  return conflict(`The operation cannot be performed at this time. An update is in progress for resource: ${arn}`);
}

/** 409 while the version is Pending or being updated; else null. */
export function refuseUnsettled(version: VersionRecord, place: Place, now: number): AwsError | null {
  return refuseUpdating(version, place, now) ?? refusePending(version, now);
}

/** 412 when a revision id was given as a guard and is not the current one; else null. */
export function refuseStale(revisionId: string | undefined, version: VersionRecord, now: number): AwsError | null {
  return revisionId !== undefined && revisionId !== revisionIdAt(version, now) ? stalePrecondition : null;
}
