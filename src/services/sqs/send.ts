import { type AwsError, awsError } from "../aws-error.ts";
import { utf8Length } from "../bytes.ts";
import type { OperationContext } from "../operation.ts";
import type { Change, State } from "../tables.ts";
import { attributesDigest, bodyDigest, messageSize } from "./digests.ts";
import { messageKey } from "./messages.ts";
import { queueNumber } from "./queue-attributes.ts";
import { QUEUE_DOES_NOT_EXIST, queueOfArn } from "./queue-reference.ts";
import type { MessageAttributes, QueueRecord } from "./records.ts";

/** What a message may carry beside body and attributes. */
export interface SendOptions {
  /** 0..900; else the queue's own delay. */
  readonly delaySeconds?: number;
  /** Invocations before it in its chain (recursion detection). */
  readonly depth?: number;
  readonly traceHeader?: string;
}

type SendContext = Pick<OperationContext, "now" | "newId" | "accountId" | "region">;

/** A message that was taken in: its id, its digests, and the changes that keep it. */
export interface Sent {
  readonly messageId: string;
  readonly md5OfBody: string;
  readonly md5OfAttributes: string | undefined;
  readonly changes: readonly Change[];
}

/**
 * Sends a message to a queue by its ARN: how other services (dead-letter queues, destinations, topics, notifications)
 * send. The changes are to be committed with whatever caused it. QueueDoesNotExist where the queue is not there.
 */
export function sendMessage(
  state: State,
  queueArn: string,
  body: string,
  attributes: MessageAttributes,
  context: SendContext,
  options: SendOptions = {},
): Sent | AwsError {
  const queue = queueOfArn(state, queueArn, context);
  return queue ? sendToQueue(queue, body, attributes, context, options) : QUEUE_DOES_NOT_EXIST;
}

/** As {@link sendMessage}, where the queue is known. Checks what SQS checks: characters, size, attributes. */
export function sendToQueue(queue: QueueRecord, body: string, attributes: MessageAttributes, context: SendContext, options: SendOptions = {}): Sent | AwsError {
  const refusal = refusalOf(queue, body, attributes, options);
  if (refusal) return refusal;
  const id = context.newId();
  const delaySeconds = options.delaySeconds ?? queueNumber(queue, "DelaySeconds");
  return {
    messageId: id,
    md5OfBody: bodyDigest(body),
    md5OfAttributes: attributesDigest(attributes),
    changes: [
      {
        table: "sqs.messages",
        key: messageKey(queue.name, id),
        value: {
          queue: queue.name,
          id,
          body,
          attributes,
          ...(options.traceHeader !== undefined && { traceHeader: options.traceHeader }),
          sentAt: context.now,
          senderId: context.accountId,
          visibleAt: context.now + 1000 * delaySeconds,
          receiveCount: 0,
          firstReceivedAt: null,
          receiptHandle: null,
          depth: options.depth ?? 0,
        },
      },
    ],
  };
}

const invalid = (message: string): AwsError => awsError("InvalidParameterValueException", message);

// What XML 1.0 cannot hold; SQS keeps to it whatever the protocol.
// oxlint-disable-next-line no-control-regex -- they are what is being refused
const UNSENDABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function refusalOf(queue: QueueRecord, body: string, attributes: MessageAttributes, { delaySeconds }: SendOptions): AwsError | undefined {
  if (body === "") return awsError("MissingParameter", "The request must contain the parameter MessageBody.");
  if (UNSENDABLE.test(body)) return awsError("InvalidMessageContents", "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
  if (delaySeconds !== undefined && (delaySeconds < 0 || delaySeconds > 900)) {
    return invalid(`Value ${delaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`);
  }
  if (Object.keys(attributes).length > 10) return invalid(`Number of message attributes [${Object.keys(attributes).length}] exceeds the allowed maximum [10].`);
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes)) {
    const kind = /^(String|Number|Binary)(\..+)?$/.exec(DataType)?.[1];
    if (!kind) return invalid(`The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`);
    if ((kind === "Binary" ? BinaryValue?.length : StringValue?.length) === undefined || (kind === "Binary" ? BinaryValue!.length : StringValue!.length) === 0) {
      return invalid(`The message attribute '${name}' must contain a non-empty message attribute value for message attribute type '${DataType}'.`);
    }
    if (kind === "Number" && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(StringValue!)) {
      return invalid(`Can't cast the value of message attribute '${name}' to a number.`);
    }
  }
  const limit = queueNumber(queue, "MaximumMessageSize");
  if (messageSize(utf8Length(body), attributes) > limit) {
    return invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`);
  }
  return undefined;
}
