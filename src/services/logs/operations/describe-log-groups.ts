import type { DescribeLogGroupsRequest, DescribeLogGroupsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames } from "../../pagination.ts";
import { invalidParameter } from "../errors.ts";
import { cut, groupArn } from "../log-group-reference.ts";
import { messageBytes } from "../log-size.ts";

/** DescribeLogGroups, by name; 50 a page. */
export const describeLogGroups: Operation<DescribeLogGroupsRequest, DescribeLogGroupsResponse> = (state, input, context) => {
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern } = input;
  if (prefix !== undefined && pattern !== undefined) {
    return invalidParameter("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
  }
  const groups = [...state["logs.groups"].values()]
    .filter(({ name }) => name.startsWith(prefix ?? "") && name.toLowerCase().includes((pattern ?? "").toLowerCase()))
    .toSorted((left, right) => compareNames(left.name, right.name));
  const result = cut(groups, input.nextToken, input.limit ?? 50);
  if (isAwsError(result)) return result;
  const stored = new Map<string, number>();
  for (const record of state["logs.events"].values()) stored.set(record.group, (stored.get(record.group) ?? 0) + messageBytes(record));
  return {
    output: {
      logGroups: result.items.map(({ name, createdAt, retentionInDays }) => ({
        logGroupName: name,
        creationTime: createdAt,
        ...(retentionInDays !== undefined && { retentionInDays }),
        metricFilterCount: 0,
        arn: groupArn(context, name),
        logGroupArn: groupArn(context, name).slice(0, -2),
        storedBytes: stored.get(name) ?? 0,
        logGroupClass: "STANDARD",
      })),
      ...(result.next !== undefined && { nextToken: result.next }),
    },
    changes: [],
  };
};
