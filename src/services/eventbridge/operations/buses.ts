import type {
  CreateEventBusRequest, CreateEventBusResponse, DeleteEventBusRequest, DescribeEventBusRequest, DescribeEventBusResponse, ListEventBusesRequest, ListEventBusesResponse,
} from "@aws-sdk/client-eventbridge";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import { busArn, busOf, DEFAULT_BUS, rulesOf } from "../buses.ts";
import { TOO_MANY, validation } from "../errors.ts";
import type { BusRecord } from "../records.ts";

/** Buses of an account in a Region at most (quota). */
const MAX_BUSES = 100;

/** CreateEventBus. Buses of partners, logs, encryption, tags and a bus's own dead-letter queue are not simulated. */
export const createEventBus: Operation<CreateEventBusRequest, CreateEventBusResponse> = (state, input, context) => {
  const { Name: name = "", Description: description = "", ...more } = input;
  const foreign = Object.entries(more).find(([, value]) => value !== undefined);
  if (foreign) return validation(`${foreign[0]} of an event bus is not simulated.`);
  if (name.includes("/")) return validation("Event bus name must not contain '/'.");
  if (!/^[.\-_A-Za-z0-9]{1,256}$/.test(name)) {
    return validation(`1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [/\\.\\-_A-Za-z0-9]+`);
  }
  if (name === DEFAULT_BUS || state["events.buses"].has(name)) return awsError("ResourceAlreadyExistsException", `Event bus ${name} already exists.`);
  // The default one counts.
  if (state["events.buses"].size + 1 >= MAX_BUSES) return TOO_MANY;
  return {
    output: { EventBusArn: busArn(context, name), ...(description !== "" && { Description: description }) },
    changes: [{ table: "events.buses", key: name, value: { name, description, createdAt: context.now } }],
  };
};

/** DescribeEventBus; without a name, the default one. */
export const describeEventBus: Operation<DescribeEventBusRequest, DescribeEventBusResponse> = (state, input, context) => {
  const name = busOf(state, input.Name, context);
  return isAwsError(name) ? name : { output: shown(name, state["events.buses"].get(name), context), changes: [] };
};

/** ListEventBuses by name, the default one among them; 100 a page. */
export const listEventBuses: Operation<ListEventBusesRequest, ListEventBusesResponse> = (state, input, context) => {
  const names = [DEFAULT_BUS, ...state["events.buses"].keys()].filter((name) => name.startsWith(input.NamePrefix ?? "")).toSorted(compareNames);
  const result = page(names, (name) => name, (name, last) => name > last, input.NextToken, input.Limit ?? 100);
  if (isAwsError(result)) return validation("The NextToken is not valid.");
  return {
    output: { EventBuses: result.items.map((name) => shown(name, state["events.buses"].get(name), context)), ...(result.next !== undefined && { NextToken: result.next }) },
    changes: [],
  };
};

/** DeleteEventBus, once it has no rules; one that is not there is answered well. */
export const deleteEventBus: Operation<DeleteEventBusRequest, Record<string, never>> = (state, input, context) => {
  const name = busOf(state, input.Name, context);
  if (name === DEFAULT_BUS) return validation("Cannot delete event bus default.");
  if (isAwsError(name)) return { output: {}, changes: [] };
  if (rulesOf(state, name).length > 0) return validation(`Event bus ${name} cannot be deleted since it has rules.`);
  return { output: {}, changes: [{ table: "events.buses", key: name, value: null }] };
};

function shown(name: string, record: BusRecord | undefined, place: Parameters<typeof busArn>[0]): DescribeEventBusResponse {
  return {
    Name: name,
    Arn: busArn(place, name),
    ...(record && { CreationTime: new Date(record.createdAt), LastModifiedTime: new Date(record.createdAt) }),
    ...(record && record.description !== "" && { Description: record.description }),
  };
}
