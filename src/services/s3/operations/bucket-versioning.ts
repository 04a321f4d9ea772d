import type { GetBucketVersioningOutput, GetBucketVersioningRequest, PutBucketVersioningRequest } from "@aws-sdk/client-s3";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { malformedXml, notBuilt } from "../errors.ts";
import { findBucket } from "../objects.ts";

/** GetBucketVersioning; nothing is said of a bucket that never had it. */
export const getBucketVersioning: Operation<GetBucketVersioningRequest, GetBucketVersioningOutput> = (state, input) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  return { output: bucket.versioning === undefined ? {} : { Status: bucket.versioning }, changes: [] };
};

/** PutBucketVersioning: `Enabled`, or `Suspended` (what is written then is the version `null`). It cannot be unset. */
export const putBucketVersioning: Operation<PutBucketVersioningRequest, Record<string, never>> = (state, input) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const { Status, MFADelete } = input.VersioningConfiguration ?? {};
  if (MFADelete === "Enabled" || input.MFA !== undefined) return notBuilt("MFA delete");
  if (Status === undefined) return awsError("IllegalVersioningConfigurationException", "The Versioning element must be specified");
  if (Status !== "Enabled" && Status !== "Suspended") return malformedXml();
  return { output: {}, changes: [{ table: "s3.buckets", key: bucket.name, value: { ...bucket, versioning: Status } }] };
};
