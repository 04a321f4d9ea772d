import type { DeleteObjectOutput, DeleteObjectRequest, DeleteObjectsOutput, DeleteObjectsRequest } from "@aws-sdk/client-s3";
import { isAwsError } from "../../aws-error.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import type { Change, State } from "../../tables.ts";
import { notify } from "../notifications.ts";
import { findBucket, objectKey } from "../objects.ts";
import type { BucketRecord } from "../records.ts";

/** DeleteObject; one that is not there is answered well, and nobody is told. */
export const deleteObject: Operation<DeleteObjectRequest, DeleteObjectOutput> = (state, input, context) => {
  const bucket = findBucket(state, input.Bucket);
  return isAwsError(bucket) ? bucket : { output: {}, changes: deletion(state, bucket, input.Key ?? "", context) };
};

/** DeleteObjects: up to 1,000 in one request. */
export const deleteObjects: Operation<DeleteObjectsRequest, DeleteObjectsOutput> = (state, input, context) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const keys = [...new Set((input.Delete?.Objects ?? []).map(({ Key }) => Key ?? ""))].slice(0, 1000);
  return {
    output: input.Delete?.Quiet ? {} : { Deleted: keys.map((Key) => ({ Key })) },
    changes: keys.flatMap((key) => deletion(state, bucket, key, context)),
  };
};

function deletion(state: State, bucket: BucketRecord, key: string, context: OperationContext): Change[] {
  const row = objectKey(bucket.name, key);
  if (!state["s3.objects"].has(row)) return [];
  return [{ table: "s3.objects", key: row, value: null }, ...notify(state, bucket, { type: "s3:ObjectRemoved:Delete", bucket: bucket.name, key }, context)];
}
