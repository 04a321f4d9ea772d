import { type AwsError, awsError } from "#services/aws-error.ts";
import type { StoreError } from "./ports.ts";

/** Tells a store's failure from a bug. */
export function isStoreError(error: unknown): error is StoreError {
  return error instanceof Error && "problem" in error && typeof error.problem === "string";
}

/** What the client of a command is told when it could not be kept: nothing happened, and the store's sentence says what to do. */
export function storeFailure(error: StoreError): AwsError {
  return awsError("ServiceException", error.message, { Type: "Service" });
}
