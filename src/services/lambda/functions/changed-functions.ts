import type { Change } from "../../tables.ts";
import { LATEST, versionKey } from "../lookup.ts";

/** The functions of whose `$LATEST` changes say something: those that a list of functions would show differently, or no more. */
export function changedFunctions(changes: readonly Change[]): Set<string> {
  const names = new Set<string>();
  const end = versionKey("", LATEST);
  for (const { table, key } of changes) {
    if (table === "lambda.functions") names.add(key);
    else if (table === "lambda.versions" && key.endsWith(end)) names.add(key.slice(0, -end.length));
  }
  return names;
}
