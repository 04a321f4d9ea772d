import type { ListTagsRequest, ListTagsResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { taggedResource } from "./tagged-resource.ts";

/** ListTags of a function or an event source mapping. */
export const listTags: Operation<ListTagsRequest, ListTagsResponse> = (state, input, context) => {
  const tagged = taggedResource(state, input.Resource, context, "ListTags");
  return isAwsError(tagged) ? tagged : { output: { Tags: { ...tagged.tags } }, changes: [] };
};
