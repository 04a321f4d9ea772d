import type { State } from "../tables.ts";
import { queueNumber } from "./queue-attributes.ts";
import type { MessageRecord, QueueRecord } from "./records.ts";

/** Key of a row of `sqs.messages`. */
export const messageKey = (queue: string, id: string): string => `${queue}|${id}`;

/** Whether the retention period of a message is over. It is gone then, though its row may wait to be swept. */
export function isExpired(message: MessageRecord, queue: QueueRecord, now: number): boolean {
  return message.sentAt + 1000 * queueNumber(queue, "MessageRetentionPeriod") <= now;
}

/** The messages of a queue that are not expired, oldest first. */
export function messagesOf(state: State, queue: QueueRecord, now: number): MessageRecord[] {
  const found: MessageRecord[] = [];
  for (const message of state["sqs.messages"].values()) {
    if (message.queue === queue.name && !isExpired(message, queue, now)) found.push(message);
  }
  return found.toSorted((left, right) => left.sentAt - right.sentAt);
}

/**
 * When the next message of a queue can be received: `now` if one can be at once, a later instant, or null where none is
 * there. Times in epoch ms. For whoever polls.
 */
export function nextVisibleAt(state: State, queueName: string, now: number): number | null {
  const queue = state["sqs.queues"].get(queueName);
  if (!queue) return null;
  let next: number | null = null;
  for (const message of state["sqs.messages"].values()) {
    if (message.queue !== queueName || isExpired(message, queue, now)) continue;
    if (message.visibleAt <= now) return now;
    if (next === null || message.visibleAt < next) next = message.visibleAt;
  }
  return next;
}
