import { type AwsError, awsError } from "../aws-error.ts";

/** 400. */
export const invalidValue = (message: string): AwsError => awsError("InvalidParameterValueException", message);

/** 404. */
export const invalidHandle = (handle: string): AwsError => awsError("ReceiptHandleIsInvalid", `The input receipt handle "${handle}" is not a valid receipt handle.`);
