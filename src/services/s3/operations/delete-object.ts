import type { DeletedObject, DeleteObjectOutput, DeleteObjectRequest, DeleteObjectsOutput, DeleteObjectsRequest, _Error as DeletionError } from "@aws-sdk/client-s3";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import { applied } from "../../applied.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import type { Change, State } from "../../tables.ts";
import { matches } from "../conditions.ts";
import { invalidArgument, malformedXml, noSuchVersion, notBuilt, preconditionFailed } from "../errors.ts";
import type { ObjectEvent } from "../event-message.ts";
import { notify } from "../notifications.ts";
import { currentVersion, findBucket, objectKey } from "../objects.ts";
import type { BucketRecord } from "../records.ts";
import { deleteKey, type Deletion, removeVersion } from "../versions.ts";

/** DeleteObject; one that is not there is answered well, and nobody is told. */
export const deleteObject: Operation<DeleteObjectRequest, DeleteObjectOutput> = (state, input, context) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  if (input.MFA !== undefined) return notBuilt("MFA delete");
  const key = input.Key ?? "";
  const unmet = unmetCondition(state, bucket, key, { tag: input.IfMatch, modified: input.IfMatchLastModifiedTime, size: input.IfMatchSize });
  if (unmet) return unmet;
  // A key that is not there at all is answered well whatever version is named, but for buckets that never had versions.
  if (bucket.versioning !== undefined && input.VersionId !== undefined && !state["s3.objects"].has(objectKey(bucket.name, key))) return { output: {}, changes: [] };
  const deletion = deletionOf(state, bucket, key, input.VersionId, context);
  if (isAwsError(deletion)) return deletion.name === "NoSuchVersion" ? invalidArgument("Invalid version id specified", "versionId", input.VersionId) : deletion;
  return {
    output: { ...(deletion.versionId !== undefined && { VersionId: deletion.versionId }), ...(deletion.deleteMarker && { DeleteMarker: true }) },
    changes: [...deletion.changes, ...notify(state, bucket, deletion.event ? [deletion.event] : [], context)],
  };
};

/** DeleteObjects: up to 1,000 keys or versions in one request, each perhaps with the ETag that it must have. */
export const deleteObjects: Operation<DeleteObjectsRequest, DeleteObjectsOutput> = (state, input, context) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  if (input.MFA !== undefined) return notBuilt("MFA delete");
  const asked = input.Delete?.Objects ?? [];
  if (asked.length === 0 || asked.length > 1000) return malformedXml();
  const [deleted, errors]: [DeletedObject[], DeletionError[]] = [[], []];
  const [changes, events]: [Change[], ObjectEvent[]] = [[], []];
  const keys = new Set<string>();
  let now = state;
  for (const { Key = "", VersionId, ETag: tag, LastModifiedTime: modified, Size: size } of asked) {
    // Only where a key comes again does it matter what its turn before left.
    if (keys.has(Key)) now = applied(state, changes);
    keys.add(Key);
    const deletion = unmetCondition(now, bucket, Key, { tag, modified, size }) ?? deletionOf(now, bucket, Key, VersionId, context);
    if (isAwsError(deletion)) {
      errors.push({ Key, Code: deletion.name, Message: deletion.message, ...(VersionId !== undefined && { VersionId }) });
      continue;
    }
    changes.push(...deletion.changes);
    if (deletion.event) events.push(deletion.event);
    deleted.push({
      Key,
      ...(VersionId !== undefined && { VersionId }),
      ...(deletion.deleteMarker && { DeleteMarker: true, ...(deletion.versionId !== undefined && { DeleteMarkerVersionId: deletion.versionId }) }),
    });
  }
  return {
    output: { ...(!input.Delete?.Quiet && deleted.length > 0 && { Deleted: deleted }), ...(errors.length > 0 && { Errors: errors }) },
    changes: [...changes, ...notify(state, bucket, events, context)],
  };
};

/**
 * Why a conditional deletion is not made; a key without a current version has nothing to compare. Source: S3 user guide, "How to
 * perform conditional deletes"; time and size are conditions of directory buckets alone.
 */
function unmetCondition(state: State, bucket: BucketRecord, key: string, { tag, modified, size }: { tag: string | undefined; modified: Date | undefined; size: number | undefined }): AwsError | undefined {
  if (modified !== undefined || size !== undefined) return notBuilt("Deleting by time or size");
  const current = currentVersion(state["s3.objects"].get(objectKey(bucket.name, key)));
  return tag !== undefined && current && !matches(tag, current) ? preconditionFailed("If-Match") : undefined;
}

function deletionOf(state: State, bucket: BucketRecord, key: string, versionId: string | undefined, context: OperationContext): Deletion | AwsError {
  if (versionId === undefined) return deleteKey(state, bucket, key, context);
  const object = state["s3.objects"].get(objectKey(bucket.name, key));
  const isKnown = versionId === "null" || object?.versions.some((version) => version.versionId === versionId);
  return isKnown ? removeVersion(object, bucket, key, versionId) : noSuchVersion(key, versionId);
}
