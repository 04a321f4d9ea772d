import { ChangeMessageVisibilityBatchCommand, ReceiveMessageCommand, type Message, type SQSClient } from "@aws-sdk/client-sqs";

/** Messages that one look at a queue shows at most. */
export const MAX_MESSAGES = 100;
/** How long a look hides what it read, should giving it back fail. Seconds. */
const HIDDEN_SECONDS = 30;

/**
 * Reads what is visible in a queue: receives until nothing new comes, then makes it visible again. SQS has no way to look without receiving,
 * so each look counts as a receive (and may set off the queue's redrive), as in AWS's console.
 */
export async function pollMessages(client: SQSClient, url: string, signal?: AbortSignal): Promise<Message[]> {
  const found = new Map<string, Message>();
  while (found.size < MAX_MESSAGES) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: HIDDEN_SECONDS, WaitTimeSeconds: 0, MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] }),
      signal ? { abortSignal: signal } : {},
    );
    const fresh = Messages.filter(({ MessageId = "" }) => !found.has(MessageId));
    // A receipt handle is good until the next receive: the newest counts.
    for (const message of Messages) found.set(message.MessageId ?? "", message);
    if (fresh.length === 0) break;
  }
  const messages = [...found.values()];
  for (let start = 0; start < messages.length; start += 10) {
    const entries = messages.slice(start, start + 10).map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries: entries }));
  }
  return messages;
}

/** JSON with two spaces of indent; other text as it is. */
export function readableBody(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    // Parsing would round long numbers: such text stays as it came.
    return typeof value === "object" && value !== null && !/\d{16}/.test(body) ? JSON.stringify(value, null, 2) : body;
  } catch {
    return body;
  }
}

/** What a message is: an event that a function failed on, a record for a destination, a topic's notification, an event of a bus; or just a message. */
export function messageKind({ Body = "", MessageAttributes = {} }: Message): string {
  if (MessageAttributes["RequestID"] && MessageAttributes["ErrorCode"]) return "Dead-lettered event";
  let value: unknown;
  try {
    value = JSON.parse(Body);
  } catch {
    return "Message";
  }
  if (typeof value !== "object" || value === null) return "Message";
  if ("requestContext" in value && "requestPayload" in value) return "Destination record";
  if ("Type" in value && value.Type === "Notification" && "TopicArn" in value) return "Notification of a topic";
  if ("detail-type" in value && "source" in value && "detail" in value) return "Event of EventBridge";
  return "Message";
}
