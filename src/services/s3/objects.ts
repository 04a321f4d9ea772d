import type { AwsError } from "../aws-error.ts";
import { compareKeys } from "./key-order.ts";
import type { State } from "../tables.ts";
import { noSuchBucket } from "./errors.ts";
import type { BucketRecord, ObjectRecord } from "./records.ts";

/** Bytes of an object at most: what the browser keeps is limited. AWS's limit is 5 GB a PutObject. */
export const MAX_OBJECT_BYTES = 6 * 1024 * 1024;

/** Key of a row of `s3.objects`. */
export const objectKey = (bucket: string, key: string): string => `${bucket}|${key}`;

/** `arn:aws:s3:::<name>`. */
export const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;

/** A bucket of this account in this Region. */
export function findBucket(state: State, name: string | undefined): BucketRecord | AwsError {
  return state["s3.buckets"].get(name ?? "") ?? noSuchBucket(name ?? "");
}

/** The objects of a bucket, in order of their keys. */
export function objectsOf(state: State, bucket: string, prefix = ""): ObjectRecord[] {
  const found: ObjectRecord[] = [];
  for (const object of state["s3.objects"].values()) if (object.bucket === bucket && object.key.startsWith(prefix)) found.push(object);
  return found.toSorted((left, right) => compareKeys(left.key, right.key));
}
