import type { DeleteQueueRequest, PurgeQueueRequest } from "@aws-sdk/client-sqs";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import type { Change, State } from "../../tables.ts";
import { queueOfUrl } from "../queue-reference.ts";

function allMessages(state: State, queue: string): Change[] {
  return [...state["sqs.messages"]].filter(([, message]) => message.queue === queue).map(([key]) => ({ table: "sqs.messages", key, value: null }));
}

/** DeleteQueue, with its messages. Gone at once; AWS takes up to a minute, and as long before the name may be used again. */
export const deleteQueue: Operation<DeleteQueueRequest, Record<string, never>> = (state, input) => {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return queue;
  return { output: {}, changes: [{ table: "sqs.queues", key: queue.name, value: null }, ...allMessages(state, queue.name)] };
};

/** PurgeQueue: forgets all messages, at once; once a minute, as at AWS. */
export const purgeQueue: Operation<PurgeQueueRequest, Record<string, never>> = (state, input, { now }) => {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return queue;
  if (queue.purgedAt !== null && now - queue.purgedAt < 60_000) {
    return awsError("PurgeQueueInProgress", `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`);
  }
  return { output: {}, changes: [{ table: "sqs.queues", key: queue.name, value: { ...queue, purgedAt: now } }, ...allMessages(state, queue.name)] };
};
