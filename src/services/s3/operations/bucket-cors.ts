import type { CORSRule, DeleteBucketCorsRequest, GetBucketCorsOutput, GetBucketCorsRequest, PutBucketCorsRequest } from "@aws-sdk/client-s3";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { malformedXml } from "../errors.ts";
import { findBucket } from "../objects.ts";

/** Source: S3 user guide, "Elements of a CORS configuration". */
const MAX_RULES = 100;
const METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE"];

/** GetBucketCors; 404 NoSuchCORSConfiguration where there is none. */
export const getBucketCors: Operation<GetBucketCorsRequest, GetBucketCorsOutput> = (state, input) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  return bucket.cors === undefined ? awsError("NoSuchCORSConfiguration", "The CORS configuration does not exist", { BucketName: bucket.name }) : { output: { CORSRules: [...bucket.cors] }, changes: [] };
};

/** PutBucketCors: which pages of other origins may call the bucket from a browser. Replaces all rules. */
export const putBucketCors: Operation<PutBucketCorsRequest, Record<string, never>> = (state, input) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const cors = input.CORSConfiguration?.CORSRules ?? [];
  const problem = corsProblem(cors);
  return problem ?? { output: {}, changes: [{ table: "s3.buckets", key: bucket.name, value: { ...bucket, cors } }] };
};

/** DeleteBucketCors. */
export const deleteBucketCors: Operation<DeleteBucketCorsRequest, Record<string, never>> = (state, input) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const { cors: _cors, ...without } = bucket;
  return { output: {}, changes: [{ table: "s3.buckets", key: bucket.name, value: without }] };
};

function corsProblem(rules: readonly CORSRule[]): AwsError | undefined {
  if (rules.length === 0 || rules.length > MAX_RULES || rules.some(({ AllowedMethods, AllowedOrigins }) => !AllowedMethods?.length || !AllowedOrigins?.length)) {
    return malformedXml();
  }
  for (const { AllowedMethods = [], AllowedOrigins = [], AllowedHeaders = [] } of rules) {
    const method = AllowedMethods.find((one) => !METHODS.includes(one));
    if (method !== undefined) return awsError("InvalidRequest", `Found unsupported HTTP method in CORS config. Unsupported method is ${method}`);
    const origin = AllowedOrigins.find((one) => one.split("*").length > 2);
    if (origin !== undefined) return awsError("InvalidRequest", `AllowedOrigin "${origin}" can not have more than one wildcard.`);
    const header = AllowedHeaders.find((one) => one.split("*").length > 2);
    if (header !== undefined) return awsError("InvalidRequest", `AllowedHeader "${header}" can not have more than one wildcard.`);
  }
  return undefined;
}
