import type {
  GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse, ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse,
  ListSubscriptionsInput, ListSubscriptionsResponse, SetSubscriptionAttributesInput, SubscribeInput, SubscribeResponse, Subscription, UnsubscribeInput,
} from "@aws-sdk/client-sns";
import { type AwsError, awsError, isAwsError } from "../../aws-error.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import type { State } from "../../tables.ts";
import type { SubscriptionRecord } from "../records.ts";
import { invalidParameter, subscriptionsOf, topicArn, topicOfArn } from "../topic-reference.ts";

const SUBSCRIPTION_NOT_FOUND = awsError("NotFoundException", "Subscription does not exist");
const NO_FILTERS = invalidParameter("FilterPolicy: filter policies are not simulated; every subscriber gets every message.");

/** Subscribe a queue or a function; confirmed at once, as at AWS within one account. The same pair is answered again. */
export const subscribe: Operation<SubscribeInput, SubscribeResponse> = (state, input, context) => {
  const topic = topicOfArn(state, input.TopicArn, context);
  if (isAwsError(topic)) return topic;
  const { Protocol: protocol, Endpoint: endpoint = "", Attributes: attributes = {} } = input;
  if (protocol !== "sqs" && protocol !== "lambda") {
    return invalidParameter(`Protocol: ${protocol} subscriptions are not simulated; sqs and lambda are.`);
  }
  const form = protocol === "sqs" ? /^arn:aws:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+$/ : /^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/;
  if (!form.test(endpoint)) return invalidParameter(protocol === "sqs" ? "SQS endpoint ARN" : "Lambda endpoint ARN");
  if (attributes["FilterPolicy"] !== undefined) return NO_FILTERS;
  const known = subscriptionsOf(state, topic.name).find((one) => one.protocol === protocol && one.endpoint === endpoint);
  if (known) return { output: { SubscriptionArn: known.arn }, changes: [] };
  const raw = attributes["RawMessageDelivery"] === "true";
  if (raw && protocol === "lambda") return invalidParameter("Attributes Reason: RawMessageDelivery: Raw message delivery is not supported for this endpoint.");
  const arn = `${topicArn(context, topic.name)}:${context.newId()}`;
  const value: SubscriptionRecord = { arn, topicName: topic.name, protocol, endpoint, rawMessageDelivery: raw, createdAt: context.now };
  return { output: { SubscriptionArn: arn }, changes: [{ table: "sns.subscriptions", key: arn, value }] };
};

/** Unsubscribe; one that is gone already is answered well. */
export const unsubscribe: Operation<UnsubscribeInput, Record<string, never>> = (state, input) => {
  const arn = input.SubscriptionArn ?? "";
  if (!/^arn:aws:sns:.+:.+:.+:.+$/.test(arn)) return invalidParameter("SubscriptionId");
  return { output: {}, changes: state["sns.subscriptions"].has(arn) ? [{ table: "sns.subscriptions", key: arn, value: null }] : [] };
};

/** ListSubscriptions; 100 a page. */
export const listSubscriptions: Operation<ListSubscriptionsInput, ListSubscriptionsResponse> = (state, input, context) =>
  listed([...state["sns.subscriptions"].values()].toSorted((left, right) => compareNames(left.arn, right.arn)), input.NextToken, context);

/** ListSubscriptionsByTopic; 100 a page. */
export const listSubscriptionsByTopic: Operation<ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse> = (state, input, context) => {
  const topic = topicOfArn(state, input.TopicArn, context);
  return isAwsError(topic) ? topic : listed(subscriptionsOf(state, topic.name), input.NextToken, context);
};

/** GetSubscriptionAttributes. */
export const getSubscriptionAttributes: Operation<GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse> = (state, input, context) => {
  const one = find(state, input.SubscriptionArn);
  if (isAwsError(one)) return one;
  return {
    output: {
      Attributes: {
        SubscriptionArn: one.arn,
        TopicArn: topicArn(context, one.topicName),
        Protocol: one.protocol,
        Endpoint: one.endpoint,
        Owner: context.accountId,
        RawMessageDelivery: String(one.rawMessageDelivery),
        PendingConfirmation: "false",
        ConfirmationWasAuthenticated: "true",
      },
    },
    changes: [],
  };
};

/** SetSubscriptionAttributes: RawMessageDelivery of a queue's. */
export const setSubscriptionAttributes: Operation<SetSubscriptionAttributesInput, Record<string, never>> = (state, input) => {
  const one = find(state, input.SubscriptionArn);
  if (isAwsError(one)) return one;
  if (input.AttributeName === "FilterPolicy" || input.AttributeName === "FilterPolicyScope") return NO_FILTERS;
  if (input.AttributeName !== "RawMessageDelivery" || one.protocol !== "sqs") return invalidParameter("AttributeName");
  return { output: {}, changes: [{ table: "sns.subscriptions", key: one.arn, value: { ...one, rawMessageDelivery: input.AttributeValue === "true" } }] };
};

function find(state: State, arn: string | undefined): SubscriptionRecord | AwsError {
  return state["sns.subscriptions"].get(arn ?? "") ?? SUBSCRIPTION_NOT_FOUND;
}

function listed(all: readonly SubscriptionRecord[], token: string | undefined, context: OperationContext): { output: { Subscriptions: Subscription[]; NextToken?: string }; changes: [] } | AwsError {
  const result = page(all, ({ arn }) => arn, ({ arn }, last) => arn > last, token, 100);
  if (isAwsError(result)) return invalidParameter("NextToken");
  const Subscriptions = result.items.map(({ arn, topicName, protocol, endpoint }) => ({
    SubscriptionArn: arn, Owner: context.accountId, Protocol: protocol, Endpoint: endpoint, TopicArn: topicArn(context, topicName),
  }));
  return { output: { Subscriptions, ...(result.next !== undefined && { NextToken: result.next }) }, changes: [] };
}
