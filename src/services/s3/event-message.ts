import type { OperationContext } from "../operation.ts";
import { formEncoded } from "./key-encoding.ts";
import { bucketArn } from "./objects.ts";

/** What happened to an object. */
export interface ObjectEvent {
  /** For example `s3:ObjectCreated:Put`. */
  readonly type: string;
  readonly bucket: string;
  readonly key: string;
  /** Absent for a deletion for good; a delete marker has no size. */
  readonly content?: { readonly size?: number; readonly eTag: string };
  /** Absent where the bucket has no versioning. */
  readonly versionId?: string;
}

/**
 * The event that S3 sends, version 2.1 (2.3 for tags): one record. The key is URL-encoded with `+` for a space; the name has
 * no `s3:`; a deletion has neither size nor eTag; an event of tags has no sequencer. Keys and order as in the S3 user guide
 * ("Event message structure").
 */
export function eventMessage(event: ObjectEvent, configurationId: string, sequencer: string, context: Pick<OperationContext, "now" | "newId" | "region" | "accountId">): string {
  const ofTags = event.type.startsWith("s3:ObjectTagging:");
  return JSON.stringify({
    Records: [
      {
        eventVersion: ofTags ? "2.3" : "2.1",
        eventSource: "aws:s3",
        awsRegion: context.region,
        eventTime: new Date(context.now).toISOString(),
        eventName: event.type.replace(/^s3:/, ""),
        userIdentity: { principalId: `AWS:${context.accountId}` },
        requestParameters: { sourceIPAddress: "127.0.0.1" },
        responseElements: { "x-amz-request-id": context.newId(), "x-amz-id-2": context.newId() },
        s3: {
          s3SchemaVersion: "1.0",
          configurationId,
          bucket: { name: event.bucket, ownerIdentity: { principalId: context.accountId }, arn: bucketArn(event.bucket) },
          object: { key: formEncoded(event.key), ...event.content, ...(event.versionId !== undefined && { versionId: event.versionId }), ...(!ofTags && { sequencer }) },
        },
      },
    ],
  });
}

/** The message that S3 sends to queues and topics when a notification is set up. */
export function testMessage(bucket: string, context: Pick<OperationContext, "now" | "newId">): string {
  return JSON.stringify({
    Service: "Amazon S3", Event: "s3:TestEvent", Time: new Date(context.now).toISOString(), Bucket: bucket, RequestId: context.newId(), HostId: context.newId(),
  });
}

/**
 * The sequencer of a bucket's next event: hexadecimal, as long as AWS's, and greater than the last one, so that it orders
 * the events of one key ("Event message structure") also where several fall into one millisecond.
 */
export function nextSequencer(last: string | undefined, now: number): string {
  const [byTime, next] = [BigInt(now) * 1_000_000n, BigInt(`0x${last ?? "0"}`) + 1n];
  return (byTime > next ? byTime : next).toString(16).toUpperCase().padStart(18, "0");
}
