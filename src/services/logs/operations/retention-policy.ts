import type { CreateLogGroupRequest, DeleteRetentionPolicyRequest, PutRetentionPolicyRequest } from "@aws-sdk/client-cloudwatch-logs";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { invalidParameter } from "../errors.ts";
import { existingGroup } from "../log-group-reference.ts";
import { RETENTION_DAYS } from "../retention.ts";

/** PutRetentionPolicy: older events are hidden at once, and forgotten with the next sweep. */
export const putRetentionPolicy: Operation<PutRetentionPolicyRequest, Record<string, never>> = (state, input) => {
  const group = existingGroup(state, input.logGroupName, undefined);
  if (isAwsError(group)) return group;
  const days = input.retentionInDays ?? 0;
  if (!RETENTION_DAYS.includes(days)) {
    return invalidParameter(`1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${RETENTION_DAYS.join(", ")}]`);
  }
  return { output: {}, changes: [{ table: "logs.groups", key: group, value: { ...state["logs.groups"].get(group)!, retentionInDays: days } }] };
};

/** DeleteRetentionPolicy: events never expire again. */
export const deleteRetentionPolicy: Operation<DeleteRetentionPolicyRequest, Record<string, never>> = (state, input) => {
  const group = existingGroup(state, input.logGroupName, undefined);
  if (isAwsError(group)) return group;
  const { retentionInDays: _gone, ...record } = state["logs.groups"].get(group)!;
  return { output: {}, changes: [{ table: "logs.groups", key: group, value: record }] };
};

/** CreateLogGroup, before a function writes to it: to set its retention in time. */
export const createLogGroup: Operation<CreateLogGroupRequest, Record<string, never>> = (state, input, { now }) => {
  const name = input.logGroupName ?? "";
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name)) {
    return invalidParameter(`1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`);
  }
  if (state["logs.groups"].has(name)) return awsError("ResourceAlreadyExistsException", "The specified log group already exists");
  return { output: {}, changes: [{ table: "logs.groups", key: name, value: { name, createdAt: now } }] };
};
