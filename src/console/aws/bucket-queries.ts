import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { useAwsQuery } from "./operations.ts";

/** All buckets of the account in this Region, by name. */
export function useBuckets(enabled = true) {
  return useAwsQuery(
    "s3",
    ["ListBuckets"],
    async (client, abortSignal) => {
      const { Buckets = [] } = await client.send(new ListBucketsCommand({}), { abortSignal });
      return Buckets.map(({ Name = "", CreationDate }) => ({ name: Name, createdAt: CreationDate })).toSorted((left, right) => (left.name < right.name ? -1 : 1));
    },
    { enabled },
  );
}
