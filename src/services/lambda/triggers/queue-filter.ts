import type { FilterCriteria } from "@aws-sdk/client-lambda";
import type { AwsError } from "../../aws-error.ts";
import { fieldOf, type FilterPattern, matchesField, parseFilterPattern } from "./event-filter.ts";
import { invalidParameter } from "../errors.ts";

/** Filters of one event source mapping; AWS raises it to 10 on request. */
const MOST_FILTERS = 5;

/** The patterns that a mapping has after a request: those given, checked; the old ones where none are given. An empty list takes all away. */
export function filtersAfter(criteria: FilterCriteria | undefined, old: readonly string[]): readonly string[] | AwsError {
  if (criteria === undefined) return old;
  const patterns = (criteria.Filters ?? []).map(({ Pattern = "" }) => Pattern);
  // AWS's own sentence about too many is not known; this one is ours.
  if (patterns.length > MOST_FILTERS) return invalidParameter(`An event source mapping has at most ${MOST_FILTERS} filters; ${patterns.length} were given.`);
  return patterns.every((pattern) => parseFilterPattern(pattern) !== null) ? patterns : invalidParameter("Invalid filter pattern definition.");
}

/** Whether a queue's record, as the function would get it, passes one of a mapping's filters at least. */
export function passesFilters(filters: readonly FilterPattern[], record: { readonly body: string }): boolean {
  const body = bodyOf(record.body);
  return filters.some((pattern) => matchesRecord(pattern, record, body));
}

/** A message's body: JSON (an object or a list), or a plain text. */
type Body = { readonly isJson: true; readonly value: object } | { readonly isJson: false; readonly value: string };

/** A number or a word alone is JSON too, but what it stands for is a text (our choice; AWS's is not known). */
function bodyOf(text: string): Body {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return { isJson: true, value };
  } catch {
    // A plain text.
  }
  return { isJson: false, value: text };
}

/**
 * The body is matched as JSON by a pattern for an object, and as a text by a list of rules; a body of the other form is
 * dropped (Developer Guide, "Using event filtering with an Amazon SQS event source").
 */
function matchesRecord({ fields, alternatives }: FilterPattern, record: object, body: Body): boolean {
  return (
    fields.every(({ name, of }) => (name === "body" ? "inside" in of === body.isJson && matchesField(of, body.value) : matchesField(of, fieldOf(record, name)))) &&
    alternatives.every((group) => group.some((one) => matchesRecord(one, record, body)))
  );
}
