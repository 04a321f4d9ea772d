import { type AwsError, isAwsError } from "../aws-error.ts";
import type { State } from "../tables.ts";
import { noSuchKey, noSuchVersion } from "./errors.ts";
import { findBucket, objectKey } from "./objects.ts";

/**
 * The bytes of an object, for another service that was told where they lie (a function's code).
 *
 * @param versionId undefined: the current version; `null` as a word is the version of a bucket without versioning
 * @returns the bytes, or S3's own NoSuchBucket, NoSuchKey or NoSuchVersion
 */
export function readObject(state: State, bucketName: string, key: string, versionId: string | undefined): Uint8Array | AwsError {
  const bucket = findBucket(state, bucketName);
  if (isAwsError(bucket)) return bucket;
  const object = state["s3.objects"].get(objectKey(bucket.name, key));
  if (!object) return noSuchKey(key);
  return versionId === undefined || versionId === "null" ? object.body : noSuchVersion(key, versionId);
}
