import type { Change, State, TableName } from "./tables.ts";

/** The state as it would be after changes: for a rule that decides a second thing on top of a first, in one commit. */
export function applied(state: State, changes: readonly Change[]): State {
  if (changes.length === 0) return state;
  const copies = new Map<TableName, Map<string, unknown>>();
  for (const { table, key, value } of changes) {
    let copy = copies.get(table);
    if (!copy) copies.set(table, (copy = new Map<string, unknown>(state[table])));
    if (value === null) copy.delete(key);
    else copy.set(key, value);
  }
  // Each copy holds what its table held, and changes of that same table.
  return { ...state, ...(Object.fromEntries(copies) as Partial<State>) };
}
