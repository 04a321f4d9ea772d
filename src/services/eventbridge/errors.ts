import { type AwsError, awsError } from "../aws-error.ts";

/** 400. */
export const validation = (message: string): AwsError => awsError("ValidationException", message);
/** 400, for a bus that is not there. */
export const noBus = (name: string): AwsError => awsError("ResourceNotFoundException", `Event bus ${name} does not exist.`);
/** 400, for a rule that is not there. */
export const noRule = (name: string, bus: string): AwsError => awsError("ResourceNotFoundException", `Rule ${name} does not exist on EventBus ${bus}.`);
/** 400. */
export const TOO_MANY: AwsError = awsError("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
