import type { FunctionConfiguration } from "@aws-sdk/client-lambda";

/** The names of the functions that log to a group: by their configuration, else to the group of their name. */
export function writersOf(group: string, functions: readonly Pick<FunctionConfiguration, "FunctionName" | "LoggingConfig">[]): string[] {
  return functions.filter(({ FunctionName, LoggingConfig }) => (LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`) === group).map(({ FunctionName = "" }) => FunctionName);
}
