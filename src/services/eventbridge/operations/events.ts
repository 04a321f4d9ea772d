import type {
  PutEventsRequest, PutEventsRequestEntry, PutEventsResponse, PutEventsResultEntry, TestEventPatternRequest, TestEventPatternResponse,
} from "@aws-sdk/client-eventbridge";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import { utf8Length } from "../../bytes.ts";
import { matchesObject } from "../../lambda/triggers/event-filter.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import type { Change, State } from "../../tables.ts";
import { validation } from "../errors.ts";
import { parseEventPattern } from "../event-pattern.ts";
import { MALFORMED, MAX_EVENT_BYTES, putEvent } from "../events.ts";
import { INVALID_PATTERN } from "./rules.ts";

/** Characters of a detail type at most (API reference of PutEventsRequestEntry); EventBridge says so entry by entry. */
const MAX_DETAIL_TYPE = 128;

/** PutEvents: each for itself. One for a bus that is not there gets an id and goes nowhere, as at AWS. */
export const putEvents: Operation<PutEventsRequest, PutEventsResponse> = (state, input, context) => {
  const entries = input.Entries ?? [];
  if (input.EndpointId !== undefined) return validation("Global endpoints are not simulated.");
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MAX_EVENT_BYTES) return validation("Total size of the entries in the request is over the limit.");
  const changes: Change[] = [];
  const results = entries.map((entry): PutEventsResultEntry => {
    const put = putEntry(state, entry, context);
    if (isAwsError(put)) return { ErrorCode: put.name, ErrorMessage: put.message };
    changes.push(...put.changes);
    return { EventId: put.id };
  });
  return { output: { FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries: results }, changes };
};

function putEntry(state: State, { Source, DetailType, Detail, Resources = [], Time, EventBusName }: PutEventsRequestEntry, context: OperationContext): { id: string; changes: readonly Change[] } | AwsError {
  for (const [name, value] of Object.entries({ Source, DetailType, Detail })) {
    if (!value) return awsError("InvalidArgument", `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
  }
  if (DetailType!.length > MAX_DETAIL_TYPE) return awsError("InvalidArgument", `Parameter DetailType is not valid. Reason: DetailType must have at most ${MAX_DETAIL_TYPE} characters.`);
  if (Source?.startsWith("aws.")) return awsError("NotAuthorizedForSourceException", "Not authorized for the source.");
  if (!isJsonObject(Detail)) return MALFORMED;
  // A number that no date reaches is one no clock can show.
  if (Time && Number.isNaN(Time.getTime())) return awsError("InvalidArgument", "Parameter Time is not valid. Reason: Time must be a valid timestamp.");
  const put = putEvent(state, EventBusName, { source: Source!, detailType: DetailType!, detail: Detail, resources: Resources, time: Time?.getTime() ?? context.now }, context);
  return isAwsError(put) && put.name === "ResourceNotFoundException" ? { id: context.newId(), changes: [] } : put;
}

/** As the user guide counts it ("Calculating event size"). */
function sizeOf({ Time, Source = "", DetailType = "", Detail = "", Resources = [] }: PutEventsRequestEntry): number {
  return (Time ? 14 : 0) + [Source, DetailType, Detail, ...Resources].reduce((sum, text) => sum + utf8Length(text), 0);
}

function isJsonObject(text: string | undefined): text is string {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** TestEventPattern: whether an event, with all that its envelope must have, matches. */
export const testEventPattern: Operation<TestEventPatternRequest, TestEventPatternResponse> = (_state, input) => {
  const pattern = parseEventPattern(input.EventPattern ?? "");
  if (!pattern) return INVALID_PATTERN;
  if (!isJsonObject(input.Event)) return validation("Parameter Event is not valid.");
  const event = JSON.parse(input.Event) as object;
  const missing = ["id", "account", "source", "time", "region", "resources", "detail-type"].find((name) => !Object.hasOwn(event, name));
  if (missing !== undefined) return validation(`Parameter Event is not valid. Reason: ${missing} is a required argument.`);
  return { output: { Result: matchesObject(pattern, event) }, changes: [] };
};
