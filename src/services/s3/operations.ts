import type { Operation } from "../operation.ts";
import { getBucketNotificationConfiguration, putBucketNotificationConfiguration } from "./operations/bucket-notification.ts";
import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from "./operations/buckets.ts";
import { deleteObject, deleteObjects } from "./operations/delete-object.ts";
import { getObject, headObject } from "./operations/get-object.ts";
import { listObjectsV2 } from "./operations/list-objects.ts";
import { putObject } from "./operations/put-object.ts";

/** S3, as far as event notifications need it. Names as in the service model. */
export const S3_OPERATIONS = {
  CreateBucket: createBucket,
  DeleteBucket: deleteBucket,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  GetBucketLocation: getBucketLocation,
  GetBucketNotificationConfiguration: getBucketNotificationConfiguration,
  GetObject: getObject,
  HeadBucket: headBucket,
  HeadObject: headObject,
  ListBuckets: listBuckets,
  ListObjectsV2: listObjectsV2,
  PutBucketNotificationConfiguration: putBucketNotificationConfiguration,
  PutObject: putObject,
} satisfies Record<string, Operation<never, unknown>>;
