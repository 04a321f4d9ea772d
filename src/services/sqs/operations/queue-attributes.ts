import type { GetQueueAttributesRequest, GetQueueAttributesResult, SetQueueAttributesRequest } from "@aws-sdk/client-sqs";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { messagesOf } from "../messages.ts";
import { NUMBER_ATTRIBUTES } from "../queue-attributes.ts";
import { queueArn, queueOfUrl } from "../queue-reference.ts";
import { checkedAttributes } from "../queue-settings.ts";

/** SetQueueAttributes. An empty RedrivePolicy or Policy takes it away. */
export const setQueueAttributes: Operation<SetQueueAttributesRequest, Record<string, never>> = (state, input, context) => {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return queue;
  const given = checkedAttributes(state, input.Attributes ?? {}, context);
  if (isAwsError(given)) return given;
  const attributes = Object.fromEntries(Object.entries({ ...queue.attributes, ...given }).filter(([, value]) => value !== ""));
  return { output: {}, changes: [{ table: "sqs.queues", key: queue.name, value: { ...queue, attributes, lastModified: context.now } }] };
};

/** GetQueueAttributes; the counts are exact here, where AWS's are approximate. */
export const getQueueAttributes: Operation<GetQueueAttributesRequest, GetQueueAttributesResult> = (state, input, context) => {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return queue;
  const counts = { visible: 0, hidden: 0, delayed: 0 };
  for (const message of messagesOf(state, queue, context.now)) {
    counts[message.visibleAt <= context.now ? "visible" : message.receiveCount === 0 || message.receiptHandle === null ? "delayed" : "hidden"]++;
  }
  const all: Record<string, string> = {
    QueueArn: queueArn(context, queue.name),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.lastModified / 1000)),
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.hidden),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    ...Object.fromEntries(Object.entries(NUMBER_ATTRIBUTES).map(([name, [byDefault]]) => [name, String(byDefault)])),
    SqsManagedSseEnabled: "true",
    ...queue.attributes,
  };
  const names: readonly string[] = input.AttributeNames ?? [];
  if (names.includes("All")) return { output: { Attributes: all }, changes: [] };
  const unknown = names.find((name) => !KNOWN.has(name));
  if (unknown !== undefined) return awsError("InvalidAttributeName", `Unknown Attribute ${unknown}.`);
  const asked = Object.fromEntries(names.filter((name) => Object.hasOwn(all, name)).map((name) => [name, all[name]!]));
  return { output: names.length > 0 ? { Attributes: asked } : {}, changes: [] };
};

const KNOWN = new Set([
  ...Object.keys(NUMBER_ATTRIBUTES), "QueueArn", "CreatedTimestamp", "LastModifiedTimestamp", "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed", "Policy", "RedrivePolicy", "RedriveAllowPolicy",
  "SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit",
]);
