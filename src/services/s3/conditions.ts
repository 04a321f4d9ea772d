import { type AwsError, awsError } from "../aws-error.ts";
import { noSuchKey, preconditionFailed } from "./errors.ts";
import type { StoredVersion } from "./records.ts";

/** The conditions of a read, or (under names of their own) of a copy's source. */
export interface ReadConditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly ifModifiedSince: Date | undefined;
  readonly ifUnmodifiedSince: Date | undefined;
}

/** The header of a condition that does not hold; undefined: all hold. RFC 9110, 13.2.2: a matching tag has the last word over the dates. */
export function failedCondition(version: StoredVersion, conditions: ReadConditions, now: number): "If-Match" | "If-Unmodified-Since" | "If-None-Match" | "If-Modified-Since" | undefined {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  const seconds = (time: Date | number): number => Math.floor(Number(time) / 1000);
  const modified = seconds(version.lastModified);
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, version)) return "If-Match";
  } else if (ifUnmodifiedSince !== undefined && modified > seconds(ifUnmodifiedSince)) return "If-Unmodified-Since";
  if (ifNoneMatch !== undefined) {
    if (matches(ifNoneMatch, version)) return "If-None-Match";
    // An instant that is yet to come says nothing.
  } else if (ifModifiedSince !== undefined && modified <= seconds(ifModifiedSince) && Number(ifModifiedSince) <= now) return "If-Modified-Since";
  return undefined;
}

/** The answer to a read whose conditions do not hold: 412, or 304 where the reader has this version already. */
export function readProblem(version: StoredVersion, conditions: ReadConditions, now: number): AwsError | undefined {
  const failed = failedCondition(version, conditions, now);
  if (failed === undefined) return undefined;
  if (failed === "If-Match" || failed === "If-Unmodified-Since") return preconditionFailed(failed);
  return awsError("NotModified", "Not Modified", { etag: `"${version.eTag}"`, "last-modified": new Date(version.lastModified).toUTCString() });
}

/**
 * The answer to a conditional write that must not be made: `If-None-Match: *` wants no object under the key, `If-Match` one
 * with this ETag. Source: S3 user guide, "Add preconditions to S3 operations with conditional requests".
 */
export function writeProblem(current: StoredVersion | undefined, key: string, { IfMatch, IfNoneMatch }: { IfMatch?: string | undefined; IfNoneMatch?: string | undefined }): AwsError | undefined {
  if (IfMatch !== undefined && IfNoneMatch !== undefined) return unaccepted("If-Match,If-None-Match", "Multiple conditional request headers present in the request");
  if (IfNoneMatch !== undefined) {
    if (IfNoneMatch !== "*") return unaccepted("If-None-Match", "We don't accept the provided value of If-None-Match header for this API");
    return current ? preconditionFailed("If-None-Match") : undefined;
  }
  if (IfMatch === undefined) return undefined;
  if (IfMatch === "*") return unaccepted("If-Match", "We don't accept the provided value of If-Match header for this API");
  if (!current) return noSuchKey(key);
  return matches(IfMatch, current) ? undefined : preconditionFailed("If-Match");
}

/** 409: what a multipart upload was conditional on changed while it was under way. */
export function requestConflict(condition: string, key: string): AwsError {
  return awsError("ConditionalRequestConflict", "The conditional request cannot succeed due to a conflicting operation against this resource.", { Condition: condition, Key: key });
}

/** Whether one of the tags of a condition (`*`: any) is that of a version. */
export function matches(tags: string, { eTag }: StoredVersion): boolean {
  return tags.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "").replaceAll('"', "") === eTag);
}

function unaccepted(header: string, more: string): AwsError {
  return awsError("NotImplemented", "A header you provided implies functionality that is not implemented", { Header: header, additionalMessage: more });
}
