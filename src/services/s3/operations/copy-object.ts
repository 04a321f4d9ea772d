import type { CopyObjectOutput, CopyObjectRequest } from "@aws-sdk/client-s3";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import type { Change } from "../../tables.ts";
import { attributesOf } from "../attributes.ts";
import { bytesOf, keptBytes } from "../blobs.ts";
import { checksumAlgorithm, checksumMembers, checksumOf } from "../checksums.ts";
import { writeProblem } from "../conditions.ts";
import { copiedVersion, copySource } from "../copy-source.ts";
import { notBuilt } from "../errors.ts";
import { currentVersion, findBucket, keyProblem, objectKey } from "../objects.ts";
import { md5HexOf } from "../../md5.ts";
import type { Checksum, ObjectAttributes, Piece } from "../records.ts";
import { writeVersion, writtenVersion } from "../versions.ts";

/** CopyObject, within this account and Region. Attributes and tags come from the source unless a directive says `REPLACE`. */
export const copyObject: Operation<CopyObjectRequest, CopyObjectOutput> = (state, input, context) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const key = input.Key ?? "";
  const source = copySource(state, input, context);
  if (isAwsError(source)) return source;
  const given = attributesOf(input);
  if (isAwsError(given)) return given;
  const { version } = source;
  const replaces = input.MetadataDirective === "REPLACE";
  const changesSomething = replaces || [input.StorageClass, input.ServerSideEncryption, input.WebsiteRedirectLocation].some((one) => one !== undefined);
  if (source.object === state["s3.objects"].get(objectKey(bucket.name, key)) && !source.isNamed && !changesSomething) {
    return awsError("InvalidRequest", "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.");
  }
  const problem = keyProblem(key) ?? writeProblem(currentVersion(state["s3.objects"].get(objectKey(bucket.name, key))), key, input);
  if (problem) return problem;
  const attributes: ObjectAttributes = {
    headers: replaces ? given.headers : { ...version.attributes.headers, ...(input.WebsiteRedirectLocation !== undefined && { WebsiteRedirectLocation: input.WebsiteRedirectLocation }) },
    metadata: replaces ? given.metadata : version.attributes.metadata,
    tags: input.TaggingDirective === "REPLACE" ? given.tags : version.attributes.tags,
    ...(given.storageClass !== undefined && { storageClass: given.storageClass }),
  };
  const wanted = input.ChecksumAlgorithm === undefined ? version.checksum.algorithm : checksumAlgorithm(input.ChecksumAlgorithm);
  if (wanted === undefined) return notBuilt(`${input.ChecksumAlgorithm} checksums`);
  const bytes = bytesOf(state, version.pieces);
  const checksum: Checksum = version.checksum.algorithm === wanted && version.checksum.type === "FULL_OBJECT" ? version.checksum : { algorithm: wanted, value: checksumOf(wanted, bytes), type: "FULL_OBJECT" };
  const pieces: Piece[] = [];
  const changes: Change[] = [];
  // Rows of their own: each version owns its bytes, and they can go with it.
  for (const piece of bytes) {
    const kept = keptBytes(piece, context.newId);
    pieces.push(...kept.pieces);
    changes.push(...kept.changes);
  }
  // A copy is written in one piece: its ETag is the MD5 of all its bytes, its source's parts are not its own.
  const eTag = version.parts ? md5HexOf(bytes) : version.eTag;
  const written = writeVersion(state, bucket, key, { pieces, size: version.size, eTag, checksum }, attributes, changes, "s3:ObjectCreated:Copy", context);
  return {
    output: {
      CopyObjectResult: { ETag: `"${eTag}"`, LastModified: new Date(context.now), ...checksumMembers(checksum) },
      ServerSideEncryption: "AES256",
      ...copiedVersion(source),
      ...writtenVersion(bucket, written.versionId),
    },
    changes: written.changes,
  };
};
