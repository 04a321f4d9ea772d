import type { PutObjectOutput, PutObjectRequest } from "@aws-sdk/client-s3";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { keptBytes } from "../blobs.ts";
import { attributesOf } from "../attributes.ts";
import { checksumMembers } from "../checksums.ts";
import { writeProblem } from "../conditions.ts";
import { notBuilt } from "../errors.ts";
import { currentVersion, findBucket, keyProblem, objectKey } from "../objects.ts";
import { takenBody } from "../taken-body.ts";
import { writeVersion, writtenVersion } from "../versions.ts";

/** PutObject: kept together with what its notifications queue. */
export const putObject: Operation<PutObjectRequest, PutObjectOutput> = (state, input, context) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const key = input.Key ?? "";
  const attributes = attributesOf(input);
  if (isAwsError(attributes)) return attributes;
  if (input.WriteOffsetBytes !== undefined) return notBuilt("Appending to an object");
  const body = takenBody(input);
  if (isAwsError(body)) return body;
  const problem = keyProblem(key) ?? writeProblem(currentVersion(state["s3.objects"].get(objectKey(bucket.name, key))), key, input);
  if (problem) return problem;
  const { bytes, eTag } = body;
  const checksum = { ...(body.checksum ?? body.ownChecksum()), type: "FULL_OBJECT" as const };
  const kept = keptBytes(bytes, context.newId);
  const written = writeVersion(state, bucket, key, { pieces: kept.pieces, size: bytes.length, eTag, checksum }, attributes, kept.changes, "s3:ObjectCreated:Put", context);
  return {
    output: { ETag: `"${eTag}"`, ServerSideEncryption: "AES256", ...checksumMembers(checksum), ...writtenVersion(bucket, written.versionId) },
    changes: written.changes,
  };
};
