import type { DescribeLogStreamsRequest, DescribeLogStreamsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames } from "../../pagination.ts";
import { invalidParameter } from "../errors.ts";
import { cut, existingGroup, groupArn } from "../log-group-reference.ts";

/** DescribeLogStreams of a group, by name or by last event; 50 a page. The sequence token stays while nothing was written to a stream. */
export const describeLogStreams: Operation<DescribeLogStreamsRequest, DescribeLogStreamsResponse> = (state, input, context) => {
  const group = existingGroup(state, input.logGroupName, input.logGroupIdentifier);
  if (isAwsError(group)) return group;
  const byTime = input.orderBy === "LastEventTime";
  if (byTime && input.logStreamNamePrefix !== undefined) return invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
  // Where lines expire, a stream may change without an ingestion.
  const expires = state["logs.groups"].get(group)?.retentionInDays !== undefined;
  const sign = input.descending ? -1 : 1;
  const streams = [...state["logs.streams"].values()]
    .filter((stream) => stream.group === group && stream.name.startsWith(input.logStreamNamePrefix ?? ""))
    .toSorted((left, right) => sign * ((byTime ? left.lastEventAt - right.lastEventAt : 0) || compareNames(left.name, right.name)));
  const result = cut(streams, input.nextToken, input.limit ?? 50);
  if (isAwsError(result)) return result;
  return {
    output: {
      logStreams: result.items.map((stream) => ({
        logStreamName: stream.name,
        creationTime: stream.createdAt,
        firstEventTimestamp: stream.firstEventAt,
        lastEventTimestamp: stream.lastEventAt,
        lastIngestionTime: stream.lastEventAt,
        arn: `${groupArn(context, group).slice(0, -2)}:log-stream:${stream.name}`,
        storedBytes: 0,
        ...(stream.lastSequence !== undefined && !expires && { uploadSequenceToken: String(stream.lastSequence + 1) }),
      })),
      ...(result.next !== undefined && { nextToken: result.next }),
    },
    changes: [],
  };
};
