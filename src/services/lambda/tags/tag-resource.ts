import type { TagResourceRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { invalidParameter } from "../errors.ts";
import { checkTags } from "../configuration/tag-rules.ts";
import { taggedResource } from "./tagged-resource.ts";

/** TagResource: adds tags to a function or an event source mapping, replacing those of the same key. */
export const tagResource: Operation<TagResourceRequest, Record<string, never>> = (state, input, context) => {
  const tagged = taggedResource(state, input.Resource, context, "TagResource");
  if (isAwsError(tagged)) return tagged;
  if (Object.keys(input.Tags ?? {}).length === 0) return invalidParameter("An error occurred and the request cannot be processed.");
  const tags = { ...tagged.tags, ...input.Tags };
  return tagged.refusal ?? checkTags(tags) ?? { output: {}, changes: tagged.put(tags) };
};
