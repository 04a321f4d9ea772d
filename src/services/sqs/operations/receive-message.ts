import type { Message, MessageSystemAttributeName, ReceiveMessageRequest, ReceiveMessageResult } from "@aws-sdk/client-sqs";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { attributesDigest, bodyDigest } from "../digests.ts";
import { invalidValue } from "../errors.ts";
import { queueOfUrl } from "../queue-reference.ts";
import { receiveMessages } from "../receive.ts";
import type { MessageAttributes, MessageRecord } from "../records.ts";
import { systemAttributes } from "../system-attributes.ts";

/** ReceiveMessage: up to 10. One try; the waiting of a long poll is the control plane's, see `../long-poll.ts`. */
export const receiveMessage: Operation<ReceiveMessageRequest, ReceiveMessageResult> = (state, input, context) => {
  const queue = queueOfUrl(state, input.QueueUrl);
  if (isAwsError(queue)) return queue;
  const { MaxNumberOfMessages: max = 1, VisibilityTimeout: timeout, WaitTimeSeconds: wait = 0 } = input;
  if (max < 1 || max > 10) {
    return invalidValue(`Value ${max} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`);
  }
  if (timeout !== undefined && (timeout < 0 || timeout > 43_200)) {
    return invalidValue(`Value ${timeout} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200, if provided.`);
  }
  if (wait < 0 || wait > 20) return invalidValue(`Value ${wait} for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.`);
  const { messages, changes } = receiveMessages(state, queue, { max, ...(timeout !== undefined && { visibilityTimeoutSeconds: timeout }) }, context);
  if (messages.length === 0) return { output: {}, changes };
  const systemNames = new Set<string>([...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])]);
  return { output: { Messages: messages.map((message) => shown(message, systemNames, input.MessageAttributeNames ?? [])) }, changes };
};

function shown(message: MessageRecord, systemNames: ReadonlySet<string>, attributeNames: readonly string[]): Message {
  const system = Object.entries(systemAttributes(message)).filter(([name]) => systemNames.has("All") || systemNames.has(name));
  const attributes = selected(message.attributes, attributeNames);
  const digest = attributesDigest(attributes);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle ?? "",
    MD5OfBody: bodyDigest(message.body),
    Body: message.body,
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) as Partial<Record<MessageSystemAttributeName, string>> }),
    ...(digest !== undefined && { MD5OfMessageAttributes: digest, MessageAttributes: { ...attributes } }),
  };
}

/** `All`, `.*`, a name, or a beginning with `.*`. */
function selected(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const wanted = (name: string): boolean =>
    names.some((asked) => asked === "All" || asked === name || (asked.endsWith(".*") && name.startsWith(asked.slice(0, -2))));
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => wanted(name)));
}
