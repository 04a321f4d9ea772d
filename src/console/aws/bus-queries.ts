import { ListEventBusesCommand } from "@aws-sdk/client-eventbridge";
import { useAwsQuery } from "./operations.ts";

/** The ARNs of all event buses of the account in this Region, the default one first. An account has a hundred at most: one page. */
export function useBuses(enabled = true) {
  return useAwsQuery(
    "events",
    ["ListEventBuses"],
    async (client, abortSignal) => {
      const { EventBuses = [] } = await client.send(new ListEventBusesCommand({ Limit: 100 }), { abortSignal });
      const isDefault = (arn: string): number => Number(arn.endsWith("/default"));
      return EventBuses.flatMap(({ Arn }) => Arn ?? []).toSorted((left, right) => isDefault(right) - isDefault(left));
    },
    { enabled },
  );
}
