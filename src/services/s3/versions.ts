import type { OperationContext } from "../operation.ts";
import type { Change, State } from "../tables.ts";
import { forgotten } from "./blobs.ts";
import type { ObjectEvent } from "./event-message.ts";
import { notify } from "./notifications.ts";
import { isMarker, objectKey } from "./objects.ts";
import type { BucketRecord, Content, ObjectAttributes, ObjectRecord, ObjectVersion } from "./records.ts";

/** The member `VersionId` of an answer: only buckets that have or had versioning say it. */
export function saidVersion(bucket: BucketRecord, versionId: string): { VersionId?: string } {
  return bucket.versioning === undefined ? {} : { VersionId: versionId };
}

/** The member `VersionId` of a write's answer: a suspended bucket does not say `null`. */
export function writtenVersion(bucket: BucketRecord, versionId: string): { VersionId?: string } {
  return bucket.versioning === "Enabled" ? { VersionId: versionId } : {};
}

/**
 * Writes a new current version, with what it takes the place of forgotten and everybody told. With versioning the older
 * ones stay; without, or while it is suspended, the version `null` is replaced.
 *
 * @param bytes the changes that keep its bytes
 * @param eventType for example `s3:ObjectCreated:Put`
 */
export function writeVersion(
  state: State,
  bucket: BucketRecord,
  key: string,
  content: Content,
  attributes: ObjectAttributes,
  bytes: readonly Change[],
  eventType: string,
  context: OperationContext,
): { versionId: string; changes: Change[] } {
  const versionId = newVersionId(bucket, context);
  const version: ObjectVersion = {
    versionId, lastModified: context.now, pieces: content.pieces, size: content.size, eTag: content.eTag, checksum: content.checksum, attributes, ...(content.parts && { parts: content.parts }),
  };
  const event = { type: eventType, bucket: bucket.name, key, content: { size: content.size, eTag: content.eTag }, ...eventVersion(versionId) };
  return { versionId, changes: [...bytes, ...onTop(state, bucket, key, version), ...notify(state, bucket, [event], context)] };
}

/** What a deletion did. */
export interface Deletion {
  readonly changes: Change[];
  readonly event?: ObjectEvent;
  /** The version that was removed or made, where the bucket has versions. */
  readonly versionId?: string;
  /** Whether that version is or was a delete marker. */
  readonly deleteMarker?: boolean;
}

/**
 * Deletes a key: with versioning, by a delete marker on top; without, for good. It sends no event: the caller sends all
 * events of its request at once.
 */
export function deleteKey(state: State, bucket: BucketRecord, key: string, context: OperationContext): Deletion {
  if (bucket.versioning === undefined) return removeVersion(state["s3.objects"].get(objectKey(bucket.name, key)), bucket, key, "null");
  const versionId = newVersionId(bucket, context);
  return {
    changes: onTop(state, bucket, key, { versionId, lastModified: context.now, deleteMarker: true }),
    event: { type: "s3:ObjectRemoved:DeleteMarkerCreated", bucket: bucket.name, key, content: { eTag: EMPTY_MD5 }, ...eventVersion(versionId) },
    versionId,
    deleteMarker: true,
  };
}

/** Removes one version of a key for good; where there is no such version, nothing happens. */
export function removeVersion(object: ObjectRecord | undefined, bucket: BucketRecord, key: string, versionId: string): Deletion {
  const removed = object?.versions.find((version) => version.versionId === versionId);
  if (!object || !removed) return { changes: [] };
  const versions = object.versions.filter((version) => version !== removed);
  return {
    changes: [
      { table: "s3.objects", key: objectKey(bucket.name, key), value: versions.length === 0 ? null : { ...object, versions } },
      ...(isMarker(removed) ? [] : forgotten(removed.pieces)),
    ],
    event: { type: "s3:ObjectRemoved:Delete", bucket: bucket.name, key, ...eventVersion(versionId) },
    ...(bucket.versioning !== undefined && { versionId, ...(isMarker(removed) && { deleteMarker: true }) }),
  };
}

/** MD5 of no bytes, which events of delete markers have as their eTag. */
const EMPTY_MD5 = "d41d8cd98f00b204e9800998ecf8427e";

function onTop(state: State, bucket: BucketRecord, key: string, version: ObjectVersion): Change[] {
  const row = objectKey(bucket.name, key);
  const before = state["s3.objects"].get(row)?.versions ?? [];
  // Of the version `null` there is one at most.
  const replaced = before.filter(({ versionId }) => versionId === version.versionId);
  const kept = before.filter(({ versionId }) => versionId !== version.versionId);
  return [
    { table: "s3.objects", key: row, value: { bucket: bucket.name, key, versions: [version, ...kept] } },
    ...replaced.flatMap((one) => (isMarker(one) ? [] : forgotten(one.pieces))),
  ];
}

function newVersionId(bucket: BucketRecord, { newId }: OperationContext): string {
  return bucket.versioning === "Enabled" ? newId().replaceAll("-", "") : "null";
}

function eventVersion(versionId: string): { versionId?: string } {
  return versionId === "null" ? {} : { versionId };
}
