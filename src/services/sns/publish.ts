import { type AwsError, isAwsError } from "../aws-error.ts";
import { base64, utf8, utf8Length } from "../bytes.ts";
import { acceptEvent } from "../lambda/async/async-queue.ts";
import { isInvokeAllowed } from "../lambda/triggers/invoke-permission.ts";
import type { OperationContext } from "../operation.ts";
import type { MessageAttributes } from "../sqs/records.ts";
import { sendMessage } from "../sqs/send.ts";
import type { Change, State } from "../tables.ts";
import type { SubscriptionRecord } from "./records.ts";
import { invalidParameter, subscriptionsOf, topicArn, topicOfArn } from "./topic-reference.ts";

type PublishContext = Pick<OperationContext, "now" | "newId" | "accountId" | "region">;

/** Bytes of a message with its attributes. */
export const MAX_MESSAGE_BYTES = 262_144;

export interface PublishOptions {
  readonly subject?: string;
  /** `json`: the message names a text for each protocol. */
  readonly structure?: string;
  /** Invocations before it in its chain (recursion detection). */
  readonly depth?: number;
}

/** A published message: its id, and the changes that bring it to every subscriber. */
export interface Published {
  readonly messageId: string;
  readonly changes: readonly Change[];
}

/**
 * Publishes to a topic by its ARN, for any service. A queue gets SNS's envelope, or the bare message with raw
 * delivery; a function gets the SNS event in its asynchronous queue. A subscriber that is gone, or a function whose
 * policy does not let SNS invoke it, gets nothing, as at AWS; the others get theirs.
 */
export function publish(
  state: State,
  arn: string,
  message: string,
  attributes: MessageAttributes,
  context: PublishContext,
  options: PublishOptions = {},
): Published | AwsError {
  const topic = topicOfArn(state, arn, context);
  if (isAwsError(topic)) return topic;
  if (message === "") return invalidParameter("Empty message");
  if (utf8Length(message) > MAX_MESSAGE_BYTES) return invalidParameter("Message too long");
  if (options.subject !== undefined && !/^[^\r\n]{1,100}$/.test(options.subject)) return invalidParameter("Subject");
  const texts = options.structure === "json" ? textsOf(message) : { default: message };
  if (isAwsError(texts)) return texts;

  const messageId = context.newId();
  const changes: Change[] = [];
  for (const subscription of subscriptionsOf(state, topic.name)) {
    const text = texts[subscription.protocol] ?? texts["default"] ?? "";
    const envelope = { messageId, arn: topicArn(context, topic.name), text, attributes, subject: options.subject };
    const delivered = subscription.protocol === "sqs" ? toQueue(state, subscription, envelope, context, options) : toFunction(state, subscription, envelope, context, options);
    if (!isAwsError(delivered)) changes.push(...delivered.changes);
  }
  return { messageId, changes };
}

interface Envelope {
  readonly messageId: string;
  readonly arn: string;
  readonly text: string;
  readonly attributes: MessageAttributes;
  readonly subject: string | undefined;
}

type Delivery = { readonly changes: readonly Change[] } | AwsError;

function toQueue(state: State, { endpoint, rawMessageDelivery, arn }: SubscriptionRecord, envelope: Envelope, context: PublishContext, { depth }: PublishOptions): Delivery {
  const more = depth === undefined ? {} : { depth };
  if (rawMessageDelivery) return sendMessage(state, endpoint, envelope.text, envelope.attributes, context, more);
  const attributes = snsAttributes(envelope.attributes);
  const body = JSON.stringify({
    Type: "Notification",
    MessageId: envelope.messageId,
    TopicArn: envelope.arn,
    ...(envelope.subject !== undefined && { Subject: envelope.subject }),
    Message: envelope.text,
    Timestamp: new Date(context.now).toISOString(),
    SignatureVersion: "1",
    ...unsigned(arn),
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  });
  return sendMessage(state, endpoint, body, {}, context, more);
}

function toFunction(state: State, { endpoint, arn }: SubscriptionRecord, envelope: Envelope, context: PublishContext, { depth }: PublishOptions): Delivery {
  if (!isInvokeAllowed(state, endpoint, { service: "sns.amazonaws.com", sourceArn: envelope.arn, sourceAccount: context.accountId }, context)) return { changes: [] };
  const { SigningCertURL, UnsubscribeURL, Signature } = unsigned(arn);
  const event = {
    Records: [
      {
        EventSource: "aws:sns",
        EventVersion: "1.0",
        EventSubscriptionArn: arn,
        Sns: {
          Type: "Notification",
          MessageId: envelope.messageId,
          TopicArn: envelope.arn,
          Subject: envelope.subject ?? null,
          Message: envelope.text,
          Timestamp: new Date(context.now).toISOString(),
          SignatureVersion: "1",
          Signature,
          SigningCertUrl: SigningCertURL,
          UnsubscribeUrl: UnsubscribeURL,
          MessageAttributes: snsAttributes(envelope.attributes),
        },
      },
    ],
  };
  return acceptEvent(state, { target: endpoint, payload: utf8(JSON.stringify(event)), source: "sns", ...(depth !== undefined && { depth }) }, context);
}

/** Nothing here is signed; the members stand there because handlers expect them, and say what they are. */
function unsigned(subscriptionArn: string): { Signature: string; SigningCertURL: string; UnsubscribeURL: string } {
  const host = `https://sns.${subscriptionArn.split(":")[3] ?? "us-east-1"}.amazonaws.com`;
  return {
    Signature: "EXAMPLE",
    SigningCertURL: `${host}/SimpleNotificationService-simulated.pem`,
    UnsubscribeURL: `${host}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
  };
}

function snsAttributes(attributes: MessageAttributes): Record<string, { Type: string; Value: string }> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: BinaryValue ? base64(BinaryValue) : (StringValue ?? "") },
    ]),
  );
}

function textsOf(message: string): Record<string, string> | AwsError {
  const problem = (why: string): AwsError => invalidParameter(`Message Structure - ${why}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    return problem("JSON message body failed to parse");
  }
  if (typeof parsed !== "object" || parsed === null || !("default" in parsed)) return problem("No default entry in JSON message body");
  return Object.fromEntries(Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
