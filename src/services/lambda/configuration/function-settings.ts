import type { CreateFunctionRequest, LoggingConfig, UpdateFunctionConfigurationRequest } from "@aws-sdk/client-lambda";
import { type AwsError, awsError } from "../../aws-error.ts";
import type { Place } from "../arn.ts";
import { checkEnvironmentVariables } from "./environment-variables.ts";
import { accessDenied, constraint, invalidParameter } from "../errors.ts";
import type { VersionConfiguration } from "../records.ts";
import { checkRuntime } from "./runtime-identifiers.ts";

/** Memory of a function, in MB. The model's own limit is higher (Managed Instances). */
export const MEMORY_MB = { min: 128, max: 10_240 } as const;
/** Timeout of a function, in seconds. */
export const TIMEOUT_SECONDS = { min: 1, max: 900 } as const;
/** Size of `/tmp`, in MB. */
export const EPHEMERAL_STORAGE_MB = { min: 512, max: 10_240 } as const;

type SettingsInput = Partial<CreateFunctionRequest> & Partial<UpdateFunctionConfigurationRequest>;
type Configuration = { -readonly [Member in keyof VersionConfiguration]: VersionConfiguration[Member] };

const MEMBERS = [
  "Role", "Runtime", "Handler", "Description", "Timeout", "MemorySize", "Environment", "Architectures", "EphemeralStorage", "Layers",
  "VpcConfig", "DeadLetterConfig", "TracingConfig", "PackageType", "LoggingConfig", "FileSystemConfigs", "SnapStart", "KMSKeyArn", "ImageConfig",
] as const satisfies readonly (keyof Configuration)[];

/** The configuration of a new function: what was given over AWS's defaults. */
export function newConfiguration(name: string, input: SettingsInput): VersionConfiguration {
  const defaults: VersionConfiguration = {
    Role: undefined,
    Description: "",
    MemorySize: 128,
    Timeout: 3,
    EphemeralStorage: { Size: 512 },
    Architectures: ["x86_64"],
    PackageType: "Zip",
    TracingConfig: { Mode: "PassThrough" },
    SnapStart: { ApplyOn: "None" },
    LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${name}` },
  };
  return mergeConfiguration(defaults, input);
}

/** A configuration after an update: each member that was given replaces the old one whole (`Environment` too). */
export function mergeConfiguration(old: VersionConfiguration, input: SettingsInput): VersionConfiguration {
  const merged: Configuration = { ...old };
  for (const member of MEMBERS) take(merged, input, member);
  if (merged.LoggingConfig) merged.LoggingConfig = withLevels({ ...old.LoggingConfig, ...input.LoggingConfig });
  if (merged.Environment) merged.Environment = { Variables: { ...merged.Environment.Variables } };
  // An empty target, key or list: that is how a client takes a setting away.
  if (merged.DeadLetterConfig?.TargetArn === "") delete merged.DeadLetterConfig;
  if (merged.KMSKeyArn === "") delete merged.KMSKeyArn;
  if (merged.Layers?.length === 0) delete merged.Layers;
  if (merged.FileSystemConfigs?.length === 0) delete merged.FileSystemConfigs;
  return merged;
}

/** Logs in JSON have two levels, INFO unless given; plain text has none. */
export function withLevels({ ApplicationLogLevel = "INFO", SystemLogLevel = "INFO", ...rest }: LoggingConfig): LoggingConfig {
  return rest.LogFormat === "JSON" ? { ...rest, ApplicationLogLevel, SystemLogLevel } : rest;
}

// The parameter is used once but says that source and target speak of the same member.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
function take<Member extends keyof Configuration>(target: Configuration, source: Partial<Configuration>, member: Member): void {
  const value = source[member];
  if (value !== undefined) target[member] = value;
}

/** The error that AWS gives for settings of a function, or null where it takes them. Members not given are not checked. */
export function checkSettings(input: SettingsInput, place: Place): AwsError | null {
  return (
    checkRange(input.MemorySize, "memorySize", MEMORY_MB) ??
    checkRange(input.Timeout, "timeout", TIMEOUT_SECONDS) ??
    checkRange(input.EphemeralStorage?.Size, "ephemeralStorage.size", EPHEMERAL_STORAGE_MB) ??
    (input.Runtime === undefined ? null : checkRuntime(input.Runtime)) ??
    (input.Role === undefined ? null : checkRole(input.Role, place)) ??
    (input.Environment?.Variables ? checkEnvironmentVariables(input.Environment.Variables) : null) ??
    checkDeadLetterTarget(input.DeadLetterConfig?.TargetArn) ??
    checkAbsent(input)
  );
}

function checkRange(value: number | undefined, member: string, range: { min: number; max: number }): AwsError | null {
  if (value === undefined) return null;
  if (value < range.min) return constraint(value, member, `Member must have value greater than or equal to ${range.min}`);
  if (value > range.max) return constraint(value, member, `Member must have value less than or equal to ${range.max}`);
  return null;
}

const ROLE_PATTERN = "arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+";

/** A role's ARN: its form, and that it is of the same account. Whether the role exists is IAM's to know; there is none here yet. */
export function checkRole(role: string, place: Place): AwsError | null {
  if (!new RegExp(`^(?:${ROLE_PATTERN})$`).test(role)) {
    return constraint(role, "role", `Member must satisfy regular expression pattern: ${ROLE_PATTERN}`);
  }
  return role.split(":")[4] === place.accountId ? null : accessDenied("Cross-account pass role is not allowed.");
}

/** A dead-letter target is a standard queue or topic; AWS's own texts for others are not known. Whether it exists is asked when a message is sent. */
function checkDeadLetterTarget(arn: string | undefined): AwsError | null {
  if (arn === undefined || arn === "" || /^arn:aws[a-zA-Z-]*:(sqs|sns):[a-z0-9-]+:\d{12}:[a-zA-Z0-9_-]+$/.test(arn)) return null;
  return invalidParameter(`The target ARN ${arn} cannot be used for dead letters: it must be that of a standard SQS queue or a standard SNS topic.`);
}

/** The form of ids in a list, in the words of the service model's own checks. */
function checkIds(ids: readonly string[] = [], member: string, pattern: string): AwsError | null {
  const form = new RegExp(`^${pattern}$`);
  return ids.every((id) => id.length <= 1024 && form.test(id))
    ? null
    : constraint(
        `[${ids.join(", ")}]`,
        member,
        `Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: ${pattern}]`,
      );
}

/** The error for SnapStart of a runtime that AWS takes no snapshots of, or null. */
export function checkSnapStart({ SnapStart, Runtime }: Pick<VersionConfiguration, "SnapStart" | "Runtime">): AwsError | null {
  if (SnapStart?.ApplyOn !== "PublishedVersions" || Runtime === undefined || SNAP_START_RUNTIMES.test(Runtime)) return null;
  return invalidParameter(`${Runtime} is not supported for SnapStart enabled functions.`);
}

// Java 11, Python 3.12, .NET 8 and what came after them (Developer Guide, "Supported features and limitations" of SnapStart).
const SNAP_START_RUNTIMES = /^(java(11|17|2\d)|python3\.(1[2-9]|[2-9]\d)|dotnet([89]|\d\d))/;

/** Settings that point at what this account cannot have here: AWS's error where it has one, else a sentence of our own. */
function checkAbsent(input: SettingsInput): AwsError | null {
  const layer = input.Layers?.[0];
  if (layer !== undefined) return invalidParameter(`Layer version ${layer} does not exist.`);
  const malformed = checkIds(input.VpcConfig?.SecurityGroupIds, "vpcConfig.securityGroupIds", "sg-[0-9a-zA-Z]*") ?? checkIds(input.VpcConfig?.SubnetIds, "vpcConfig.subnetIds", "subnet-[0-9a-z]*");
  if (malformed) return malformed;
  const group = input.VpcConfig?.SecurityGroupIds?.[0];
  if (group !== undefined) {
    return invalidParameter(
      `Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. EC2 Error Message: The security group '${group}' does not exist`,
    );
  }
  const subnet = input.VpcConfig?.SubnetIds?.[0];
  if (subnet !== undefined) {
    return invalidParameter(
      `Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error Message: The subnet ID '${subnet}' does not exist`,
    );
  }
  if (input.CodeSigningConfigArn !== undefined) {
    return awsError(
      "CodeSigningConfigNotFoundException",
      `The code signing configuration cannot be found. Check that the provided code signing configuration is not deleted: ${input.CodeSigningConfigArn}.`,
      { Type: "User" },
    );
  }
  if (input.PackageType === "Image") return invalidParameter("Container images cannot run in a browser: use PackageType Zip.");
  if (input.FileSystemConfigs?.length) return invalidParameter("File systems (EFS, S3 Files) are not simulated.");
  if (input.CapacityProviderConfig !== undefined) return invalidParameter("Capacity providers (Lambda Managed Instances) are not simulated.");
  if (input.DurableConfig !== undefined) return invalidParameter("Durable functions are not simulated.");
  if (input.TenancyConfig !== undefined) return invalidParameter("Tenant isolation is not simulated.");
  if (input.PublishTo !== undefined) return invalidParameter("PublishTo is for Lambda Managed Instances, which are not simulated.");
  return null;
}
