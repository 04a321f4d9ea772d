import { parseFilterPattern } from "#services/lambda/triggers/event-filter.ts";

/** A pattern to begin with. */
export const EXAMPLE_PATTERN = '{"body": {"kind": ["order"], "total": [{"numeric": [">", 100]}]}}';

/** Why a text is no filter pattern; undefined where it is one, or where there is none. */
export function filterProblem(text: string): string | undefined {
  if (text.trim() === "" || parseFilterPattern(text.trim()) !== null) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return `This is not JSON yet. For example: ${EXAMPLE_PATTERN}`;
  }
  return `A pattern names fields, each with a list of values or rules (prefix, suffix, anything-but, equals-ignore-case, numeric, exists), and $or with a list of patterns; 4,096 characters at most. For example: ${EXAMPLE_PATTERN}`;
}
