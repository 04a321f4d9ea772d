import { MAX_TAGS } from "#services/lambda/configuration/tag-rules.ts";

export interface TagRow {
  readonly key: string;
  readonly value: string;
}

const MAX_KEY = 128;
const MAX_VALUE = 256;

/** What is wrong with a tag's key; undefined for a good one. Source: AWS's tagging rules, the same for all services. */
export function tagKeyProblem(rows: readonly TagRow[], index: number): string | undefined {
  const { key, value } = rows[index]!;
  if (key === "") return value === "" ? undefined : "A value needs a key.";
  if (/^aws:/i.test(key)) return "Keys that start with aws: are AWS's own. Choose another key.";
  if (key.length > MAX_KEY) return `A key takes ${MAX_KEY} characters at most; this one has ${key.length}.`;
  if (rows.findIndex((row) => row.key === key) < index) return `${key} stands above already. Each key can be used once.`;
  return undefined;
}

/** What is wrong with a tag's value; undefined for a good one. */
export function tagValueProblem({ value }: TagRow): string | undefined {
  return value.length > MAX_VALUE ? `A value takes ${MAX_VALUE} characters at most; this one has ${value.length}.` : undefined;
}

/** How many tags the rows are, and whether that is too many. */
export function tagCount(rows: readonly TagRow[]): { readonly count: number; readonly limit: number; readonly tooMany: boolean } {
  const count = rows.filter(({ key, value }) => key !== "" || value !== "").length;
  return { count, limit: MAX_TAGS, tooMany: count > MAX_TAGS };
}

/** What TagResource and UntagResource must be told, to get from the old tags to the rows. */
export function tagChange(old: Readonly<Record<string, string>>, rows: readonly TagRow[]): { readonly put: Record<string, string>; readonly remove: string[] } {
  const wanted = new Map(rows.filter(({ key }) => key !== "").map(({ key, value }) => [key, value]));
  return {
    put: Object.fromEntries([...wanted].filter(([key, value]) => !Object.hasOwn(old, key) || old[key] !== value)),
    remove: Object.keys(old).filter((key) => !wanted.has(key)),
  };
}
