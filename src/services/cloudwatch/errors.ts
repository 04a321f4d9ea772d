import { type AwsError, awsError } from "../aws-error.ts";

/** 400. */
export const invalidParameter = (message: string): AwsError => awsError("InvalidParameterValueException", message);
/** 400. */
export const invalidCombination = (message: string): AwsError => awsError("InvalidParameterCombinationException", message);
/** 400. */
export const validation = (message: string): AwsError => awsError("ValidationException", message);
