import type { ListObjectsV2Output, ListObjectsV2Request } from "@aws-sdk/client-s3";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { page } from "../../pagination.ts";
import { invalidArgument } from "../errors.ts";
import { encodeKey } from "../key-encoding.ts";
import { compareKeys } from "../key-order.ts";
import { findBucket, objectsOf } from "../objects.ts";

type Entry = { readonly name: string; readonly object?: { Key: string; LastModified: Date; ETag: string; Size: number; StorageClass: "STANDARD" } };

/** ListObjectsV2 by key; with a delimiter, keys that share a beginning up to it are one common prefix. 1,000 a page. */
export const listObjectsV2: Operation<ListObjectsV2Request, ListObjectsV2Output> = (state, input, _context) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const { Prefix: prefix = "", Delimiter: delimiter = "", StartAfter: startAfter } = input;
  const entries = new Map<string, Entry>();
  for (const { key, body, eTag, lastModified } of objectsOf(state, bucket.name, prefix)) {
    if (startAfter !== undefined && compareKeys(key, startAfter) <= 0) continue;
    const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const name = cut < 0 ? key : key.slice(0, cut + delimiter.length);
    entries.set(name, cut < 0 ? { name, object: { Key: key, LastModified: new Date(lastModified), ETag: `"${eTag}"`, Size: body.length, StorageClass: "STANDARD" } } : { name });
  }
  const MaxKeys = Math.min(input.MaxKeys ?? 1000, 1000);
  const result = page([...entries.values()], ({ name }) => name, ({ name }, last) => compareKeys(name, last) > 0, input.ContinuationToken, MaxKeys);
  if (isAwsError(result)) return invalidArgument("The continuation token provided is incorrect");
  // URL encoding of keys that XML cannot hold: clients ask for it and decode it themselves.
  const encode = input.EncodingType === "url" ? encodeKey : (text: string): string => text;
  const prefixes = result.items.filter((entry) => !entry.object);
  return {
    output: {
      Name: bucket.name,
      Prefix: encode(prefix),
      MaxKeys,
      KeyCount: result.items.length,
      IsTruncated: result.next !== undefined,
      Contents: result.items.flatMap(({ object }) => (object ? [{ ...object, Key: encode(object.Key) }] : [])),
      ...(prefixes.length > 0 && { CommonPrefixes: prefixes.map(({ name }) => ({ Prefix: encode(name) })) }),
      ...(delimiter !== "" && { Delimiter: encode(delimiter) }),
      ...(startAfter !== undefined && { StartAfter: encode(startAfter) }),
      ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
      ...(input.ContinuationToken !== undefined && { ContinuationToken: input.ContinuationToken }),
      ...(result.next !== undefined && { NextContinuationToken: result.next }),
    },
    changes: [],
  };
};
