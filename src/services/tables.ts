import type { AliasRecord, FunctionRecord, VersionCounter, VersionRecord } from "./lambda/records.ts";
import type { LogEventsRecord, LogGroupRecord, LogStreamRecord } from "./logs/records.ts";

/**
 * Everything that one account keeps in one Region, as named tables of plain records (structured-clonable, no methods).
 * A key is unique within its table and says what the record is; see each record type for its form.
 */
export interface Tables {
  "lambda.functions": FunctionRecord;
  "lambda.versions": VersionRecord;
  "lambda.aliases": AliasRecord;
  "lambda.version-counters": VersionCounter;
  "logs.groups": LogGroupRecord;
  "logs.streams": LogStreamRecord;
  "logs.events": LogEventsRecord;
}

export type TableName = keyof Tables;

/** The names of all tables, for whoever loads or walks them. */
export const TABLE_NAMES = [
  "lambda.functions",
  "lambda.versions",
  "lambda.aliases",
  "lambda.version-counters",
  "logs.groups",
  "logs.streams",
  "logs.events",
] as const satisfies readonly TableName[];

/** One account in one Region, as the rules read it. */
export type State = { readonly [T in TableName]: ReadonlyMap<string, Tables[T]> };

/** What a command changes: a record put, or (value `null`) removed. Committed before the command's answer is sent. */
export type Change = {
  [T in TableName]: { readonly table: T; readonly key: string; readonly value: Tables[T] | null };
}[TableName];
