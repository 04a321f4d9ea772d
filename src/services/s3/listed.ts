import type { CommonPrefix, EncodingType } from "@aws-sdk/client-s3";
import type { AwsError } from "../aws-error.ts";
import { invalidArgument } from "./errors.ts";
import { encodeKey } from "./key-encoding.ts";
import type { StoredVersion } from "./records.ts";

/** Entries in one answer of a listing at most. */
const MOST = 1000;

/** How many entries a listing may have, or S3's error for a number that is none. `name`: of the parameter. */
export function listed(asked: number | undefined, name: string): number | AwsError {
  if (asked !== undefined && asked < 0) return invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`, name, String(asked));
  return Math.min(asked ?? MOST, MOST);
}

/** URL encoding of keys that XML cannot hold: clients ask for it and decode it themselves. */
export function keyEncoder(type: EncodingType | undefined): (key: string) => string {
  return type === "url" ? encodeKey : (key) => key;
}

/** What listings of objects and of versions say of one, but for its key. */
export function listedVersion({ lastModified, eTag, size, checksum, attributes }: StoredVersion) {
  return {
    LastModified: new Date(lastModified),
    ETag: `"${eTag}"`,
    ChecksumAlgorithm: [checksum.algorithm],
    ChecksumType: checksum.type,
    Size: size,
    StorageClass: (attributes.storageClass ?? "STANDARD") as "STANDARD",
  };
}

/** The member `CommonPrefixes`; absent where there are none. */
export function commonPrefixMembers(prefixes: readonly string[], encode: (key: string) => string): { CommonPrefixes?: CommonPrefix[] } {
  return prefixes.length === 0 ? {} : { CommonPrefixes: prefixes.map((prefix) => ({ Prefix: encode(prefix) })) };
}
