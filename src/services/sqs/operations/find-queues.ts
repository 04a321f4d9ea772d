import type {
  GetQueueUrlRequest, GetQueueUrlResult, ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResult, ListQueuesRequest, ListQueuesResult,
} from "@aws-sdk/client-sqs";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import { redrivePolicy } from "../queue-attributes.ts";
import { QUEUE_DOES_NOT_EXIST, queueArn, queueOfUrl, queueUrl } from "../queue-reference.ts";

/** GetQueueUrl by name. */
export const getQueueUrl: Operation<GetQueueUrlRequest, GetQueueUrlResult> = (state, input, context) => {
  const name = input.QueueName ?? "";
  if (!state["sqs.queues"].has(name)) return QUEUE_DOES_NOT_EXIST;
  return { output: { QueueUrl: queueUrl(context, name) }, changes: [] };
};

/** ListQueues by name; 1,000 a page. */
export const listQueues: Operation<ListQueuesRequest, ListQueuesResult> = (state, input, context) => {
  const names = [...state["sqs.queues"].keys()].filter((name) => name.startsWith(input.QueueNamePrefix ?? "")).toSorted(compareNames);
  const result = page(names, (name) => name, (name, last) => name > last, input.NextToken, input.MaxResults ?? 1000);
  if (isAwsError(result)) return result;
  return {
    output: { QueueUrls: result.items.map((name) => queueUrl(context, name)), ...(result.next !== undefined && { NextToken: result.next }) },
    changes: [],
  };
};

/** ListDeadLetterSourceQueues: whose redrive leads here. */
export const listDeadLetterSourceQueues: Operation<ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResult> = (state, input, context) => {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return queue;
  const arn = queueArn(context, queue.name);
  const sources = [...state["sqs.queues"].values()].filter(({ attributes }) => redrivePolicy(attributes["RedrivePolicy"])?.deadLetterTargetArn === arn);
  return { output: { queueUrls: sources.map(({ name }) => queueUrl(context, name)).toSorted(compareNames) }, changes: [] };
};
