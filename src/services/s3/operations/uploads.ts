import type { AbortMultipartUploadRequest, CreateMultipartUploadOutput, CreateMultipartUploadRequest, UploadPartCopyOutput, UploadPartCopyRequest, UploadPartOutput, UploadPartRequest } from "@aws-sdk/client-s3";
import { awsError, isAwsError } from "../../aws-error.ts";
import { concatenated } from "../../bytes.ts";
import { md5HexOf } from "../../md5.ts";
import type { Operation } from "../../operation.ts";
import { attributesOf } from "../attributes.ts";
import { bytesOf, forgotten, keptBytes } from "../blobs.ts";
import { copyRange } from "../byte-range.ts";
import { checksumAlgorithm, checksumOf } from "../checksums.ts";
import { copiedVersion, copySource } from "../copy-source.ts";
import { notBuilt } from "../errors.ts";
import { findUpload, partNumberProblem, uploadChecksum, withPart } from "../multipart.ts";
import { currentVersion, findBucket, keyProblem, objectKey } from "../objects.ts";
import type { PartRecord } from "../records.ts";
import { takenBody } from "../taken-body.ts";

/** CreateMultipartUpload: what the object will be, but for its bytes. */
export const createMultipartUpload: Operation<CreateMultipartUploadRequest, CreateMultipartUploadOutput> = (state, input, context) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const key = input.Key ?? "";
  const attributes = attributesOf(input);
  if (isAwsError(attributes)) return attributes;
  const algorithm = checksumAlgorithm(input.ChecksumAlgorithm ?? "");
  if (input.ChecksumAlgorithm !== undefined && algorithm === undefined) return notBuilt(`${input.ChecksumAlgorithm} checksums`);
  const checksum = uploadChecksum(algorithm, input.ChecksumType);
  if (isAwsError(checksum)) return checksum;
  const problem = keyProblem(key);
  if (problem) return problem;
  const id = `${context.newId()}${context.newId()}`.replaceAll("-", "");
  const existed = currentVersion(state["s3.objects"].get(objectKey(bucket.name, key))) !== undefined;
  return {
    output: { Bucket: bucket.name, Key: key, UploadId: id, ServerSideEncryption: "AES256", ...(checksum && { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type }) },
    changes: [{ table: "s3.uploads", key: id, value: { id, bucket: bucket.name, key, initiated: context.now, attributes, ...(checksum && { checksum }), existed, parts: [] } }],
  };
};

/** UploadPart: the bytes of one part; they take the place of those sent before under its number. */
export const uploadPart: Operation<UploadPartRequest, UploadPartOutput> = (state, input, context) => {
  const found = findUpload(state, input);
  if (isAwsError(found)) return found;
  const problem = partNumberProblem(input.PartNumber);
  if (problem) return problem;
  const body = takenBody(input);
  if (isAwsError(body)) return body;
  const { upload } = found;
  const [expected, actual] = [upload.checksum?.algorithm, body.checksum?.algorithm];
  // Of what CRC64NVME is made of, S3 computes the parts' own where the writer does not.
  if (expected !== undefined && expected !== actual && !(actual === undefined && upload.checksum?.type === "FULL_OBJECT")) {
    return awsError("InvalidRequest", `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${actual?.toLowerCase() ?? "null"}`);
  }
  const { bytes, eTag, checksum } = body;
  const kept = keptBytes(bytes, context.newId);
  const own = checksum ?? (expected && { algorithm: expected, value: checksumOf(expected, [bytes]) });
  const part: PartRecord = { number: input.PartNumber ?? 0, pieces: kept.pieces, size: bytes.length, eTag, lastModified: context.now, ...(own && { checksum: own }) };
  const added = withPart(upload, part);
  return {
    output: { ETag: `"${eTag}"`, ServerSideEncryption: "AES256", ...(own && { [`Checksum${own.algorithm}`]: own.value }) },
    changes: [...kept.changes, { table: "s3.uploads", key: upload.id, value: added.upload }, ...forgotten(added.replaced?.pieces ?? [])],
  };
};

/** UploadPartCopy: a part out of an object, whole or a range of it. */
export const uploadPartCopy: Operation<UploadPartCopyRequest, UploadPartCopyOutput> = (state, input, context) => {
  const source = copySource(state, input, context);
  if (isAwsError(source)) return source;
  const found = findUpload(state, input);
  if (isAwsError(found)) return found;
  const problem = partNumberProblem(input.PartNumber);
  if (problem) return problem;
  const { version } = source;
  const range = input.CopySourceRange === undefined ? undefined : copyRange(input.CopySourceRange, version.size);
  if (isAwsError(range)) return range;
  const { upload } = found;
  const bytes = concatenated(bytesOf(state, version.pieces, range?.from, range && range.to + 1));
  const kept = keptBytes(bytes, context.newId);
  const eTag = md5HexOf([bytes]);
  const checksum = upload.checksum && { algorithm: upload.checksum.algorithm, value: checksumOf(upload.checksum.algorithm, [bytes]) };
  const part: PartRecord = { number: input.PartNumber ?? 0, pieces: kept.pieces, size: bytes.length, eTag, lastModified: context.now, ...(checksum && { checksum }) };
  const added = withPart(upload, part);
  return {
    output: {
      CopyPartResult: { ETag: `"${eTag}"`, LastModified: new Date(context.now), ...(checksum && { [`Checksum${checksum.algorithm}`]: checksum.value }) },
      ServerSideEncryption: "AES256",
      ...copiedVersion(source),
    },
    changes: [...kept.changes, { table: "s3.uploads", key: upload.id, value: added.upload }, ...forgotten(added.replaced?.pieces ?? [])],
  };
};

/** AbortMultipartUpload: its parts are forgotten. */
export const abortMultipartUpload: Operation<AbortMultipartUploadRequest, Record<string, never>> = (state, input) => {
  const found = findUpload(state, input);
  if (isAwsError(found)) return found;
  const { upload } = found;
  return { output: {}, changes: [{ table: "s3.uploads", key: upload.id, value: null }, ...upload.parts.flatMap(({ pieces }) => forgotten(pieces))] };
};
