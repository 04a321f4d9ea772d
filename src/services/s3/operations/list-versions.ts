import type { ListObjectVersionsOutput, ListObjectVersionsRequest } from "@aws-sdk/client-s3";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { invalidArgument } from "../errors.ts";
import { compareKeys } from "../key-order.ts";
import { commonPrefixMembers, keyEncoder, listed, listedVersion } from "../listed.ts";
import { listingOf } from "../listing.ts";
import { findBucket, isMarker, objectsOf } from "../objects.ts";
import type { ObjectVersion } from "../records.ts";

interface Listed {
  readonly key: string;
  readonly version: ObjectVersion;
  readonly isLatest: boolean;
  /** Its place among the versions of its key, the newest first. */
  readonly index: number;
}

/** ListObjectVersions: all versions and delete markers, by key, the newest of a key first. */
export const listObjectVersions: Operation<ListObjectVersionsRequest, ListObjectVersionsOutput> = (state, input, { accountId }) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const { Prefix: prefix = "", Delimiter: delimiter = "", KeyMarker: keyMarker = "", VersionIdMarker: versionMarker = "" } = input;
  if (versionMarker !== "" && keyMarker === "") return invalidArgument("A version-id marker cannot be specified without a key marker.", "version-id-marker", versionMarker);
  const most = listed(input.MaxKeys, "maxKeys");
  if (isAwsError(most)) return most;
  const objects = objectsOf(state, bucket.name, prefix);
  const all = objects.flatMap(({ key, versions }) => versions.map((version, index): Listed => ({ key, version, index, isLatest: index === 0 })));
  // Where the marked version is gone meanwhile, its key's others were listed or are listed again with the next request for the key.
  const markedAt = versionMarker === "" ? Number.POSITIVE_INFINITY : (objects.find(({ key }) => key === keyMarker)?.versions.findIndex(({ versionId }) => versionId === versionMarker) ?? -1);
  const listing = listingOf(all, {
    prefix,
    delimiter,
    most,
    isAfter: ({ key, index }) => {
      if (keyMarker === "") return true;
      const order = compareKeys(key, keyMarker);
      return order > 0 || (order === 0 && index > markedAt);
    },
    isListed: (commonPrefix) => keyMarker !== "" && keyMarker.startsWith(commonPrefix),
  });
  const encode = keyEncoder(input.EncodingType);
  const Owner = { ID: accountId };
  const { last } = listing;
  return {
    output: {
      Name: bucket.name,
      Prefix: encode(prefix),
      KeyMarker: encode(keyMarker),
      VersionIdMarker: versionMarker,
      MaxKeys: most,
      IsTruncated: listing.isTruncated,
      ...(delimiter !== "" && { Delimiter: encode(delimiter) }),
      ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
      Versions: listing.items.flatMap(({ key, version, isLatest }) => (isMarker(version) ? [] : [{ Key: encode(key), VersionId: version.versionId, IsLatest: isLatest, ...listedVersion(version), Owner }])),
      DeleteMarkers: listing.items.flatMap(({ key, version, isLatest }) =>
        isMarker(version) ? [{ Key: encode(key), VersionId: version.versionId, IsLatest: isLatest, LastModified: new Date(version.lastModified), Owner }] : [],
      ),
      ...commonPrefixMembers(listing.commonPrefixes, encode),
      ...(listing.isTruncated && last && ("item" in last ? { NextKeyMarker: encode(last.item.key), NextVersionIdMarker: last.item.version.versionId } : { NextKeyMarker: encode(last.commonPrefix) })),
    },
    changes: [],
  };
};
