import { type AwsError, isAwsError } from "../aws-error.ts";
import type { OperationContext } from "../operation.ts";
import type { State } from "../tables.ts";
import { noBus, noRule, validation } from "./errors.ts";
import type { RuleRecord } from "./records.ts";

type Place = Pick<OperationContext, "accountId" | "region">;

/** The bus that every account has. */
export const DEFAULT_BUS = "default";

/** `arn:aws:events:<region>:<account>:event-bus/<name>`. */
export const busArn = (place: Place, name: string): string => `arn:aws:events:${place.region}:${place.accountId}:event-bus/${name}`;

/** ARN of a rule; that of the default bus leaves the bus out. */
export function ruleArn(place: Place, { bus, name }: Pick<RuleRecord, "bus" | "name">): string {
  return `arn:aws:events:${place.region}:${place.accountId}:rule/${bus === DEFAULT_BUS ? "" : `${bus}/`}${name}`;
}

/** Key of a row of `events.rules`. */
export const ruleKey = (bus: string, name: string): string => `${bus}|${name}`;

/** The name of a bus of this account and Region that is given by name or ARN; absent: the default bus. An error where it is not there. */
export function busOf(state: State, nameOrArn: string | undefined, place: Place): string | AwsError {
  const given = nameOrArn ?? DEFAULT_BUS;
  const prefix = busArn(place, "");
  const name = given.startsWith(prefix) ? given.slice(prefix.length) : given;
  return name === DEFAULT_BUS || state["events.buses"].has(name) ? name : noBus(name);
}

/** The rule of a bus, or the error that says which of the two is not there. */
export function findRule(state: State, name: string | undefined, nameOrArn: string | undefined, place: Place): RuleRecord | AwsError {
  const bus = busOf(state, nameOrArn, place);
  if (isAwsError(bus)) return bus;
  if (name === undefined) return validation("Parameter Rule is required.");
  return state["events.rules"].get(ruleKey(bus, name)) ?? noRule(name, bus);
}

/** The rules of a bus. */
export function rulesOf(state: State, bus: string): RuleRecord[] {
  return [...state["events.rules"].values()].filter((rule) => rule.bus === bus);
}
