import type { NotificationConfiguration } from "@aws-sdk/client-s3";

/** A bucket without versions. Table `s3.buckets`; key: its name. */
export interface BucketRecord {
  readonly name: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Every configuration in it has an id. */
  readonly notification: NotificationConfiguration;
  /** Of the last event that somebody was told of; absent before the first. */
  readonly lastSequencer?: string;
}

/** An object, whole. Table `s3.objects`; key: `bucket|key`. */
export interface ObjectRecord {
  readonly bucket: string;
  readonly key: string;
  readonly body: Uint8Array;
  /** MD5 of the body in hex, without the quotes that the header has. */
  readonly eTag: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Epoch ms. */
  readonly lastModified: number;
}
