import type {
  BucketLocationConstraint, CreateBucketOutput, CreateBucketRequest, DeleteBucketRequest, GetBucketLocationOutput, GetBucketLocationRequest,
  HeadBucketOutput, HeadBucketRequest, ListBucketsOutput, ListBucketsRequest,
} from "@aws-sdk/client-s3";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import type { Change } from "../../tables.ts";
import { forgotten } from "../blobs.ts";
import { invalidArgument, notFound } from "../errors.ts";
import { bucketArn, findBucket, objectsOf } from "../objects.ts";

/**
 * CreateBucket. Names are unique within this account and Region only: other Regions' buckets are not looked at, as no
 * operation here sees more than one Region.
 */
export const createBucket: Operation<CreateBucketRequest, CreateBucketOutput> = (state, input, { now, region }) => {
  const name = input.Bucket ?? "";
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || /\.\.|^\d+(\.\d+){3}$/.test(name)) {
    return awsError("InvalidBucketName", "The specified bucket is not valid.", { BucketName: name });
  }
  const constraint = input.CreateBucketConfiguration?.LocationConstraint;
  if (constraint !== undefined && constraint !== region) {
    return awsError("IllegalLocationConstraintException", `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`);
  }
  if (constraint === undefined && region !== "us-east-1") {
    return awsError("IllegalLocationConstraintException", "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.");
  }
  const output = { Location: `/${name}`, BucketArn: bucketArn(name) };
  if (state["s3.buckets"].has(name)) {
    // In us-east-1 S3 answers the owner's second request as it did the first.
    if (region === "us-east-1") return { output, changes: [] };
    return awsError("BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.", { BucketName: name });
  }
  return { output, changes: [{ table: "s3.buckets", key: name, value: { name, createdAt: now, notification: {} } }] };
};

/** DeleteBucket, if it is empty. Multipart uploads that are under way end with it. */
export const deleteBucket: Operation<DeleteBucketRequest, Record<string, never>> = (state, input) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  if (objectsOf(state, bucket.name).length > 0) {
    return awsError("BucketNotEmpty", `The bucket you tried to delete is not empty${bucket.versioning === undefined ? "" : ". You must delete all versions in the bucket."}`, { BucketName: bucket.name });
  }
  const uploads = [...state["s3.uploads"].values()].filter((upload) => upload.bucket === bucket.name);
  return {
    output: {},
    changes: [
      { table: "s3.buckets", key: bucket.name, value: null },
      ...uploads.flatMap((upload): Change[] => [{ table: "s3.uploads", key: upload.id, value: null }, ...upload.parts.flatMap(({ pieces }) => forgotten(pieces))]),
    ],
  };
};

/** ListBuckets of this Region, by name. */
export const listBuckets: Operation<ListBucketsRequest, ListBucketsOutput> = (state, input, { accountId, region }) => {
  const buckets = [...state["s3.buckets"].values()]
    .filter(({ name }) => name.startsWith(input.Prefix ?? "") && (input.BucketRegion === undefined || input.BucketRegion === region))
    .toSorted((left, right) => compareNames(left.name, right.name));
  const result = page(buckets, ({ name }) => name, ({ name }, last) => name > last, input.ContinuationToken, input.MaxBuckets ?? 10_000);
  if (isAwsError(result)) return invalidArgument("The continuation token provided is incorrect");
  return {
    output: {
      Buckets: result.items.map(({ name, createdAt }) => ({ Name: name, CreationDate: new Date(createdAt), BucketRegion: region, BucketArn: bucketArn(name) })),
      Owner: { ID: accountId },
      ...(result.next !== undefined && { ContinuationToken: result.next }),
      ...(input.Prefix !== undefined && { Prefix: input.Prefix }),
    },
    changes: [],
  };
};

/** HeadBucket: whether it is there. */
export const headBucket: Operation<HeadBucketRequest, HeadBucketOutput> = (state, input, { region }) =>
  state["s3.buckets"].has(input.Bucket ?? "") ? { output: { BucketRegion: region, BucketArn: bucketArn(input.Bucket ?? "") }, changes: [] } : notFound();

/** GetBucketLocation: null for us-east-1. */
export const getBucketLocation: Operation<GetBucketLocationRequest, GetBucketLocationOutput> = (state, input, { region }) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  return { output: region === "us-east-1" ? {} : { LocationConstraint: region as BucketLocationConstraint }, changes: [] };
};
