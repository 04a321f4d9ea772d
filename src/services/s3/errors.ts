import { type AwsError, awsError } from "../aws-error.ts";

/** 404. */
export const noSuchBucket = (name: string): AwsError => awsError("NoSuchBucket", "The specified bucket does not exist", { BucketName: name });
/** 404. */
export const noSuchKey = (key: string): AwsError => awsError("NoSuchKey", "The specified key does not exist.", { Key: key });
/** 404 of the Head operations, whose answers have no body to say more. */
export const NOT_FOUND: AwsError = awsError("NotFound", "Not Found");
/** 400. */
export const invalidArgument = (message: string): AwsError => awsError("InvalidArgument", message);
/** 404. */
export const noSuchVersion = (key: string, versionId: string): AwsError => awsError("NoSuchVersion", "The specified version does not exist.", { Key: key, VersionId: versionId });
