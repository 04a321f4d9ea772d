import type { CompletedPart, CompleteMultipartUploadOutput, CompleteMultipartUploadRequest } from "@aws-sdk/client-s3";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { forgotten } from "../blobs.ts";
import { checksumMembers } from "../checksums.ts";
import { requestConflict, writeProblem } from "../conditions.ts";
import { findUpload, isPartTag, MIN_PART_BYTES, multipartETag, wholeChecksum } from "../multipart.ts";
import { currentVersion, MAX_OBJECT_BYTES, objectKey, tooLarge } from "../objects.ts";
import type { PartRecord, StoredVersion, UploadRecord } from "../records.ts";
import { writeVersion, writtenVersion } from "../versions.ts";

/**
 * CompleteMultipartUpload: the object is the parts that the request names, in ascending order; those that it does not name
 * are forgotten. No byte is copied: the parts' rows become the object's.
 */
export const completeMultipartUpload: Operation<CompleteMultipartUploadRequest, CompleteMultipartUploadOutput> = (state, input, context) => {
  const found = findUpload(state, input);
  if (isAwsError(found)) return found;
  const { bucket, upload } = found;
  const current = currentVersion(state["s3.objects"].get(objectKey(bucket.name, upload.key)));
  const unmet = writeProblem(current, upload.key, input) ?? conflict(current, upload, input);
  if (unmet) return unmet;
  const parts = namedParts(upload, input.MultipartUpload?.Parts ?? []);
  if (isAwsError(parts)) return parts;
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (size > MAX_OBJECT_BYTES) return tooLarge(size);
  if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== size) {
    return awsError("InvalidRequest", `The provided 'x-amz-mp-object-size' header value ${input.MpuObjectSize} does not match what was computed: ${size}`);
  }
  const checksum = wholeChecksum(state, upload, parts);
  const given = input[`Checksum${checksum.algorithm}`];
  if (given !== undefined && given.replace(/-\d+$/, "") !== checksum.value.replace(/-\d+$/, "")) {
    return awsError("BadDigest", `The ${checksum.algorithm.toLowerCase()} you specified did not match the calculated checksum.`);
  }
  const eTag = multipartETag(parts);
  const content = {
    pieces: parts.flatMap(({ pieces }) => pieces), size, eTag, checksum,
    parts: parts.map((part) => ({ size: part.size, ...(upload.checksum && part.checksum && { checksum: part.checksum.value }) })),
  };
  const written = writeVersion(state, bucket, upload.key, content, upload.attributes, [], "s3:ObjectCreated:CompleteMultipartUpload", context);
  return {
    output: {
      Location: `${context.origin ?? ""}/${bucket.name}/${upload.key.split("/").map(encodeURIComponent).join("/")}`,
      Bucket: bucket.name, Key: upload.key, ETag: `"${eTag}"`, ServerSideEncryption: "AES256", ...checksumMembers(checksum), ...writtenVersion(bucket, written.versionId),
    },
    changes: [...written.changes, { table: "s3.uploads", key: upload.id, value: null }, ...upload.parts.filter((part) => !parts.includes(part)).flatMap(({ pieces }) => forgotten(pieces))],
  };
};

/** What the condition rests on changed while the upload was under way. */
function conflict(current: StoredVersion | undefined, upload: UploadRecord, { IfMatch, IfNoneMatch }: CompleteMultipartUploadRequest): AwsError | undefined {
  if (IfNoneMatch !== undefined && upload.existed) return requestConflict("If-None-Match", upload.key);
  if (IfMatch !== undefined && current && current.lastModified > upload.initiated) return requestConflict("If-Match", upload.key);
  return undefined;
}

function namedParts(upload: UploadRecord, named: readonly CompletedPart[]): PartRecord[] | AwsError {
  if (named.length === 0) return awsError("InvalidRequest", "You must specify at least one part");
  if (named.some(({ PartNumber = 0 }, index) => index > 0 && PartNumber <= (named[index - 1]?.PartNumber ?? 0))) {
    return awsError("InvalidPartOrder", "The list of parts was not in ascending order. Parts must be ordered by part number.", { UploadId: upload.id });
  }
  const parts: PartRecord[] = [];
  for (const one of named) {
    const part = upload.parts.find(({ number }) => number === one.PartNumber);
    const invalid = awsError(
      "InvalidPart",
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
      { UploadId: upload.id, PartNumber: String(one.PartNumber), ETag: one.ETag?.replaceAll('"', "") ?? "" },
    );
    if (!isPartTag(part, one.ETag)) return invalid;
    if (upload.checksum) {
      const { algorithm, type } = upload.checksum;
      const given = one[`Checksum${algorithm}`];
      if (given === undefined && type === "COMPOSITE") {
        return awsError("InvalidRequest", `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${part.number} in the request.`);
      }
      if (given !== undefined && given !== part.checksum?.value) return invalid;
    }
    parts.push(part);
  }
  const small = parts.slice(0, -1).find(({ size }) => size < MIN_PART_BYTES);
  if (!small) return parts;
  return awsError("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
    ETag: small.eTag, MinSizeAllowed: String(MIN_PART_BYTES), PartNumber: String(small.number), ProposedSize: String(small.size),
  });
}
