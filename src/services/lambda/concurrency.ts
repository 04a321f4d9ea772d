import { type AwsError, awsError } from "../aws-error.ts";
import type { Live } from "./execution-environments.ts";

/** Why a request was throttled, in the API's words. */
export type ThrottleReason =
  | "ConcurrentInvocationLimitExceeded"
  | "ReservedFunctionConcurrentInvocationLimitExceeded"
  | "FunctionInvocationRateLimitExceeded"
  | "ReservedFunctionInvocationRateLimitExceeded"
  | "CallerRateLimitExceeded";

/** 429, with AWS's text; `message` replaces it where the reason is the simulator's own. */
export function throttled(reason: ThrottleReason, message = "Rate Exceeded."): AwsError {
  return awsError("TooManyRequestsException", message, { Reason: reason, Type: "User" });
}

// One value for all: a throttled request must not cost more than a served one.
const ACCOUNT_LIMIT = throttled("ConcurrentInvocationLimitExceeded");

/** The refusal of one more request while `live.running` run, or null. `accountLimit`: concurrency of account and Region. */
export function admit(live: Live, accountLimit: number): AwsError | null {
  return live.running >= accountLimit ? ACCOUNT_LIMIT : null;
}
