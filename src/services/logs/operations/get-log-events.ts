import type { GetLogEventsRequest, GetLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { invalidParameter, STREAM_NOT_FOUND } from "../errors.ts";
import { existingGroup } from "../log-group-reference.ts";
import { streamKey } from "../append-log-events.ts";
import type { LogEvent } from "../records.ts";
import { expiryOf } from "../retention.ts";

const LARGEST_PAGE = 10_000;

/**
 * GetLogEvents of one stream, oldest first. Without a token it gives the newest events (or the oldest, with
 * `startFromHead`); a forward token at the end of the stream comes back unchanged, as AWS has it.
 */
export const getLogEvents: Operation<GetLogEventsRequest, GetLogEventsResponse> = (state, input, { now }) => {
  const group = existingGroup(state, input.logGroupName, input.logGroupIdentifier);
  if (isAwsError(group)) return group;
  const stream = input.logStreamName ?? "";
  if (!state["logs.streams"].has(streamKey(group, stream))) return STREAM_NOT_FOUND;

  const from = Math.max(input.startTime ?? 0, expiryOf(state, group, now));
  const events: LogEvent[] = [];
  const records = [...state["logs.events"].values()].filter((record) => record.group === group && record.stream === stream);
  for (const record of records.toSorted((left, right) => left.sequence - right.sequence)) {
    for (const event of record.events) {
      if (event.timestamp >= from && event.timestamp < (input.endTime ?? Number.POSITIVE_INFINITY)) events.push(event);
    }
  }
  const limit = input.limit ?? LARGEST_PAGE;
  const token = /^([fb])\/(\d{1,9})$/.exec(input.nextToken ?? "");
  if (input.nextToken !== undefined && !token) return invalidParameter("The specified nextToken is invalid.");
  const at = token ? Number(token[2]) : input.startFromHead ? 0 : events.length;
  const forward = token ? token[1] === "f" : input.startFromHead === true;
  const start = forward ? Math.min(at, events.length) : Math.max(0, at - limit);
  const end = forward ? Math.min(events.length, start + limit) : Math.min(at, events.length);
  return {
    output: {
      events: events.slice(start, end).map(({ timestamp, message }) => ({ timestamp, message, ingestionTime: timestamp })),
      nextForwardToken: `f/${end}`,
      nextBackwardToken: `b/${start}`,
    },
    changes: [],
  };
};
