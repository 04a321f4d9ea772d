import type { StaticErrorSchema } from "@smithy/types";
import type { AwsError } from "#services/aws-error.ts";

/** Codes of errors that every service may give ("Common errors" in the API references), where they differ from their names without `Exception`. */
const COMMON_CODES: Readonly<Record<string, string>> = { ServiceException: "InternalFailure", ValidationException: "ValidationError" };

/** An error's code in the query protocol, which services that moved on to JSON still tell in a header; and whose fault it was. */
export function queryErrorCode(error: AwsError, status: number, schema: StaticErrorSchema | undefined): { code: string; type: "Sender" | "Receiver" } {
  const traits = schema ? (schema[3] as { awsQueryError?: [code: string, status: number] }) : undefined;
  const code = traits?.awsQueryError?.[0] ?? (schema ? error.name : (COMMON_CODES[error.name] ?? error.name.replace(/Exception$/, "")));
  return { code, type: status >= 500 ? "Receiver" : "Sender" };
}
