import type { ListObjectsOutput, ListObjectsRequest, ListObjectsV2Output, ListObjectsV2Request } from "@aws-sdk/client-s3";
import { type AwsError, isAwsError } from "../../aws-error.ts";
import { bytesOfBase64, base64, utf8, utf8Text } from "../../bytes.ts";
import type { Operation } from "../../operation.ts";
import type { State } from "../../tables.ts";
import { invalidArgument } from "../errors.ts";
import { compareKeys } from "../key-order.ts";
import { commonPrefixMembers, keyEncoder, listed, listedVersion } from "../listed.ts";
import { afterMarker, type Listing, listingOf, type ListingQuery } from "../listing.ts";
import { currentVersion, findBucket, objectsOf } from "../objects.ts";
import type { StoredVersion } from "../records.ts";

interface Current {
  readonly key: string;
  readonly version: StoredVersion;
}

/** ListObjectsV2 by key; with a delimiter, keys that share a beginning up to it are one common prefix. 1,000 a page. */
export const listObjectsV2: Operation<ListObjectsV2Request, ListObjectsV2Output> = (state, input, { accountId }) => {
  const { ContinuationToken: token, StartAfter: startAfter } = input;
  const marker = token === undefined ? undefined : markerOf(token);
  if (marker === null) return invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
  // After a token nothing comes again; after a key that the client chose, the common prefix that it lies in does.
  const from = marker !== undefined ? afterMarker(marker) : { isAfter: ({ key }: { key: string }) => startAfter === undefined || compareKeys(key, startAfter) > 0, isListed: () => false };
  const page = pageOf(state, input, from);
  if (isAwsError(page)) return page;
  const { encode, listing, members } = page;
  const owner = { ID: accountId };
  return {
    output: {
      ...members,
      KeyCount: listing.items.length + listing.commonPrefixes.length,
      Contents: listing.items.map(({ key, version }) => ({ Key: encode(key), ...listedVersion(version), ...(input.FetchOwner && { Owner: owner }) })),
      ...(startAfter !== undefined && { StartAfter: encode(startAfter) }),
      ...(token !== undefined && { ContinuationToken: token }),
      ...(listing.isTruncated && listing.last && { NextContinuationToken: base64(utf8(`k${lastName(listing)}`)) }),
    },
    changes: [],
  };
};

/** ListObjects, version 1: goes on after a key. Only with a delimiter it says which: else it is the last one listed. */
export const listObjects: Operation<ListObjectsRequest, ListObjectsOutput> = (state, input, { accountId }) => {
  const page = pageOf(state, input, afterMarker(input.Marker));
  if (isAwsError(page)) return page;
  const { encode, listing, members } = page;
  return {
    output: {
      ...members,
      Marker: encode(input.Marker ?? ""),
      Contents: listing.items.map(({ key, version }) => ({ Key: encode(key), ...listedVersion(version), Owner: { ID: accountId } })),
      ...(listing.isTruncated && input.Delimiter && { NextMarker: encode(lastName(listing)) }),
    },
    changes: [],
  };
};

function pageOf(state: State, input: ListObjectsRequest | ListObjectsV2Request, from: Pick<ListingQuery<Current>, "isAfter" | "isListed">) {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const most: number | AwsError = listed(input.MaxKeys, "maxKeys");
  if (isAwsError(most)) return most;
  const { Prefix: prefix = "", Delimiter: delimiter = "" } = input;
  const current = objectsOf(state, bucket.name, prefix).flatMap((object): Current[] => {
    const version = currentVersion(object);
    return version ? [{ key: object.key, version }] : [];
  });
  const listing = listingOf(current, { prefix, delimiter, most, ...from });
  const encode = keyEncoder(input.EncodingType);
  return {
    encode,
    listing,
    members: {
      Name: bucket.name,
      Prefix: encode(prefix),
      MaxKeys: most,
      IsTruncated: listing.isTruncated,
      ...(delimiter !== "" && { Delimiter: encode(delimiter) }),
      ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
      ...commonPrefixMembers(listing.commonPrefixes, encode),
    },
  };
}

function lastName({ last }: Listing<Current>): string {
  return last === undefined ? "" : "item" in last ? last.item.key : last.commonPrefix;
}

/** A token is opaque to clients. The letter before the key tells it from what is none. */
function markerOf(token: string): string | null {
  const bytes = bytesOfBase64(token);
  const text = bytes && utf8Text(bytes);
  return text?.startsWith("k") ? text.slice(1) : null;
}
