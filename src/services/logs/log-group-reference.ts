import { type AwsError, isAwsError } from "../aws-error.ts";
import type { State } from "../tables.ts";
import { GROUP_NOT_FOUND, invalidParameter } from "./errors.ts";

/** The name of an existing group, given by name or by identifier (a name or the group's ARN). */
export function existingGroup(state: State, name: string | undefined, identifier: string | undefined): string | AwsError {
  const group = name ?? nameIn(identifier);
  if (group === undefined) return invalidParameter("Either logGroupName or logGroupIdentifier must be specified.");
  if (name !== undefined && identifier !== undefined) {
    return invalidParameter("LogGroup name and LogGroup identifier are mutually exclusive parameters.");
  }
  return state["logs.groups"].has(group) ? group : GROUP_NOT_FOUND;
}

function nameIn(identifier: string | undefined): string | undefined {
  return identifier?.replace(/^arn:[^:]*:logs:[^:]*:\d{12}:log-group:/, "").replace(/:\*$/, "");
}

/** The ARN of a group, with the `:*` that AWS ends it with. */
export function groupArn(place: { readonly region: string; readonly accountId: string }, group: string): string {
  return `arn:aws:logs:${place.region}:${place.accountId}:log-group:${group}:*`;
}

/** A cut of a list by an opaque token that holds how many were given before. */
export function cut<Item>(items: readonly Item[], token: string | undefined, limit: number): { items: Item[]; next?: string } | AwsError {
  const start = token === undefined ? 0 : readToken(token);
  if (isAwsError(start)) return start;
  const taken = items.slice(start, start + limit);
  const end = start + taken.length;
  return end < items.length ? { items: taken, next: `t/${end}` } : { items: taken };
}

/** The token of a page that begins `count` items after the one of `token`. */
export function tokenAt(token: string | undefined, count: number): string {
  const start = token === undefined ? 0 : readToken(token);
  return `t/${(isAwsError(start) ? 0 : start) + count}`;
}

function readToken(token: string): number | AwsError {
  const match = /^t\/(\d{1,9})$/.exec(token);
  return match ? Number(match[1]) : invalidParameter("The specified nextToken is invalid.");
}
