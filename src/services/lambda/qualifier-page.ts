import type { AwsError } from "../aws-error.ts";
import { compareNames, type Page, page } from "../pagination.ts";

/** The model allows no larger page of configurations by qualifier. */
const LARGEST_PAGE = 50;

/** One page of what one function has set by version or alias, in the order of the qualifiers. */
export function qualifierPage<Item extends { readonly functionName: string; readonly qualifier: string }>(
  records: Iterable<Item>,
  functionName: string,
  input: { readonly Marker?: string | undefined; readonly MaxItems?: number | undefined },
): Page<Item> | AwsError {
  return page(
    [...records].filter((record) => record.functionName === functionName).toSorted((left, right) => compareNames(left.qualifier, right.qualifier)),
    (record) => record.qualifier,
    (record, marker) => record.qualifier > marker,
    input.Marker,
    Math.min(input.MaxItems ?? LARGEST_PAGE, LARGEST_PAGE),
  );
}
