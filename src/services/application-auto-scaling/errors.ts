import { type AwsError, awsError } from "../aws-error.ts";
import { DIMENSION } from "./scalable-resource.ts";

/** 400. */
export const validation = (message: string): AwsError => awsError("ValidationException", message);

/** 400: nothing is registered under this resource id. */
export const noTarget = (resourceId: string): AwsError =>
  awsError("ObjectNotFoundException", `No scalable target found for service namespace: lambda, resource ID: ${resourceId}, scalable dimension: ${DIMENSION}`);
