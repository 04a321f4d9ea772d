import type {
  CreateTopicInput, CreateTopicResponse, DeleteTopicInput, GetTopicAttributesInput, GetTopicAttributesResponse, ListTopicsInput, ListTopicsResponse,
  SetTopicAttributesInput,
} from "@aws-sdk/client-sns";
import { isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import { invalidParameter, subscriptionsOf, topicArn, topicOfArn } from "../topic-reference.ts";

/** CreateTopic: a standard topic. The same name is answered again. */
export const createTopic: Operation<CreateTopicInput, CreateTopicResponse> = (state, input, context) => {
  const name = input.Name ?? "";
  if (name.endsWith(".fifo") || input.Attributes?.["FifoTopic"] === "true") return invalidParameter("FIFO topics are not simulated; make a standard topic.");
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(name)) return invalidParameter("Topic Name");
  const output = { TopicArn: topicArn(context, name) };
  if (state["sns.topics"].has(name)) return { output, changes: [] };
  const tags = Object.fromEntries((input.Tags ?? []).map(({ Key, Value }) => [Key ?? "", Value ?? ""]));
  return { output, changes: [{ table: "sns.topics", key: name, value: { name, attributes: input.Attributes ?? {}, tags, createdAt: context.now } }] };
};

/** DeleteTopic, with its subscriptions; of one that is not there, too. */
export const deleteTopic: Operation<DeleteTopicInput, Record<string, never>> = (state, input, context) => {
  const topic = topicOfArn(state, input.TopicArn, context);
  if (isAwsError(topic)) return topic.name === "NotFoundException" ? { output: {}, changes: [] } : topic;
  return {
    output: {},
    changes: [
      { table: "sns.topics", key: topic.name, value: null },
      ...subscriptionsOf(state, topic.name).map(({ arn }) => ({ table: "sns.subscriptions" as const, key: arn, value: null })),
    ],
  };
};

/** ListTopics by name; 100 a page. */
export const listTopics: Operation<ListTopicsInput, ListTopicsResponse> = (state, input, context) => {
  const names = [...state["sns.topics"].keys()].toSorted(compareNames);
  const result = page(names, (name) => name, (name, last) => name > last, input.NextToken, 100);
  if (isAwsError(result)) return invalidParameter("NextToken");
  return {
    output: { Topics: result.items.map((name) => ({ TopicArn: topicArn(context, name) })), ...(result.next !== undefined && { NextToken: result.next }) },
    changes: [],
  };
};

/** GetTopicAttributes. */
export const getTopicAttributes: Operation<GetTopicAttributesInput, GetTopicAttributesResponse> = (state, input, context) => {
  const topic = topicOfArn(state, input.TopicArn, context);
  if (isAwsError(topic)) return topic;
  return {
    output: {
      Attributes: {
        DisplayName: "",
        ...topic.attributes,
        TopicArn: topicArn(context, topic.name),
        Owner: context.accountId,
        SubscriptionsConfirmed: String(subscriptionsOf(state, topic.name).length),
        SubscriptionsPending: "0",
        SubscriptionsDeleted: "0",
      },
    },
    changes: [],
  };
};

/** SetTopicAttributes: kept and shown; access policies, encryption and delivery policies change nothing here. */
export const setTopicAttributes: Operation<SetTopicAttributesInput, Record<string, never>> = (state, input, context) => {
  const topic = topicOfArn(state, input.TopicArn, context);
  if (isAwsError(topic)) return topic;
  const name = input.AttributeName ?? "";
  if (!SETTABLE.has(name)) return invalidParameter("AttributeName");
  return { output: {}, changes: [{ table: "sns.topics", key: topic.name, value: { ...topic, attributes: { ...topic.attributes, [name]: input.AttributeValue ?? "" } } }] };
};

const SETTABLE = new Set(["DisplayName", "Policy", "DeliveryPolicy", "KmsMasterKeyId", "TracingConfig", "SignatureVersion"]);
