import type { MessageRecord } from "./records.ts";

/** What SQS itself tells of a message, as text: as ReceiveMessage and an event source mapping show it. */
export function systemAttributes(message: MessageRecord): Record<string, string> {
  return {
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
    ...(message.traceHeader !== undefined && { AWSTraceHeader: message.traceHeader }),
    ...(message.redrivenFrom !== undefined && { DeadLetterQueueSourceArn: message.redrivenFrom }),
  };
}
