import type { ListTagsRequest, ListTagsResponse } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { taggedFunction } from "../tags.ts";

/** ListTags of a function. */
export const listTags: Operation<ListTagsRequest, ListTagsResponse> = (state, input, context) => {
  const record = taggedFunction(state, input.Resource, context, "ListTags");
  return isAwsError(record) ? record : { output: { Tags: { ...record.tags } }, changes: [] };
};
