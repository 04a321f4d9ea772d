import type { Operation } from "../operation.ts";
import { createQueue } from "./operations/create-queue.ts";
import { changeMessageVisibility, changeMessageVisibilityBatch, deleteMessage, deleteMessageBatch } from "./operations/delete-message.ts";
import { deleteQueue, purgeQueue } from "./operations/delete-queue.ts";
import { getQueueUrl, listDeadLetterSourceQueues, listQueues } from "./operations/find-queues.ts";
import { getQueueAttributes, setQueueAttributes } from "./operations/queue-attributes.ts";
import { receiveMessage } from "./operations/receive-message.ts";
import { sendMessage, sendMessageBatch } from "./operations/send-message.ts";

/** SQS, standard queues. Names as in the service model. */
export const SQS_OPERATIONS = {
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  CreateQueue: createQueue,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  DeleteQueue: deleteQueue,
  GetQueueAttributes: getQueueAttributes,
  GetQueueUrl: getQueueUrl,
  ListDeadLetterSourceQueues: listDeadLetterSourceQueues,
  ListQueues: listQueues,
  PurgeQueue: purgeQueue,
  ReceiveMessage: receiveMessage,
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  SetQueueAttributes: setQueueAttributes,
} satisfies Record<string, Operation<never, unknown>>;
