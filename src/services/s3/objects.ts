import { type AwsError, awsError, isAwsError } from "../aws-error.ts";
import { utf8Length } from "../bytes.ts";
import type { State } from "../tables.ts";
import { deleteMarkerMethod, invalidArgument, noSuchBucket, noSuchKey, noSuchVersion } from "./errors.ts";
import { compareKeys } from "./key-order.ts";
import type { BucketRecord, ObjectRecord, ObjectVersion, StoredVersion } from "./records.ts";

/**
 * Bytes of an object at most, in one piece or in parts: the browser keeps all of them, in memory too. AWS's limits are 5 GB
 * a piece and 50 TB an object.
 */
export const MAX_OBJECT_BYTES = 256 * 1024 * 1024;

/** Key of a row of `s3.objects`. */
export const objectKey = (bucket: string, key: string): string => `${bucket}|${key}`;

/** `arn:aws:s3:::<name>`. */
export const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;

/** A bucket of this account in this Region. */
export function findBucket(state: State, name: string | undefined): BucketRecord | AwsError {
  return state["s3.buckets"].get(name ?? "") ?? noSuchBucket(name ?? "");
}

/** The keys of a bucket, in order, those that begin with a prefix. */
export function objectsOf(state: State, bucket: string, prefix = ""): ObjectRecord[] {
  const found: ObjectRecord[] = [];
  for (const object of state["s3.objects"].values()) if (object.bucket === bucket && object.key.startsWith(prefix)) found.push(object);
  return found.toSorted((left, right) => compareKeys(left.key, right.key));
}

/** The current version of a key; undefined where there is none, or a delete marker. */
export function currentVersion(object: ObjectRecord | undefined): StoredVersion | undefined {
  const first = object?.versions[0];
  return first === undefined || isMarker(first) ? undefined : first;
}

export function isMarker(version: ObjectVersion): version is Extract<ObjectVersion, { deleteMarker: true }> {
  return version.deleteMarker === true;
}

/**
 * A version for a reader: the current one, or the one that is named. S3's errors: no such bucket, key or version, and 405
 * for a delete marker that is named.
 *
 * @param method of the request, for the error's text
 */
export function findVersion(state: State, bucketName: string | undefined, key: string, versionId: string | undefined, method = "GET"): { bucket: BucketRecord; object: ObjectRecord; version: StoredVersion } | AwsError {
  const bucket = findBucket(state, bucketName);
  if (isAwsError(bucket)) return bucket;
  const object = state["s3.objects"].get(objectKey(bucket.name, key));
  if (versionId === undefined) {
    const [first] = object?.versions ?? [];
    if (!object || !first) return noSuchKey(key);
    if (!isMarker(first)) return { bucket, object, version: first };
    return method === "GET" || method === "HEAD" ? noSuchKey(key, first.versionId) : deleteMarkerMethod(method, first.versionId);
  }
  if (bucket.versioning === undefined && versionId !== "null") return invalidArgument("Invalid version id specified", "versionId", versionId);
  if (!object && versionId === "null") return noSuchKey(key);
  const version = object?.versions.find((one) => one.versionId === versionId);
  if (!object || !version) return noSuchVersion(key, versionId);
  return isMarker(version) ? deleteMarkerMethod(method, versionId) : { bucket, object, version };
}

/** What is wrong with a key that is to be written; undefined: nothing. */
export function keyProblem(key: string): AwsError | undefined {
  const length = utf8Length(key);
  return length > 1024 ? awsError("KeyTooLongError", "Your key is too long", { Size: String(length), MaxSizeAllowed: "1024" }) : undefined;
}

/** The error for an object that is too large for a browser. */
export function tooLarge(size: number): AwsError {
  return awsError("EntityTooLarge", `Your proposed upload exceeds the maximum allowed size: this simulator keeps objects of up to ${MAX_OBJECT_BYTES} bytes in the browser.`, {
    ProposedSize: String(size), MaxSizeAllowed: String(MAX_OBJECT_BYTES),
  });
}
