import type { Change, State, TableName } from "../../tables.ts";

const BY_QUALIFIER = ["lambda.provisioned", "lambda.event-invoke-configs", "lambda.policies"] as const satisfies readonly TableName[];

/** What goes with a version or an alias: its provisioned concurrency, its asynchronous settings, its policy. */
export function dependentsOfQualifier(state: State, name: string, qualifier: string): Change[] {
  const key = `${name}:${qualifier}`;
  return BY_QUALIFIER.filter((table) => state[table].has(key)).map((table): Change => ({ table, key, value: null }));
}

/** Provisioned concurrency of an alias that left a version may still be there until its new ones are ready: it goes with the version. */
export function withoutServing(state: State, name: string, version: string): Change[] {
  const changes: Change[] = [];
  for (const [key, record] of state["lambda.provisioned"]) {
    if (record.functionName !== name || record.qualifier === version || !Object.hasOwn(record.serving, version)) continue;
    const { [version]: _, ...serving } = record.serving;
    changes.push({ table: "lambda.provisioned", key, value: { ...record, serving } });
  }
  return changes;
}

/** What goes with a whole function. Its mappings stay, as at AWS, and so do its queued events, which then end. */
export function dependentsOfFunction(state: State, name: string): Change[] {
  const changes: Change[] = [];
  for (const table of [...BY_QUALIFIER, "lambda.concurrency", "lambda.recursion"] as const) {
    for (const [key, record] of state[table]) if (record.functionName === name) changes.push({ table, key, value: null });
  }
  return changes;
}
