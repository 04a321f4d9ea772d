import type { TagResourceRequest } from "@aws-sdk/client-lambda";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { findVersion, LATEST } from "../lookup.ts";
import { checkTags, taggedFunction } from "../tags.ts";
import { refuseUpdating } from "../version-state.ts";

/** TagResource: adds tags to a function, replacing those of the same key. */
export const tagResource: Operation<TagResourceRequest, Record<string, never>> = (state, input, context) => {
  const record = taggedFunction(state, input.Resource, context, "TagResource");
  if (isAwsError(record)) return record;
  const latest = findVersion(state, record.name, LATEST);
  const tags = { ...record.tags, ...input.Tags };
  // While the function is Pending tags may change; only an update in progress holds them.
  const refusal = (latest && refuseUpdating(latest, context, context.now)) ?? checkTags(tags);
  if (refusal) return refusal;
  return { output: {}, changes: [{ table: "lambda.functions", key: record.name, value: { ...record, tags } }] };
};
