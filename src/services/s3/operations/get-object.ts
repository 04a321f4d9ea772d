import type { GetObjectRequest, HeadObjectOutput, HeadObjectRequest } from "@aws-sdk/client-s3";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import type { State } from "../../tables.ts";
import { attributeMembers } from "../attributes.ts";
import { bytesOf, joined } from "../blobs.ts";
import { type ByteRange, partRange, rangeOf } from "../byte-range.ts";
import { checksumMembers } from "../checksums.ts";
import { readProblem } from "../conditions.ts";
import { notFound } from "../errors.ts";
import { findVersion } from "../objects.ts";
import type { StoredVersion } from "../records.ts";
import { saidVersion } from "../versions.ts";

/** GetObject: whole, one range of bytes, or one part. */
export const getObject: Operation<GetObjectRequest, HeadObjectOutput & { readonly Body: Uint8Array }> = (state, input, context) => {
  const read = readOf(state, input, context, "GET");
  if (isAwsError(read)) return read;
  const { version, range, head } = read;
  return { output: { ...head, Body: joined(bytesOf(state, version.pieces, range?.from, range && range.to + 1)) }, changes: [] };
};

/** HeadObject: GetObject without the body. */
export const headObject: Operation<HeadObjectRequest, HeadObjectOutput> = (state, input, context) => {
  const read = readOf(state, input, context, "HEAD");
  if (!isAwsError(read)) return { output: read.head, changes: [] };
  return ["NoSuchBucket", "NoSuchKey", "NoSuchVersion"].includes(read.name) ? notFound(read.members) : read;
};

function readOf(state: State, input: HeadObjectRequest, { now }: OperationContext, method: string): { version: StoredVersion; range?: ByteRange; head: HeadObjectOutput } | AwsError {
  const found = findVersion(state, input.Bucket, input.Key ?? "", input.VersionId, method);
  if (isAwsError(found)) return found;
  const { bucket, version } = found;
  const stale = readProblem(version, { ifMatch: input.IfMatch, ifNoneMatch: input.IfNoneMatch, ifModifiedSince: input.IfModifiedSince, ifUnmodifiedSince: input.IfUnmodifiedSince }, now);
  if (stale) return stale;
  if (input.Range !== undefined && input.PartNumber !== undefined) return awsError("InvalidRequest", "Cannot specify both Range header and partNumber query parameter");
  const range = input.PartNumber !== undefined ? partRange(version, input.PartNumber) : input.Range === undefined ? undefined : rangeOf(input.Range, version.size);
  if (isAwsError(range)) return range;
  const isWhole = range === undefined || (range.from === 0 && range.to === version.size - 1);
  // A checksum is of the whole object: with a part of the bytes it would tell nothing.
  const withChecksum = input.ChecksumMode === "ENABLED" && isWhole;
  return {
    version,
    ...(range && { range }),
    head: {
      AcceptRanges: "bytes",
      ETag: `"${version.eTag}"`,
      // HTTP dates have whole seconds.
      LastModified: new Date(version.lastModified - (version.lastModified % 1000)),
      ContentLength: range ? range.to - range.from + 1 : version.size,
      ...(range && range.to >= range.from && { ContentRange: `bytes ${range.from}-${range.to}/${version.size}` }),
      ...attributeMembers(version.attributes),
      ...(withChecksum && checksumMembers(version.checksum)),
      ...(input.PartNumber !== undefined && version.parts && { PartsCount: version.parts.length }),
      ...saidVersion(bucket, version.versionId),
      ...overridden(input),
    },
  };
}

/** The `response-…` parameters, with which a link says how its answer is to be taken. */
function overridden(input: HeadObjectRequest): HeadObjectOutput {
  const given = {
    CacheControl: input.ResponseCacheControl, ContentDisposition: input.ResponseContentDisposition, ContentEncoding: input.ResponseContentEncoding,
    ContentLanguage: input.ResponseContentLanguage, ContentType: input.ResponseContentType, Expires: input.ResponseExpires,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
