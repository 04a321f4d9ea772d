import { ENVIRONMENT_KEY_PATTERN, environmentBytes, isReservedVariable, LAMBDA_VARIABLES, MAX_ENVIRONMENT_BYTES } from "#services/lambda/configuration/environment-variables.ts";

/** One row of the form. */
export interface VariableRow {
  readonly key: string;
  readonly value: string;
}

/** The form's rows of a function's variables, in the order of their keys. */
export function rowsOf(variables: Readonly<Record<string, string>> | undefined): VariableRow[] {
  return Object.entries(variables ?? {})
    .map(([key, value]) => ({ key, value }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** The map that the rows stand for. Rows without key and value count as not there. */
export function variablesOf(rows: readonly VariableRow[]): Record<string, string> {
  return Object.fromEntries(rows.filter(({ key, value }) => key !== "" || value !== "").map(({ key, value }) => [key, value]));
}

/** What is wrong with a row's key, naming the rule and the way out; undefined for a good one. */
export function keyProblem(rows: readonly VariableRow[], index: number): string | undefined {
  const { key, value } = rows[index]!;
  if (key === "") return value === "" ? undefined : "A value needs a key.";
  if (isReservedVariable(key)) return `${key} is reserved: Lambda sets it itself. Choose another key.`;
  if (key.length < 2) return "A key has at least two characters.";
  if (!/^[a-zA-Z]/.test(key)) return "A key starts with a letter.";
  if (!ENVIRONMENT_KEY_PATTERN.test(key)) return "A key takes letters, digits and underscores only.";
  if (rows.findIndex((row) => row.key === key) < index) return `${key} stands above already. Each key can be used once.`;
  return undefined;
}

/** A word of caution on a key that is allowed; undefined where there is none. */
export function keyCaution({ key }: VariableRow): string | undefined {
  const known = LAMBDA_VARIABLES.find((variable) => variable.key === key && !variable.reserved);
  return known && `Lambda sets ${key} too (${known.meaning.charAt(0).toLowerCase()}${known.meaning.slice(1)}); yours replaces it.`;
}

/** How much of the 4 KB the rows take, measured as AWS does. */
export function environmentSize(rows: readonly VariableRow[]): { readonly bytes: number; readonly limit: number; readonly tooLarge: boolean } {
  const variables = variablesOf(rows);
  // The map itself is 2 bytes of JSON; nothing set takes nothing.
  const bytes = Object.keys(variables).length === 0 ? 0 : environmentBytes(variables);
  return { bytes, limit: MAX_ENVIRONMENT_BYTES, tooLarge: bytes > MAX_ENVIRONMENT_BYTES };
}

/** Whether the rows can be saved. */
export function rowsAreValid(rows: readonly VariableRow[]): boolean {
  return !environmentSize(rows).tooLarge && rows.every((_row, index) => keyProblem(rows, index) === undefined);
}
