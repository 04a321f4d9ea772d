import type { GetLogEventsRequest, GetLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { invalidParameter, STREAM_NOT_FOUND } from "../errors.ts";
import { existingGroup } from "../log-group-reference.ts";
import { recordsOf, streamKey } from "../append-log-events.ts";
import { fitting } from "../log-size.ts";
import type { LogEvent } from "../records.ts";
import { expiryOf } from "../retention.ts";

const LARGEST_PAGE = 10_000;

/**
 * GetLogEvents of one stream, oldest first; 1 MB of events at most. Without a token it gives the newest events (or the oldest, with
 * `startFromHead`); a forward token at the end of the stream comes back unchanged, as AWS has it.
 */
export const getLogEvents: Operation<GetLogEventsRequest, GetLogEventsResponse> = (state, input, { now }) => {
  const group = existingGroup(state, input.logGroupName, input.logGroupIdentifier);
  if (isAwsError(group)) return group;
  const stream = input.logStreamName ?? "";
  if (!state["logs.streams"].has(streamKey(group, stream))) return STREAM_NOT_FOUND;

  const from = Math.max(input.startTime ?? 0, expiryOf(state, group, now));
  const events: LogEvent[] = [];
  for (const record of [...recordsOf(state, group, stream)].toReversed()) {
    for (const event of record.events) {
      if (event.timestamp >= from && event.timestamp < (input.endTime ?? Number.POSITIVE_INFINITY)) events.push(event);
    }
  }
  const limit = input.limit ?? LARGEST_PAGE;
  const token = /^([fb])\/(\d{1,9})$/.exec(input.nextToken ?? "");
  if (input.nextToken !== undefined && !token) return invalidParameter("The specified nextToken is invalid.");
  const at = token ? Number(token[2]) : input.startFromHead ? 0 : events.length;
  const forward = token ? token[1] === "f" : input.startFromHead === true;
  const near = Math.min(at, events.length);
  const wanted = forward ? events.slice(near, near + limit) : events.slice(Math.max(0, near - limit), near);
  const count = fitting(wanted, !forward);
  const start = forward ? near : near - count;
  const end = start + count;
  return {
    output: {
      events: events.slice(start, end).map(({ timestamp, message }) => ({ timestamp, message, ingestionTime: timestamp })),
      nextForwardToken: `f/${end}`,
      nextBackwardToken: `b/${start}`,
    },
    changes: [],
  };
};
