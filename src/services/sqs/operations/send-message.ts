import type {
  MessageAttributeValue, SendMessageBatchRequest, SendMessageBatchResult, SendMessageBatchResultEntry, SendMessageRequest, SendMessageResult,
} from "@aws-sdk/client-sqs";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import { utf8Length } from "../../bytes.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import type { Change } from "../../tables.ts";
import { batchProblem, failedEntry } from "../batch.ts";
import { messageSize } from "../digests.ts";
import { queueOfUrl } from "../queue-reference.ts";
import type { MessageAttributes, QueueRecord } from "../records.ts";
import { type Sent, sendToQueue } from "../send.ts";

type Entry = Pick<SendMessageRequest, "MessageBody" | "DelaySeconds" | "MessageAttributes" | "MessageSystemAttributes" | "MessageGroupId">;

/** SendMessage to a standard queue. */
export const sendMessage: Operation<SendMessageRequest, SendMessageResult> = (state, input, context) => {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return queue;
  const sent = send(queue, input, context);
  if (isAwsError(sent)) return sent;
  return { output: { MessageId: sent.messageId, ...digestsOf(sent) }, changes: sent.changes };
};

/** SendMessageBatch: up to 10, each for itself, together at most 1 MiB. */
export const sendMessageBatch: Operation<SendMessageBatchRequest, SendMessageBatchResult> = (state, input, context) => {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return queue;
  const entries = input.Entries ?? [];
  const problem = batchProblem(entries);
  if (problem) return problem;
  const size = entries.reduce((sum, entry) => sum + messageSize(utf8Length(entry.MessageBody ?? ""), attributesOf(entry.MessageAttributes)), 0);
  if (size > 1_048_576) return awsError("BatchRequestTooLong", `Batch requests cannot be longer than 1048576 bytes. You have sent ${size} bytes.`);
  const Successful: SendMessageBatchResultEntry[] = [];
  const Failed: ReturnType<typeof failedEntry>[] = [];
  const changes: Change[] = [];
  for (const entry of entries) {
    const sent = send(queue, entry, context);
    if (isAwsError(sent)) Failed.push(failedEntry(entry.Id, sent));
    else {
      Successful.push({ Id: entry.Id, MessageId: sent.messageId, ...digestsOf(sent) });
      changes.push(...sent.changes);
    }
  }
  return { output: { Successful, ...(Failed.length > 0 ? { Failed } : {}) } as SendMessageBatchResult, changes };
};

function send(queue: QueueRecord, { MessageBody, DelaySeconds, MessageAttributes, MessageSystemAttributes }: Entry, context: OperationContext): Sent | AwsError {
  const traceHeader = MessageSystemAttributes?.["AWSTraceHeader"]?.StringValue;
  return sendToQueue(queue, MessageBody ?? "", attributesOf(MessageAttributes), context, {
    ...(DelaySeconds !== undefined && { delaySeconds: DelaySeconds }),
    ...(traceHeader !== undefined && { traceHeader }),
  });
}

function attributesOf(given: Record<string, MessageAttributeValue> | undefined): MessageAttributes {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { DataType: DataType ?? "", ...(StringValue !== undefined && { StringValue }), ...(BinaryValue !== undefined && { BinaryValue }) },
    ]),
  );
}

function digestsOf({ md5OfBody, md5OfAttributes }: Sent): { MD5OfMessageBody: string; MD5OfMessageAttributes?: string } {
  return { MD5OfMessageBody: md5OfBody, ...(md5OfAttributes !== undefined && { MD5OfMessageAttributes: md5OfAttributes }) };
}
