import type { AwsError } from "../../aws-error.ts";
import { invalidParameter } from "../errors.ts";

/** Tags that one resource may carry. */
export const MAX_TAGS = 50;

/** The error for a full set of tags, or null. */
export function checkTags(tags: Readonly<Record<string, string>>): AwsError | null {
  return Object.keys(tags).length > MAX_TAGS ? invalidParameter("Number of tags exceeds resource tag limit.") : null;
}
