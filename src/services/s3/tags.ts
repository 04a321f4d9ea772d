import type { Tag } from "@aws-sdk/client-s3";
import { type AwsError, awsError } from "../aws-error.ts";
import { invalidArgument } from "./errors.ts";

type Tags = Readonly<Record<string, string>>;

/** Source: S3 user guide, "Categorizing your objects using tags"; buckets: "Using cost allocation tags". */
export const MAX_OBJECT_TAGS = 10;
export const MAX_BUCKET_TAGS = 50;

/** The tags of a request's body, checked. */
export function tagsOfSet(set: readonly Tag[] | undefined, most: number): Tags | AwsError {
  const pairs = (set ?? []).map(({ Key = "", Value = "" }): [string, string] => [Key, Value]);
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) return invalidTag("Cannot provide multiple Tags with the same key");
  if (pairs.length > most) return awsError("BadRequest", most === MAX_OBJECT_TAGS ? `Object tags cannot be greater than ${most}` : `Bucket tag count cannot be greater than ${most}`);
  for (const [key, value] of pairs) {
    if (key.startsWith("aws:")) return invalidTag("System tags cannot be added/updated by requester");
    if (key === "" || key.length > 128 || !ALLOWED.test(key)) return invalidTag("The TagKey you have provided is invalid");
    if (value.length > 256 || !ALLOWED.test(value)) return invalidTag("The TagValue you have provided is invalid");
  }
  return Object.fromEntries(pairs);
}

/** The tags of the header `x-amz-tagging`: `a=1&b=2`, percent-encoded. */
export function tagsOfHeader(header: string): Tags | AwsError {
  const pairs = header.split("&").filter((pair) => pair !== "").map((pair): Tag => {
    const at = pair.indexOf("=");
    return { Key: decoded(at < 0 ? pair : pair.slice(0, at)), Value: decoded(at < 0 ? "" : pair.slice(at + 1)) };
  });
  if (new Set(pairs.map(({ Key }) => Key)).size < pairs.length) {
    return invalidArgument("The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.", "x-amz-tagging", header);
  }
  return tagsOfSet(pairs, MAX_OBJECT_TAGS);
}

/** Tags as an answer lists them. */
export function tagSet(tags: Tags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

function invalidTag(message: string): AwsError {
  return awsError("InvalidTag", message);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
