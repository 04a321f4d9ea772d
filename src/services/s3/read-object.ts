import { type AwsError, isAwsError } from "../aws-error.ts";
import type { State } from "../tables.ts";
import { bytesOf, joined } from "./blobs.ts";
import { findVersion } from "./objects.ts";

/**
 * The bytes of an object, for another service that was told where they lie (a function's code).
 *
 * @param versionId undefined: the current version; `null` as a word is the version that was written without versioning
 * @returns the bytes, or S3's own NoSuchBucket, NoSuchKey or NoSuchVersion; MethodNotAllowed for a delete marker
 */
export function readObject(state: State, bucketName: string, key: string, versionId: string | undefined): Uint8Array | AwsError {
  const found = findVersion(state, bucketName, key, versionId);
  return isAwsError(found) ? found : joined(bytesOf(state, found.version.pieces));
}
