import type { AwsError } from "../../aws-error.ts";
import { utf8Length } from "../../bytes.ts";
import { constraint, invalidParameter } from "../errors.ts";

/** All of a function's variables together, as the JSON text of the whole map, in bytes. */
export const MAX_ENVIRONMENT_BYTES = 4096;
/** At least two characters, a letter first. */
export const ENVIRONMENT_KEY_PATTERN = /^[a-zA-Z][a-zA-Z0-9_]+$/;

/** A variable that Lambda sets. Source: Developer Guide, "Defined runtime environment variables". */
export interface LambdaVariable {
  readonly key: string;
  /** Reserved keys cannot be set by the user; the others are defaults that a user's value overrides. */
  readonly reserved: boolean;
  readonly meaning: string;
}

/** The variables that Lambda sets, for whoever lists them or must refuse them. */
export const LAMBDA_VARIABLES: readonly LambdaVariable[] = [
  { key: "_HANDLER", reserved: true, meaning: "The handler of the function" },
  { key: "_X_AMZN_TRACE_ID", reserved: true, meaning: "The trace header; changes with each invocation" },
  { key: "AWS_DEFAULT_REGION", reserved: true, meaning: "The Region of the function" },
  { key: "AWS_REGION", reserved: true, meaning: "The Region of the function" },
  { key: "AWS_EXECUTION_ENV", reserved: true, meaning: "The runtime, prefixed by AWS_Lambda_" },
  { key: "AWS_LAMBDA_FUNCTION_NAME", reserved: true, meaning: "The name of the function" },
  { key: "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", reserved: true, meaning: "The memory of the function, in MB" },
  { key: "AWS_LAMBDA_FUNCTION_VERSION", reserved: true, meaning: "The version that runs: $LATEST or a number" },
  { key: "AWS_LAMBDA_INITIALIZATION_TYPE", reserved: true, meaning: "How the environment was initialised, for example on-demand" },
  { key: "AWS_LAMBDA_LOG_GROUP_NAME", reserved: true, meaning: "The log group of the function" },
  { key: "AWS_LAMBDA_LOG_STREAM_NAME", reserved: true, meaning: "The log stream of this execution environment" },
  { key: "AWS_ACCESS_KEY", reserved: true, meaning: "Access key of the execution role" },
  { key: "AWS_ACCESS_KEY_ID", reserved: true, meaning: "Access key of the execution role" },
  { key: "AWS_SECRET_ACCESS_KEY", reserved: true, meaning: "Access key of the execution role" },
  { key: "AWS_SESSION_TOKEN", reserved: true, meaning: "Access key of the execution role" },
  { key: "AWS_LAMBDA_RUNTIME_API", reserved: true, meaning: "Host and port of the runtime API" },
  { key: "LAMBDA_TASK_ROOT", reserved: true, meaning: "The folder of the function's code" },
  { key: "LAMBDA_RUNTIME_DIR", reserved: true, meaning: "The folder of the runtime" },
  { key: "AWS_LAMBDA_MAX_CONCURRENCY", reserved: true, meaning: "Managed Instances only" },
  { key: "AWS_LAMBDA_METADATA_API", reserved: true, meaning: "Host and port of the metadata endpoint" },
  { key: "AWS_LAMBDA_METADATA_TOKEN", reserved: true, meaning: "Token for the metadata endpoint" },
  { key: "LANG", reserved: false, meaning: "The locale of the runtime" },
  { key: "PATH", reserved: false, meaning: "The execution path" },
  { key: "LD_LIBRARY_PATH", reserved: false, meaning: "The system library path" },
  { key: "NODE_PATH", reserved: false, meaning: "Node.js: the library path" },
  { key: "PYTHONPATH", reserved: false, meaning: "Python: the library path" },
  { key: "TZ", reserved: false, meaning: "The time zone, UTC" },
];

const RESERVED: ReadonlySet<string> = new Set(LAMBDA_VARIABLES.filter((variable) => variable.reserved).map((variable) => variable.key));

/** Whether only Lambda may set this key. */
export const isReservedVariable = (key: string): boolean => RESERVED.has(key);

/** The size that counts against {@link MAX_ENVIRONMENT_BYTES}. */
export function environmentBytes(variables: Readonly<Record<string, string>>): number {
  return utf8Length(JSON.stringify(variables));
}

const UNABLE = "Lambda was unable to configure your environment variables because the environment variables you have provided";

/** The error that AWS gives for a set of variables, or null where it takes them. */
export function checkEnvironmentVariables(variables: Readonly<Record<string, string>>): AwsError | null {
  const keys = Object.keys(variables);
  const bad = keys.filter((key) => !ENVIRONMENT_KEY_PATTERN.test(key) && !RESERVED.has(key));
  if (bad.length > 0) {
    const shown = `{${Object.entries(variables).map(([key, value]) => `${key}=${value}`).join(", ")}}`;
    return constraint(
      shown,
      "environment.variables",
      "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
    );
  }
  const reserved = keys.filter((key) => RESERVED.has(key));
  if (reserved.length > 0) {
    return invalidParameter(
      `${UNABLE} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`,
    );
  }
  if (environmentBytes(variables) > MAX_ENVIRONMENT_BYTES) {
    return invalidParameter(`${UNABLE} exceeded the 4KB limit. String measured: ${JSON.stringify(variables)}`);
  }
  return null;
}
