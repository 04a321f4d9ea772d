import { type AwsError, isAwsError } from "../aws-error.ts";
import { compareNames, page } from "../pagination.ts";
import { validationError } from "./errors.ts";

/** Items a page of a Describe operation, where the caller does not say; also the most that it may say. */
const PAGE = 400;

/** Cuts a page out of records, in order of their ARNs. */
export function pageOf<Record extends { readonly arn: string }>(
  records: readonly Record[],
  { Marker, PageSize = PAGE }: { readonly Marker?: string | undefined; readonly PageSize?: number | undefined },
): { readonly items: Record[]; readonly next: string | undefined } | AwsError {
  if (!Number.isInteger(PageSize) || PageSize < 1 || PageSize > PAGE) return validationError(`Page size must be between 1 and ${PAGE}`);
  const ordered = records.toSorted((left, right) => compareNames(left.arn, right.arn));
  const result = page(ordered, ({ arn }) => arn, ({ arn }, last) => arn > last, Marker, PageSize);
  return isAwsError(result) ? validationError("Invalid pagination marker") : result;
}

/** The records of the given ARNs (or names), in that order and each once; the first that is not there is refused. */
export function named<Record>(keys: readonly string[], find: (key: string) => Record | AwsError): Record[] | AwsError {
  const found = new Set<Record>();
  for (const key of keys) {
    const record = find(key);
    if (isAwsError(record)) return record;
    found.add(record);
  }
  return [...found];
}
