import type { UploadPartCopyRequest } from "@aws-sdk/client-s3";
import { type AwsError, awsError, isAwsError } from "../aws-error.ts";
import type { OperationContext } from "../operation.ts";
import type { State } from "../tables.ts";
import { failedCondition } from "./conditions.ts";
import { invalidArgument, notBuilt, preconditionFailed } from "./errors.ts";
import { findVersion } from "./objects.ts";
import type { BucketRecord, ObjectRecord, StoredVersion } from "./records.ts";

/** The source of a copy, found. */
export interface CopySource {
  readonly bucket: BucketRecord;
  readonly object: ObjectRecord;
  readonly version: StoredVersion;
  /** Whether the request names the version. */
  readonly isNamed: boolean;
}

type CopyInput = Pick<
  UploadPartCopyRequest,
  "CopySource" | "CopySourceIfMatch" | "CopySourceIfNoneMatch" | "CopySourceIfModifiedSince" | "CopySourceIfUnmodifiedSince" | "CopySourceSSECustomerAlgorithm"
>;

/** Finds what `x-amz-copy-source` (`bucket/key?versionId=…`, percent-encoded) names, if its conditions hold. */
export function copySource(state: State, input: CopyInput, { now }: OperationContext): CopySource | AwsError {
  if (input.CopySourceSSECustomerAlgorithm !== undefined) return notBuilt("Encryption with a customer's key");
  const source = parsed(input.CopySource ?? "");
  if (isAwsError(source)) return source;
  const found = findVersion(state, source.bucket, source.key, source.versionId);
  if (isAwsError(found)) {
    return found.name === "MethodNotAllowed" ? awsError("InvalidRequest", "The source of a copy request may not specifically refer to a delete marker by version id.") : found;
  }
  const failed = failedCondition(
    found.version,
    { ifMatch: input.CopySourceIfMatch, ifNoneMatch: input.CopySourceIfNoneMatch, ifModifiedSince: input.CopySourceIfModifiedSince, ifUnmodifiedSince: input.CopySourceIfUnmodifiedSince },
    now,
  );
  return failed === undefined ? { ...found, isNamed: source.versionId !== undefined } : preconditionFailed(`x-amz-copy-source-${failed}`);
}

/** The member `CopySourceVersionId` of a copy's answer. */
export function copiedVersion({ bucket, version }: CopySource): { CopySourceVersionId?: string } {
  return bucket.versioning === undefined || version.versionId === "null" ? {} : { CopySourceVersionId: version.versionId };
}

function parsed(text: string): { bucket: string; key: string; versionId?: string } | AwsError {
  const mark = text.lastIndexOf("?versionId=");
  const path = decoded(mark < 0 ? text : text.slice(0, mark));
  if (path === undefined) return invalidArgument("Invalid copy source encoding.", "x-amz-copy-source", text);
  const [, bucket = "", key = ""] = /^\/?([^/]+)\/([^]+)$/.exec(path) ?? [];
  if (key === "") return invalidArgument("Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");
  return { bucket, key, ...(mark >= 0 && { versionId: decoded(text.slice(mark + "?versionId=".length)) ?? "" }) };
}

/** As AWS reads it, a plus sign is a space here: clients that mean a plus encode it. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
