import { type AwsError, awsError } from "../aws-error.ts";
import type { OperationContext } from "../operation.ts";
import { compareNames } from "../pagination.ts";
import type { State } from "../tables.ts";
import type { SubscriptionRecord, TopicRecord } from "./records.ts";

type Place = Pick<OperationContext, "accountId" | "region">;

/** `arn:aws:sns:<region>:<account>:<name>`. */
export function topicArn(place: Place, name: string): string {
  return `arn:aws:sns:${place.region}:${place.accountId}:${name}`;
}

/** 404 in SNS's words. */
export const TOPIC_NOT_FOUND: AwsError = awsError("NotFoundException", "Topic does not exist");

/** 400. */
export const invalidParameter = (what: string): AwsError => awsError("InvalidParameterException", `Invalid parameter: ${what}`);

/** The topic of an ARN; another Region's and another account's are not here. */
export function topicOfArn(state: State, arn: string | undefined, place: Place): TopicRecord | AwsError {
  const prefix = topicArn(place, "");
  if (!/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_.-]+$/.test(arn ?? "")) return invalidParameter("TopicArn");
  return (arn?.startsWith(prefix) ? state["sns.topics"].get(arn.slice(prefix.length)) : undefined) ?? TOPIC_NOT_FOUND;
}

/** The subscriptions of a topic, in order of their ARNs. */
export function subscriptionsOf(state: State, topicName: string): SubscriptionRecord[] {
  return [...state["sns.subscriptions"].values()].filter((one) => one.topicName === topicName).toSorted((left, right) => compareNames(left.arn, right.arn));
}
