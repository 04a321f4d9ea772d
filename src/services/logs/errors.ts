import { type AwsError, awsError } from "../aws-error.ts";

export const GROUP_NOT_FOUND: AwsError = awsError("ResourceNotFoundException", "The specified log group does not exist.");
export const STREAM_NOT_FOUND: AwsError = awsError("ResourceNotFoundException", "The specified log stream does not exist.");

/** 400. */
export const invalidParameter = (message: string): AwsError => awsError("InvalidParameterException", message);
