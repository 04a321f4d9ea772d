import { paginateListSubscriptions, paginateListTopics, type Subscription } from "@aws-sdk/client-sns";
import { ACCOUNT_ID, useCloud } from "./cloud-context.tsx";
import { useAwsQuery } from "./operations.ts";

/** The ARNs of all topics of the account in this Region. */
export function useTopics(enabled = true) {
  return useAwsQuery(
    "sns",
    ["ListTopics"],
    async (client) => {
      const arns: string[] = [];
      for await (const page of paginateListTopics({ client }, {})) arns.push(...(page.Topics ?? []).flatMap(({ TopicArn }) => TopicArn ?? []));
      return arns.toSorted();
    },
    { enabled },
  );
}

/** The ARN that a topic of a name has in the Region of the page. */
export function useTopicArn(): (name: string) => string {
  const { region } = useCloud();
  return (name) => `arn:aws:sns:${region}:${ACCOUNT_ID}:${name}`;
}

/** All subscriptions of the Region, whatever their topic. */
export function useSubscriptions(enabled = true) {
  return useAwsQuery(
    "sns",
    ["ListSubscriptions"],
    async (client) => {
      const subscriptions: Subscription[] = [];
      for await (const page of paginateListSubscriptions({ client }, {})) subscriptions.push(...(page.Subscriptions ?? []));
      return subscriptions;
    },
    { enabled },
  );
}
