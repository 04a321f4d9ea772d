import type { UntagResourceRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { taggedResource } from "./tagged-resource.ts";

/** UntagResource: takes tags away by key; a key that is not there is no error. */
export const untagResource: Operation<UntagResourceRequest, Record<string, never>> = (state, input, context) => {
  const tagged = taggedResource(state, input.Resource, context, "UntagResource");
  if (isAwsError(tagged)) return tagged;
  const gone = new Set(input.TagKeys);
  const kept = Object.entries(tagged.tags).filter(([key]) => !gone.has(key));
  return { output: {}, changes: kept.length === Object.keys(tagged.tags).length ? [] : tagged.put(Object.fromEntries(kept)) };
};
