import { paginateListQueues } from "@aws-sdk/client-sqs";
import { useAwsQuery } from "./operations.ts";

/** A queue, as ListQueues tells of it. */
export interface Queue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
}

/** All queues of the account in this Region, by name. */
export function useQueues(enabled = true) {
  return useAwsQuery(
    "sqs",
    ["ListQueues"],
    async (client) => {
      const queues: Queue[] = [];
      const region = await client.config.region();
      for await (const page of paginateListQueues({ client, pageSize: 1000 }, {})) queues.push(...(page.QueueUrls ?? []).map((url) => queueAt(url, region)));
      return queues.toSorted((left, right) => (left.name < right.name ? -1 : 1));
    },
    { enabled },
  );
}

/** A queue's address ends in `/account/name`. */
export function queueAt(url: string, region: string): Queue {
  const [account = "", name = ""] = url.split("/").slice(-2);
  return { name, url, arn: `arn:aws:sqs:${region}:${account}:${name}` };
}
