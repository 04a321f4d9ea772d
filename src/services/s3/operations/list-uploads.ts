import type { ListMultipartUploadsOutput, ListMultipartUploadsRequest, ListPartsOutput, ListPartsRequest } from "@aws-sdk/client-s3";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames } from "../../pagination.ts";
import { compareKeys } from "../key-order.ts";
import { commonPrefixMembers, keyEncoder, listed } from "../listed.ts";
import { listingOf } from "../listing.ts";
import { findUpload } from "../multipart.ts";
import { findBucket } from "../objects.ts";

/** ListParts, by number. */
export const listParts: Operation<ListPartsRequest, ListPartsOutput> = (state, input, { accountId }) => {
  const found = findUpload(state, input);
  if (isAwsError(found)) return found;
  const { bucket, upload } = found;
  const most = listed(input.MaxParts, "max-parts");
  if (isAwsError(most)) return most;
  const after = Number(input.PartNumberMarker ?? 0) || 0;
  const left = upload.parts.filter(({ number }) => number > after);
  const page = left.slice(0, most);
  return {
    output: {
      Bucket: bucket.name, Key: upload.key, UploadId: upload.id,
      PartNumberMarker: String(after), NextPartNumberMarker: String(page.at(-1)?.number ?? after), MaxParts: most, IsTruncated: page.length < left.length && most > 0,
      Parts: page.map(({ number, size, eTag, lastModified, checksum }) => ({ PartNumber: number, LastModified: new Date(lastModified), ETag: `"${eTag}"`, Size: size, ...(checksum && { [`Checksum${checksum.algorithm}`]: checksum.value }) })),
      Initiator: { ID: accountId }, Owner: { ID: accountId },
      StorageClass: (upload.attributes.storageClass ?? "STANDARD") as "STANDARD",
      ...(upload.checksum && { ChecksumAlgorithm: upload.checksum.algorithm, ChecksumType: upload.checksum.type }),
    },
    changes: [],
  };
};

/** ListMultipartUploads: those under way, by key and then by when they began. */
export const listMultipartUploads: Operation<ListMultipartUploadsRequest, ListMultipartUploadsOutput> = (state, input, { accountId }) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const most = listed(input.MaxUploads, "max-uploads");
  if (isAwsError(most)) return most;
  const { Prefix: prefix = "", Delimiter: delimiter = "", KeyMarker: keyMarker = "" } = input;
  const idMarker = keyMarker === "" ? "" : (input.UploadIdMarker ?? "");
  const uploads = [...state["s3.uploads"].values()]
    .filter((upload) => upload.bucket === bucket.name && upload.key.startsWith(prefix))
    .toSorted((left, right) => compareKeys(left.key, right.key) || left.initiated - right.initiated || compareNames(left.id, right.id));
  const markedAt = idMarker === "" ? Number.POSITIVE_INFINITY : uploads.findIndex(({ id }) => id === idMarker);
  const listing = listingOf(uploads, {
    prefix,
    delimiter,
    most,
    isAfter: (upload) => {
      if (keyMarker === "") return true;
      const order = compareKeys(upload.key, keyMarker);
      return order > 0 || (order === 0 && uploads.indexOf(upload) > markedAt);
    },
    isListed: (commonPrefix) => keyMarker !== "" && keyMarker.startsWith(commonPrefix),
  });
  const encode = keyEncoder(input.EncodingType);
  const { last } = listing;
  return {
    output: {
      Bucket: bucket.name, KeyMarker: encode(keyMarker), UploadIdMarker: idMarker, MaxUploads: most, IsTruncated: listing.isTruncated,
      ...(prefix !== "" && { Prefix: encode(prefix) }),
      ...(delimiter !== "" && { Delimiter: encode(delimiter) }),
      ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
      ...(last && ("item" in last ? { NextKeyMarker: encode(last.item.key), NextUploadIdMarker: last.item.id } : { NextKeyMarker: encode(last.commonPrefix) })),
      Uploads: listing.items.map(({ id, key, initiated, attributes, checksum }) => ({
        UploadId: id, Key: encode(key), Initiated: new Date(initiated), StorageClass: (attributes.storageClass ?? "STANDARD") as "STANDARD", Owner: { ID: accountId }, Initiator: { ID: accountId },
        ...(checksum && { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type }),
      })),
      ...commonPrefixMembers(listing.commonPrefixes, encode),
    },
    changes: [],
  };
};
