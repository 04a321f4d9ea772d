import type { Tag } from "@aws-sdk/client-elastic-load-balancing-v2";
import { type AwsError, awsError } from "../aws-error.ts";
import type { Tags } from "./records.ts";

/** Tags that one resource may carry. */
const MAX_TAGS = 50;

/** What a resource carries after tags were added. */
export function withTags(old: Tags, added: readonly Tag[] | undefined): Tags | AwsError {
  const keys = (added ?? []).map(({ Key = "" }) => Key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) return awsError("DuplicateTagKeysException", `Tag key was specified more than once: ${twice}`);
  const tags = Object.fromEntries([...Object.entries(old), ...(added ?? []).map(({ Key = "", Value = "" }) => [Key, Value] as const)]);
  return Object.keys(tags).length > MAX_TAGS ? awsError("TooManyTagsException", `A resource carries at most ${MAX_TAGS} tags`) : tags;
}

/** As the API shows them. */
export function tagList(tags: Tags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
