import type { AwsError } from "../../aws-error.ts";
import { invalidParameter } from "../errors.ts";

/**
 * Identifiers that can be used to create or update a function. Source: the Developer Guide's table of runtimes, autumn
 * 2026; a deprecated runtime stays here until the day that its creation is blocked.
 */
export const SUPPORTED_RUNTIMES: readonly string[] = [
  "nodejs26.x", "nodejs24.x", "nodejs22.x",
  "python3.15", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10",
  "java25", "java21", "java17.al2023", "java11.al2023", "java8.al2023", "java17", "java11", "java8.al2",
  "dotnet10", "dotnet8",
  "ruby4.0", "ruby3.4", "ruby3.3",
  "provided.al2023",
];

/** Identifiers that AWS once took and no longer does. */
export const BLOCKED_RUNTIMES: readonly string[] = [
  "nodejs", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x", "nodejs18.x", "nodejs20.x",
  "python2.7", "python3.6", "python3.7", "python3.8", "python3.9",
  "java8", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet6", "go1.x",
  "ruby2.5", "ruby2.7", "ruby3.2", "provided", "provided.al2",
];

/** The error that AWS gives for a runtime identifier, or null where it takes it. */
export function checkRuntime(runtime: string): AwsError | null {
  if (SUPPORTED_RUNTIMES.includes(runtime)) return null;
  if (BLOCKED_RUNTIMES.includes(runtime)) {
    return invalidParameter(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    );
  }
  return invalidParameter(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${SUPPORTED_RUNTIMES.join(", ")}] or be a valid ARN`,
  );
}
