import { type AwsError, awsError, isAwsError } from "../aws-error.ts";
import { md5HexOf } from "../md5.ts";
import type { State } from "../tables.ts";
import { bytesOf } from "./blobs.ts";
import { type ChecksumAlgorithm, checksumOf, compositeChecksum } from "./checksums.ts";
import { invalidArgument, noSuchUpload } from "./errors.ts";
import { findBucket } from "./objects.ts";
import type { BucketRecord, Checksum, PartRecord, UploadRecord } from "./records.ts";

/** Bytes of every part but the last at least. Source: S3 user guide, "Amazon S3 multipart upload limits". */
export const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_PARTS = 10_000;

/** An upload that is under way, by its id and key. */
export function findUpload(state: State, input: { Bucket?: string | undefined; Key?: string | undefined; UploadId?: string | undefined }): { bucket: BucketRecord; upload: UploadRecord } | AwsError {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const upload = state["s3.uploads"].get(input.UploadId ?? "");
  return upload?.bucket === bucket.name && upload.key === input.Key ? { bucket, upload } : noSuchUpload(input.UploadId ?? "");
}

/** What is wrong with a part's number; undefined: nothing. */
export function partNumberProblem(number: number | undefined): AwsError | undefined {
  if (number !== undefined && number >= 1 && number <= MAX_PARTS) return undefined;
  return invalidArgument(`Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`, "partNumber", String(number));
}

/** The upload with a part in it; one of the same number gives way. */
export function withPart(upload: UploadRecord, part: PartRecord): { upload: UploadRecord; replaced: PartRecord | undefined } {
  const others = upload.parts.filter(({ number }) => number !== part.number);
  return { upload: { ...upload, parts: [...others, part].toSorted((left, right) => left.number - right.number) }, replaced: upload.parts.find(({ number }) => number === part.number) };
}

/** How an upload's checksums are to be made, as CreateMultipartUpload says it. */
export function uploadChecksum(algorithm: ChecksumAlgorithm | undefined, type: string | undefined): UploadRecord["checksum"] | AwsError {
  if (algorithm === undefined) return type === undefined ? undefined : awsError("InvalidRequest", "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
  const usual = algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE";
  const wanted = type === "FULL_OBJECT" || type === "COMPOSITE" ? type : usual;
  const only = algorithm === "CRC64NVME" ? "FULL_OBJECT" : algorithm.startsWith("SHA") ? "COMPOSITE" : wanted;
  return wanted === only ? { algorithm, type: wanted } : awsError("InvalidRequest", `The ${wanted} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`);
}

/** The ETag of an upload: MD5 of the parts' MD5s, and their number. */
export function multipartETag(parts: readonly PartRecord[]): string {
  return `${md5HexOf(parts.map(({ eTag }) => Uint8Array.from({ length: 16 }, (_, index) => Number.parseInt(eTag.slice(2 * index, 2 * index + 2), 16))))}-${parts.length}`;
}

/** The checksum of a whole upload. */
export function wholeChecksum(state: State, upload: UploadRecord, parts: readonly PartRecord[]): Checksum {
  const { algorithm, type } = upload.checksum ?? { algorithm: "CRC64NVME", type: "FULL_OBJECT" };
  if (type === "COMPOSITE") return { algorithm, type, value: compositeChecksum(algorithm, parts.map((part) => part.checksum?.value ?? "")) };
  return { algorithm, type, value: checksumOf(algorithm, parts.flatMap(({ pieces }) => bytesOf(state, pieces))) };
}

/** Whether a text is an ETag of a part. */
export function isPartTag(part: PartRecord | undefined, tag: string | undefined): part is PartRecord {
  return part !== undefined && tag !== undefined && tag.replaceAll('"', "") === part.eTag;
}

