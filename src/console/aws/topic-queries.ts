import { paginateListTopics } from "@aws-sdk/client-sns";
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
