import type { FilteredLogEvent, FilterLogEventsRequest, FilterLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { eventsKey } from "../append-log-events.ts";
import { invalidParameter } from "../errors.ts";
import { compileFilter } from "../filter-pattern.ts";
import { cut, existingGroup, tokenAt } from "../log-group-reference.ts";
import { fitting } from "../log-size.ts";
import type { LogEventsRecord } from "../records.ts";
import { expiryOf } from "../retention.ts";

const LARGEST_PAGE = 10_000;

interface Found {
  readonly record: LogEventsRecord;
  /** Of the event in its record. */
  readonly index: number;
  readonly timestamp: number;
  readonly message: string;
}

const eventOf = ({ record: { group, stream, sequence }, index, timestamp, message }: Found): FilteredLogEvent => ({
  logStreamName: stream,
  timestamp,
  message,
  ingestionTime: timestamp,
  eventId: `${eventsKey(group, stream, sequence)}|${index}`,
});

/** FilterLogEvents over the streams of one group, oldest first; 1 MB of events at most. Times in epoch ms, both ends included. */
export const filterLogEvents: Operation<FilterLogEventsRequest, FilterLogEventsResponse> = (state, input, { now }) => {
  const group = existingGroup(state, input.logGroupName, input.logGroupIdentifier);
  if (isAwsError(group)) return group;
  const matches = compileFilter(input.filterPattern);
  if (isAwsError(matches)) return matches;
  if (input.logStreamNames && input.logStreamNamePrefix !== undefined) {
    return invalidParameter("LogStreamNames and LogStreamNamePrefix are mutually exclusive parameters.");
  }
  const streams = input.logStreamNames && new Set(input.logStreamNames);
  const prefix = input.logStreamNamePrefix ?? "";
  const from = Math.max(input.startTime ?? 0, expiryOf(state, group, now));
  const to = input.endTime ?? Number.POSITIVE_INFINITY;

  const found: Found[] = [];
  for (const record of state["logs.events"].values()) {
    if (record.group !== group || (streams ? !streams.has(record.stream) : !record.stream.startsWith(prefix))) continue;
    record.events.forEach(({ timestamp, message }, index) => {
      if (timestamp >= from && timestamp <= to && matches(message)) found.push({ record, index, timestamp, message });
    });
  }
  const result = cut(
    found.toSorted((left, right) => left.timestamp - right.timestamp),
    input.nextToken,
    Math.min(input.limit ?? LARGEST_PAGE, LARGEST_PAGE),
  );
  if (isAwsError(result)) return result;
  const count = fitting(result.items);
  const next = count === result.items.length ? result.next : tokenAt(input.nextToken, count);
  return {
    output: { events: result.items.slice(0, count).map(eventOf), searchedLogStreams: [], ...(next !== undefined && { nextToken: next }) },
    changes: [],
  };
};
