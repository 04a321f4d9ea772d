import { type AwsError, awsError, isAwsError } from "../aws-error.ts";
import { utf8Length } from "../bytes.ts";
import { matchesObject } from "../lambda/triggers/event-filter.ts";
import type { OperationContext } from "../operation.ts";
import type { Change, State } from "../tables.ts";
import { busOf, rulesOf } from "./buses.ts";
import { deliver } from "./delivery.ts";
import { parseEventPattern } from "./event-pattern.ts";

/** An event before it has an id and its envelope. */
export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  /** JSON text of an object, put in as it is: no number in it changes. */
  readonly detail: string;
  readonly resources: readonly string[];
  /** Epoch ms. */
  readonly time: number;
}

/** Bytes of an event at most (quota of 2026; 256 KB before). */
export const MAX_EVENT_BYTES = 1_048_576;

/** 400: what came is no JSON object. */
export const MALFORMED: AwsError = awsError("MalformedDetail", "Detail is malformed.");

/** The event as everybody gets it: JSON text. */
export function eventText(event: BusEvent, id: string, place: Pick<OperationContext, "accountId" | "region">): string {
  const { source, detailType, detail, resources } = event;
  const time = new Date(event.time).toISOString().replace(/\.\d+Z$/, "Z");
  const head = { version: "0", id, "detail-type": detailType, source, account: place.accountId, time, region: place.region, resources };
  return `${JSON.stringify(head).slice(0, -1)},"detail":${detail}}`;
}

/**
 * Puts an event on a bus (by name or ARN), for any service: its id, and the changes that bring it to the targets of every
 * enabled rule whose pattern it matches. An error where the bus is not there, or the event is too large
 * or not JSON (Python's runtime answers `NaN` as it is).
 */
export function putEvent(
  state: State,
  bus: string | undefined,
  event: BusEvent,
  context: Pick<OperationContext, "now" | "newId" | "accountId" | "region">,
): { readonly id: string; readonly changes: readonly Change[] } | AwsError {
  const name = busOf(state, bus, context);
  if (isAwsError(name)) return name;
  const id = context.newId();
  const text = eventText(event, id, context);
  if (utf8Length(text) > MAX_EVENT_BYTES) return awsError("ValidationException", "Total size of the entries in the request is over the limit.");
  const value = parsed(text);
  if (!value) return MALFORMED;
  const changes: Change[] = [];
  for (const rule of rulesOf(state, name)) {
    const pattern = rule.state === "ENABLED" && rule.eventPattern !== undefined ? parseEventPattern(rule.eventPattern) : null;
    if (pattern && matchesObject(pattern, value)) changes.push(...deliver(state, rule, text, context));
  }
  return { id, changes };
}

function parsed(text: string): object | null {
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}
