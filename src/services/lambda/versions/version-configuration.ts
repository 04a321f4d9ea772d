import type { FunctionConfiguration, LastUpdateStatusReasonCode, SnapStartApplyOn, SnapStartResponse, VpcConfig } from "@aws-sdk/client-lambda";
import { functionArn, runtimeVersionArn, type Place } from "../arn.ts";
import { withLevels } from "../configuration/function-settings.ts";
import { LATEST } from "../lookup.ts";
import type { VersionRecord } from "../records.ts";
import { isPending, isUpdating, revisionIdAt } from "./version-state.ts";

/**
 * A version as the API shows it at `now`. `qualifier` is what ends the ARN: `null` for the bare function, a version, or
 * the alias it was asked by. State and LastUpdateStatus are projections of stored instants; no timer moves them.
 */
export function functionConfiguration(version: VersionRecord, place: Place, now: number, qualifier: string | null): FunctionConfiguration {
  return { ...listedConfiguration(version, place, now, qualifier), ...statusAt(version, now), ...runtimeVersion(version, place) };
}

/** As {@link functionConfiguration}, but as lists show it: without State and LastUpdateStatus. */
export function listedConfiguration(version: VersionRecord, place: Place, now: number, qualifier: string | null): FunctionConfiguration {
  const { Layers, VpcConfig, ImageConfig, SnapStart, Environment, LoggingConfig, ...plain } = version.configuration;
  return {
    FunctionName: version.functionName,
    FunctionArn: functionArn(place, version.functionName, qualifier),
    ...plain,
    CodeSize: version.codeSize,
    CodeSha256: version.codeSha256,
    Version: version.version,
    LastModified: lastModifiedText(version.lastModified),
    RevisionId: revisionIdAt(version, now),
    SnapStart: snapStartResponse(version, SnapStart?.ApplyOn, now),
    // Levels are shown too of what was kept before they had defaults.
    ...(LoggingConfig && { LoggingConfig: withLevels(LoggingConfig) }),
    ...(Environment && { Environment: { Variables: { ...Environment.Variables } } }),
    ...(Layers && { Layers: Layers.map((arn) => ({ Arn: arn })) }),
    ...(VpcConfig && { VpcConfig: vpcResponse(VpcConfig) }),
    ...(ImageConfig && { ImageConfigResponse: { ImageConfig } }),
  };
}

/** `YYYY-MM-DDThh:mm:ss.sss+0000`, from epoch ms. */
export function lastModifiedText(instant: number): string {
  return new Date(instant).toISOString().replace("Z", "+0000");
}

const BEING_CREATED = "The function is being created.";
// AWS sends this code here too, though its model lists it for State alone (recorded from AWS, November 2025).
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const CREATING = "Creating" as string as LastUpdateStatusReasonCode;

function statusAt(version: VersionRecord, now: number): FunctionConfiguration {
  if (isPending(version, now)) return { State: "Pending", StateReason: BEING_CREATED, StateReasonCode: "Creating" };
  if (isUpdating(version, now)) {
    return {
      State: "Active",
      LastUpdateStatus: "InProgress",
      LastUpdateStatusReason: BEING_CREATED,
      LastUpdateStatusReasonCode: CREATING,
    };
  }
  return { State: "Active", LastUpdateStatus: "Successful" };
}

function runtimeVersion(version: VersionRecord, place: Place): FunctionConfiguration {
  const runtime = version.configuration.Runtime;
  return runtime ? { RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersionArn(place, runtime) } } : {};
}

/** On for published versions whose snapshot AWS would have. None is taken here: their environments start as any other. */
function snapStartResponse(version: VersionRecord, applyOn: SnapStartApplyOn = "None", now: number): SnapStartResponse {
  const isOn = applyOn === "PublishedVersions" && version.version !== LATEST && !isPending(version, now);
  return { ApplyOn: applyOn, OptimizationStatus: isOn ? "On" : "Off" };
}

function vpcResponse(config: VpcConfig) {
  return { SubnetIds: config.SubnetIds ?? [], SecurityGroupIds: config.SecurityGroupIds ?? [], VpcId: "" };
}
