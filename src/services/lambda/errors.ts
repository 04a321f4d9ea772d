import { type AwsError, awsError } from "../aws-error.ts";

/** 400 with the text that AWS gives. */
export const invalidParameter = (message: string): AwsError => awsError("InvalidParameterValueException", message, { Type: "User" });

/** 404. */
export const notFound = (message: string): AwsError => awsError("ResourceNotFoundException", message, { Type: "User" });

/** 404, for a function, or one of its versions or aliases, that is not there. */
export const functionNotFound = (arn: string): AwsError => notFound(`Function not found: ${arn}`);

/** 404, for an alias that is not there, where AWS looks for aliases alone. */
export const aliasNotFound = (arn: string): AwsError => notFound(`Cannot find alias arn: ${arn}`);

/** 409. */
export const conflict = (message: string): AwsError => awsError("ResourceConflictException", message, { Type: "User" });

/** 403. */
export const accessDenied = (message: string): AwsError => awsError("AccessDeniedException", message);

/** 400 in the words of the service model's own checks. */
export function constraint(value: string | number, member: string, rule: string): AwsError {
  return awsError("ValidationException", `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`);
}

/** 412, when a RevisionId given as a guard is not the current one. */
export const stalePrecondition: AwsError = awsError(
  "PreconditionFailedException",
  "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
  { Type: "User" },
);

/** 501, for what the simulator has not built; the sentence says what is missing. */
export const notBuilt = (message: string): AwsError => awsError("NotImplementedException", message);
