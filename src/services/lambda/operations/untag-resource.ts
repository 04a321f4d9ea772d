import type { UntagResourceRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { taggedFunction } from "../tags.ts";

/** UntagResource: takes tags away by key; a key that is not there is no error. */
export const untagResource: Operation<UntagResourceRequest, Record<string, never>> = (state, input, context) => {
  const record = taggedFunction(state, input.Resource, context, "UntagResource");
  if (isAwsError(record)) return record;
  const gone = new Set(input.TagKeys);
  const tags = Object.fromEntries(Object.entries(record.tags).filter(([key]) => !gone.has(key)));
  return { output: {}, changes: [{ table: "lambda.functions", key: record.name, value: { ...record, tags } }] };
};
