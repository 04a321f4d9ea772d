import { SubscribeCommand, UnsubscribeCommand, type Subscription } from "@aws-sdk/client-sns";
import type { ClientOf } from "../aws/lazy-clients.ts";
import { invokedFunction, permissionOf, permissionSid, removePermission, withPermission } from "../shared/invoke-permission.ts";

/** Who can be subscribed here; SNS's own words for its protocols. */
export type SubscriberKind = "sqs" | "lambda";

/** A subscription that is to be made. */
export interface NewSubscription {
  readonly topicArn: string;
  readonly protocol: SubscriberKind;
  /** ARN of the queue or the function. */
  readonly endpoint: string;
  /** A queue's only: the bare message instead of SNS's JSON around it. */
  readonly raw: boolean;
}

/** Subscribe; before a function, the permission that SNS needs to invoke it. */
export async function subscribe(client: ClientOf, { topicArn, protocol, endpoint, raw }: NewSubscription): Promise<void> {
  const add = async () => {
    const Attributes = protocol === "sqs" && raw ? { RawMessageDelivery: "true" } : {};
    await (await client("sns")).send(new SubscribeCommand({ TopicArn: topicArn, Protocol: protocol, Endpoint: endpoint, Attributes }));
  };
  return protocol === "lambda" ? withPermission(client, invokedFunction(endpoint), permissionOf("sns.amazonaws.com", topicArn), add) : add();
}

/** Unsubscribe, and a function's permission with it: a function has one subscription a topic. */
export async function unsubscribe(client: ClientOf, { SubscriptionArn, Protocol, Endpoint = "", TopicArn = "" }: Subscription): Promise<void> {
  await (await client("sns")).send(new UnsubscribeCommand({ SubscriptionArn }));
  if (Protocol === "lambda") await removePermission(client, invokedFunction(Endpoint), permissionSid(TopicArn));
}
