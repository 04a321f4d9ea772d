import type { Place } from "../arn.ts";
import type { VersionConfiguration } from "../records.ts";
import { familyOf } from "../configuration/runtimes.ts";

/** What the variables of an execution environment are made of. */
export interface EnvironmentFacts {
  readonly functionName: string;
  readonly version: string;
  readonly configuration: VersionConfiguration;
  readonly logGroup: string;
  readonly logStream: string;
  /** Whether the environment belongs to provisioned concurrency; constant for its life. */
  readonly provisioned?: boolean;
}

/**
 * All variables that a handler sees, but `_X_AMZN_TRACE_ID`, which comes with each invocation: Lambda's defaults, over
 * them the user's, over both what is reserved. Values as observed in AWS, January and February 2026. The credentials
 * are placeholders: there is no AWS behind them.
 */
export function processEnvironment(facts: EnvironmentFacts, place: Place): Record<string, string> {
  const { configuration } = facts;
  const runtime = configuration.Runtime ?? "";
  const family = familyOf(runtime);
  return {
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    PATH: "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
    LD_LIBRARY_PATH: "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
    ...(family === "python" && { PYTHONPATH: "/var/runtime", LC_CTYPE: "C.UTF-8" }),
    ...(family === "nodejs" && {
      NODE_PATH: `/opt/nodejs/node${runtime.replace(/\D/g, "")}/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task`,
    }),
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_XRAY_DAEMON_ADDRESS: "169.254.100.1:2000",
    ...configuration.Environment?.Variables,
    _HANDLER: configuration.Handler ?? "",
    AWS_DEFAULT_REGION: place.region,
    AWS_REGION: place.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: facts.functionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.MemorySize ?? 128),
    AWS_LAMBDA_FUNCTION_VERSION: facts.version,
    AWS_LAMBDA_INITIALIZATION_TYPE: facts.provisioned ? "provisioned-concurrency" : "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: facts.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: facts.logStream,
    ...loggingVariables(configuration),
    AWS_ACCESS_KEY: "ASIASIMULATED0000000",
    AWS_ACCESS_KEY_ID: "ASIASIMULATED0000000",
    AWS_SECRET_ACCESS_KEY: "simulated-there-is-no-aws-behind-this-key",
    AWS_SESSION_TOKEN: "simulated-there-is-no-aws-behind-this-token",
    AWS_LAMBDA_RUNTIME_API: "169.254.100.1:9001",
    LAMBDA_TASK_ROOT: "/var/task",
    LAMBDA_RUNTIME_DIR: "/var/runtime",
  };
}

function loggingVariables(configuration: VersionConfiguration): Record<string, string> {
  if (configuration.LoggingConfig?.LogFormat !== "JSON") return {};
  return { AWS_LAMBDA_LOG_FORMAT: "JSON", AWS_LAMBDA_LOG_LEVEL: configuration.LoggingConfig.ApplicationLogLevel ?? "INFO" };
}

/** The log group of a function: its own setting, else AWS's default name. */
export function logGroupOf(functionName: string, configuration: VersionConfiguration): string {
  return configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}`;
}

/** `YYYY/MM/DD/[version]<32 hex>`: one log stream an environment. `now` in epoch ms. */
export function logStreamName(now: number, version: string, hex32: string): string {
  return `${new Date(now).toISOString().slice(0, 10).replaceAll("-", "/")}/[${version}]${hex32}`;
}
