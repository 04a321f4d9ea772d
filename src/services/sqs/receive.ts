import type { OperationContext } from "../operation.ts";
import type { Change, State } from "../tables.ts";
import { isExpired, messageKey, messagesOf } from "./messages.ts";
import { queueNumber, redrivePolicy } from "./queue-attributes.ts";
import { queueArn, queueOfArn } from "./queue-reference.ts";
import type { MessageRecord, QueueRecord } from "./records.ts";

/** What a receive takes. */
export interface ReceiveOptions {
  /** At most this many; SQS's own operation takes 1..10, an event source mapping up to 10,000. */
  readonly max: number;
  /** Hidden for this long; else the queue's own time-out. */
  readonly visibilityTimeoutSeconds?: number;
}

/** What was received, as it is kept now, and the changes that hide it. */
export interface Received {
  readonly messages: readonly MessageRecord[];
  readonly changes: readonly Change[];
}

/**
 * Receives from a queue, oldest first: what is visible at `now` is hidden for the visibility time-out, counts one
 * more receive and gets a new receipt handle. What was received `maxReceiveCount` times already moves to the
 * queue's dead-letter queue instead, under its id and its sent timestamp. Expired messages are swept.
 */
export function receiveMessages(
  state: State,
  queue: QueueRecord,
  options: ReceiveOptions,
  context: Pick<OperationContext, "now" | "newId" | "accountId" | "region">,
): Received {
  const { now } = context;
  const changes: Change[] = [];
  const messages: MessageRecord[] = [];
  for (const message of state["sqs.messages"].values()) {
    if (message.queue === queue.name && isExpired(message, queue, now)) changes.push({ table: "sqs.messages", key: messageKey(queue.name, message.id), value: null });
  }
  const hiddenMs = 1000 * (options.visibilityTimeoutSeconds ?? queueNumber(queue, "VisibilityTimeout"));
  const redrive = redrivePolicy(queue.attributes["RedrivePolicy"]);
  const deadLetterQueue = redrive ? queueOfArn(state, redrive.deadLetterTargetArn, context) : undefined;
  for (const message of messagesOf(state, queue, now)) {
    if (messages.length >= options.max) break;
    if (message.visibleAt > now) continue;
    const key = messageKey(queue.name, message.id);
    if (redrive && deadLetterQueue && deadLetterQueue.name !== queue.name && message.receiveCount >= redrive.maxReceiveCount) {
      changes.push(
        { table: "sqs.messages", key, value: null },
        {
          table: "sqs.messages",
          key: messageKey(deadLetterQueue.name, message.id),
          value: { ...message, queue: deadLetterQueue.name, visibleAt: now, receiptHandle: null, redrivenFrom: queueArn(context, queue.name) },
        },
      );
      continue;
    }
    const received: MessageRecord = {
      ...message,
      visibleAt: now + hiddenMs,
      receiveCount: message.receiveCount + 1,
      firstReceivedAt: message.firstReceivedAt ?? now,
      receiptHandle: `${context.newId()}#${message.id}`,
    };
    messages.push(received);
    changes.push({ table: "sqs.messages", key, value: received });
  }
  return { messages, changes };
}

/** Deletes received messages by their ids: what an event source mapping does with those that were processed. */
export function deleteMessages(state: State, queueName: string, ids: readonly string[]): Change[] {
  return ids
    .map((id) => messageKey(queueName, id))
    .filter((key) => state["sqs.messages"].has(key))
    .map((key) => ({ table: "sqs.messages", key, value: null }));
}

/** The message of a receipt handle, if that is still its newest one. */
export function messageOfHandle(state: State, queueName: string, handle: string): MessageRecord | undefined {
  const message = state["sqs.messages"].get(messageKey(queueName, handle.slice(handle.indexOf("#") + 1)));
  return message?.receiptHandle === handle ? message : undefined;
}
