import type { GetObjectRequest, HeadObjectOutput, HeadObjectRequest } from "@aws-sdk/client-s3";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import type { State } from "../../tables.ts";
import { NOT_FOUND, noSuchKey, noSuchVersion } from "../errors.ts";
import { findBucket, objectKey } from "../objects.ts";
import type { ObjectRecord } from "../records.ts";

/** GetObject, whole or one range of bytes. */
export const getObject: Operation<GetObjectRequest, HeadObjectOutput & { readonly Body: Uint8Array }> = (state, input) => {
  const object = find(state, input.Bucket, input.Key);
  if (isAwsError(object)) return object;
  // Buckets have no versions here: an object is its only one, which S3 calls "null".
  if (input.VersionId !== undefined && input.VersionId !== "null") return noSuchVersion(object.key, input.VersionId);
  const stale = preconditionOf(object, input);
  if (stale) return stale;
  const size = object.body.length;
  const range = input.Range === undefined ? undefined : rangeOf(input.Range, size);
  if (range === null) return awsError("InvalidRange", "The requested range is not satisfiable");
  const Body = range ? object.body.subarray(range.from, range.to + 1) : object.body;
  return {
    output: { ...headOf(object), Body, ContentLength: Body.length, ...(range && { ContentRange: `bytes ${range.from}-${range.to}/${size}` }) },
    changes: [],
  };
};

/** HeadObject: GetObject without the body. */
export const headObject: Operation<HeadObjectRequest, HeadObjectOutput> = (state, input) => {
  const object = find(state, input.Bucket, input.Key);
  if (isAwsError(object)) return NOT_FOUND;
  return preconditionOf(object, input) ?? { output: headOf(object), changes: [] };
};

function find(state: State, bucketName: string | undefined, key = ""): ObjectRecord | AwsError {
  const bucket = findBucket(state, bucketName);
  if (isAwsError(bucket)) return bucket;
  return state["s3.objects"].get(objectKey(bucket.name, key)) ?? noSuchKey(key);
}

function headOf(object: ObjectRecord): HeadObjectOutput {
  return {
    ETag: `"${object.eTag}"`,
    ContentType: object.contentType,
    ContentLength: object.body.length,
    AcceptRanges: "bytes",
    // HTTP dates have whole seconds.
    LastModified: new Date(object.lastModified - (object.lastModified % 1000)),
    Metadata: { ...object.metadata },
    ServerSideEncryption: "AES256",
  };
}

function preconditionOf(object: ObjectRecord, { IfMatch, IfNoneMatch }: { IfMatch?: string | undefined; IfNoneMatch?: string | undefined }): AwsError | undefined {
  if (IfMatch !== undefined && IfMatch !== "*" && IfMatch.replaceAll('"', "") !== object.eTag) {
    return awsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", { Condition: "If-Match" });
  }
  if (IfNoneMatch !== undefined && (IfNoneMatch === "*" || IfNoneMatch.replaceAll('"', "") === object.eTag)) return awsError("NotModified", "Not Modified");
  return undefined;
}

/** One range of bytes, both ends included; undefined: not one, so the whole; null: beyond the end. */
function rangeOf(text: string, size: number): { from: number; to: number } | null | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text);
  if (!match || (match[1] === "" && match[2] === "")) return undefined;
  if (match[1] === "") {
    const last = Math.min(size, Number(match[2]));
    return last === 0 ? null : { from: size - last, to: size - 1 };
  }
  const from = Number(match[1]);
  const to = match[2] === "" ? size - 1 : Math.min(size - 1, Number(match[2]));
  if (from >= size) return null;
  return to < from ? undefined : { from, to };
}
