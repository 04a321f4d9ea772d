import type { DeleteLogGroupRequest } from "@aws-sdk/client-cloudwatch-logs";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import type { Change } from "../../tables.ts";
import { existingGroup } from "../log-group-reference.ts";

/** DeleteLogGroup, with its streams and events. The next line that a function writes creates it anew. */
export const deleteLogGroup: Operation<DeleteLogGroupRequest, Record<string, never>> = (state, input) => {
  const group = existingGroup(state, input.logGroupName, undefined);
  if (isAwsError(group)) return group;
  const changes: Change[] = [{ table: "logs.groups", key: group, value: null }];
  for (const [key, stream] of state["logs.streams"]) if (stream.group === group) changes.push({ table: "logs.streams", key, value: null });
  for (const [key, record] of state["logs.events"]) if (record.group === group) changes.push({ table: "logs.events", key, value: null });
  return { output: {}, changes };
};
