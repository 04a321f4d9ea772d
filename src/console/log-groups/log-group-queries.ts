import { DescribeLogStreamsCommand, paginateDescribeLogGroups, type LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import { useAwsQuery } from "../aws/operations.ts";

/** All log groups of the account in this Region, by name; `prefix` narrows them. */
export function useLogGroups(prefix = "") {
  return useAwsQuery("logs", ["DescribeLogGroups", prefix], async (client) => {
    const groups: LogGroup[] = [];
    for await (const page of paginateDescribeLogGroups({ client }, prefix === "" ? {} : { logGroupNamePrefix: prefix })) groups.push(...(page.logGroups ?? []));
    return groups;
  });
}

/** One page of a group's streams, those with the newest lines first. `token`: where the page begins; undefined: the first. */
export function useLogStreams(group: string, token: string | undefined) {
  return useAwsQuery(
    "logs",
    ["DescribeLogStreams", group, token ?? null],
    (client, abortSignal) =>
      client.send(new DescribeLogStreamsCommand({ logGroupName: group, orderBy: "LastEventTime", descending: true, limit: 20, ...(token === undefined ? {} : { nextToken: token }) }), { abortSignal }),
    { placeholderData: (previous) => previous },
  );
}
