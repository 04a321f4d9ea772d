import type {
  DeleteBucketTaggingRequest, DeleteObjectTaggingOutput, DeleteObjectTaggingRequest, GetBucketTaggingOutput, GetBucketTaggingRequest, GetObjectTaggingOutput,
  GetObjectTaggingRequest, PutBucketTaggingRequest, PutObjectTaggingOutput, PutObjectTaggingRequest,
} from "@aws-sdk/client-s3";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation, OperationContext, Outcome } from "../../operation.ts";
import type { State } from "../../tables.ts";
import { notify } from "../notifications.ts";
import { findBucket, findVersion, objectKey } from "../objects.ts";
import { MAX_BUCKET_TAGS, MAX_OBJECT_TAGS, tagSet, tagsOfSet } from "../tags.ts";
import { saidVersion } from "../versions.ts";

type Tags = Readonly<Record<string, string>>;

/** GetObjectTagging; empty where there are none. */
export const getObjectTagging: Operation<GetObjectTaggingRequest, GetObjectTaggingOutput> = (state, input) => {
  const found = findVersion(state, input.Bucket, input.Key ?? "", input.VersionId);
  if (isAwsError(found)) return found;
  return { output: { TagSet: tagSet(found.version.attributes.tags), ...saidVersion(found.bucket, found.version.versionId) }, changes: [] };
};

/** PutObjectTagging: replaces all tags of a version. */
export const putObjectTagging: Operation<PutObjectTaggingRequest, PutObjectTaggingOutput> = (state, input, context) => {
  const tags = tagsOfSet(input.Tagging?.TagSet, MAX_OBJECT_TAGS);
  return isAwsError(tags) ? tags : withTags(state, input, tags, "PUT", "s3:ObjectTagging:Put", context);
};

/** DeleteObjectTagging: takes all tags off a version. */
export const deleteObjectTagging: Operation<DeleteObjectTaggingRequest, DeleteObjectTaggingOutput> = (state, input, context) =>
  withTags(state, input, {}, "DELETE", "s3:ObjectTagging:Delete", context);

function withTags(state: State, input: DeleteObjectTaggingRequest, tags: Tags, method: string, type: string, context: OperationContext): Outcome<PutObjectTaggingOutput> {
  const found = findVersion(state, input.Bucket, input.Key ?? "", input.VersionId, method);
  if (isAwsError(found)) return found;
  const { bucket, object, version } = found;
  const versions = object.versions.map((one) => (one === version ? { ...version, attributes: { ...version.attributes, tags } } : one));
  const event = { type, bucket: bucket.name, key: object.key, content: { eTag: version.eTag }, ...(version.versionId !== "null" && { versionId: version.versionId }) };
  return {
    output: saidVersion(bucket, version.versionId),
    changes: [{ table: "s3.objects", key: objectKey(bucket.name, object.key), value: { ...object, versions } }, ...notify(state, bucket, [event], context)],
  };
}

/** GetBucketTagging; 404 NoSuchTagSet where there are none. */
export const getBucketTagging: Operation<GetBucketTaggingRequest, GetBucketTaggingOutput> = (state, input) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  return bucket.tags === undefined ? awsError("NoSuchTagSet", "The TagSet does not exist", { BucketName: bucket.name }) : { output: { TagSet: tagSet(bucket.tags) }, changes: [] };
};

/** PutBucketTagging: replaces all tags of a bucket. */
export const putBucketTagging: Operation<PutBucketTaggingRequest, Record<string, never>> = (state, input) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const tags = tagsOfSet(input.Tagging?.TagSet, MAX_BUCKET_TAGS);
  return isAwsError(tags) ? tags : { output: {}, changes: [{ table: "s3.buckets", key: bucket.name, value: { ...bucket, tags } }] };
};

/** DeleteBucketTagging. */
export const deleteBucketTagging: Operation<DeleteBucketTaggingRequest, Record<string, never>> = (state, input) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const { tags: _tags, ...untagged } = bucket;
  return { output: {}, changes: [{ table: "s3.buckets", key: bucket.name, value: untagged }] };
};
