import type { CORSRule, NotificationConfiguration } from "@aws-sdk/client-s3";
import type { ChecksumAlgorithm } from "./checksums.ts";

/** A bucket. Table `s3.buckets`; key: its name. */
export interface BucketRecord {
  readonly name: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Every configuration in it has an id. */
  readonly notification: NotificationConfiguration;
  /** Of the last event that somebody was told of; absent before the first. */
  readonly lastSequencer?: string;
  /** Absent: versioning was never set. It cannot become absent again. */
  readonly versioning?: "Enabled" | "Suspended";
  readonly tags?: Readonly<Record<string, string>>;
  /** Absent or empty: requests of other origins are not answered for a browser. */
  readonly cors?: readonly CORSRule[];
}

/** A key and its versions, newest first; the first is the current one. Table `s3.objects`; key: `bucket|key`. */
export interface ObjectRecord {
  readonly bucket: string;
  readonly key: string;
  /** Never empty. In a bucket that never had versioning there is one, called `null`. */
  readonly versions: readonly ObjectVersion[];
}

export type ObjectVersion = StoredVersion | DeleteMarker;

/** A deletion in a bucket with versions: what was there before is still there. */
export interface DeleteMarker {
  readonly versionId: string;
  /** Epoch ms. */
  readonly lastModified: number;
  readonly deleteMarker: true;
}

/** One version of an object. Its bytes lie in rows of `s3.blobs`, which belong to this version alone. */
export interface StoredVersion extends Content {
  /** 32 letters, or `null` as a word: written while versioning was off or suspended. */
  readonly versionId: string;
  /** Epoch ms. */
  readonly lastModified: number;
  readonly deleteMarker?: never;
  readonly attributes: ObjectAttributes;
}

/** Bytes and what is derived from them. */
export interface Content {
  readonly pieces: readonly Piece[];
  /** Bytes of all pieces. */
  readonly size: number;
  /** Without the quotes that the header has: MD5 in hex; of a multipart upload MD5 of the parts' MD5s, `-`, their number. */
  readonly eTag: string;
  readonly checksum: Checksum;
  /** Of a multipart upload: its parts in order. */
  readonly parts?: readonly { readonly size: number; readonly checksum?: string }[];
}

/** A row of `s3.blobs`, whole. */
export interface Piece {
  readonly blob: string;
  readonly size: number;
}

/** `COMPOSITE`: of the parts' checksums, with `-` and their number. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64. */
  readonly value: string;
  readonly type: "FULL_OBJECT" | "COMPOSITE";
}

/** What a writer says of an object besides its bytes. */
export interface ObjectAttributes {
  readonly headers: ObjectHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Absent: STANDARD. */
  readonly storageClass?: string;
}

/** Headers that are given back as they came. */
export interface ObjectHeaders {
  readonly ContentType: string;
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly WebsiteRedirectLocation?: string;
  /** Epoch ms. */
  readonly expires?: number;
}

/** Bytes of a piece of an object or of a part. Table `s3.blobs`; key: an id of its own. */
export interface BlobRecord {
  readonly bytes: Uint8Array;
}

/** A multipart upload that is neither complete nor aborted. Table `s3.uploads`; key: its id. */
export interface UploadRecord {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  /** Epoch ms. */
  readonly initiated: number;
  readonly attributes: ObjectAttributes;
  /** Absent: the writer named none; the object gets S3's own, CRC64NVME. */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly type: Checksum["type"] };
  /** Whether the key had an object when the upload began: of use to conditional writes. */
  readonly existed: boolean;
  /** By number, ascending. */
  readonly parts: readonly PartRecord[];
}

export interface PartRecord {
  /** 1 to 10,000. */
  readonly number: number;
  readonly pieces: readonly Piece[];
  readonly size: number;
  readonly eTag: string;
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
  /** Epoch ms. */
  readonly lastModified: number;
}
