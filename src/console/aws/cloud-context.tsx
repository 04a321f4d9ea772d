import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { type Query, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore, type ReactNode } from "react";
import type { Cloud, CloudStatus } from "#cloud/connect.ts";
import { flash } from "../shared/flash.tsx";
import { usePreferences } from "../shared/preferences.ts";
import { clientConfig } from "./client-config.ts";
import { FunctionListFollower, isFunctionList } from "./function-list.ts";
import { functionOrNull } from "./function-or-null.ts";
import { lazyClients, type ClientOf } from "./lazy-clients.ts";

/** The account that the console works in: the simulator's default; a terminal chooses others by a 12-digit access key id. */
export const ACCOUNT_ID = "123456789012";

/** The list of functions shows changes of functions no more often than once in so many ms. */
const LIST_PAUSE_MS = 200;

interface CloudAccess {
  readonly cloud: Cloud;
  readonly region: string;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  /** The client of any service; that of a service the first page does without is fetched on first use. */
  readonly client: ClientOf;
}

const CloudContext = createContext<CloudAccess | null>(null);

/** Gives the pages below it the cloud of this tab and unmodified SDK clients for the chosen Region. */
export function CloudProvider({ cloud, children }: { cloud: Cloud; children: ReactNode }) {
  const region = usePreferences((preferences) => preferences.region);
  const access = useMemo<CloudAccess>(() => {
    const config = clientConfig(cloud, ACCOUNT_ID, region);
    const eager = { lambda: new LambdaClient(config), logs: new CloudWatchLogsClient(config) };
    return { cloud, region, ...eager, client: lazyClients(config, eager) };
  }, [cloud, region]);
  useRefetchOnChange(cloud, `${ACCOUNT_ID}/${region}`, access.lambda);
  useShownCalls(cloud);
  return <CloudContext value={access}>{children}</CloudContext>;
}

/** The cloud and its clients; only below {@link CloudProvider}. */
export function useCloud(): CloudAccess {
  const access = useContext(CloudContext);
  if (!access) throw new Error("useCloud is called outside CloudProvider");
  return access;
}

/** Where the cloud of this tab stands: starting, ready or failed. */
export function useCloudStatus(): CloudStatus {
  const { cloud } = useCloud();
  return useSyncExternalStore((listener) => cloud.onStatus(listener), () => cloud.status());
}

/** Whatever changes the account (this tab, another one, a terminal): what it made stale is fetched again. */
function useRefetchOnChange(cloud: Cloud, scope: string, lambda: LambdaClient): void {
  const queries = useQueryClient();
  useEffect(
    () => {
      const list = new FunctionListFollower({ queries, scope, read: (name) => functionOrNull(lambda, name), pause: () => new Promise((resolve) => setTimeout(resolve, LIST_PAUSE_MS)) });
      return cloud.onChange((change) => {
        // `*`: what all accounts share, as the clock.
        if (change.scope !== scope && change.scope !== "*") return;
        const stale = new Set(change.tables.map((table) => (table.startsWith("simulator.") ? table : table.split(".", 1)[0]!)));
        // An approved request for a higher quota changes what Lambda says of the account.
        if (stale.has("quotas")) stale.add("lambda");
        // `simulator.clock` is one view of the simulator's own; `sqs` is all that was read from a service.
        for (const service of stale) {
          void queries.invalidateQueries({ queryKey: [scope, ...service.split(".")], predicate: (query) => !isFunctionList(query) && follows(query, change.tables) });
        }
        if (change.tables.includes("lambda.functions") || change.tables.includes("lambda.versions")) void list.follow(change.functions);
      });
    },
    [cloud, queries, scope, lambda],
  );
}

/** A query that names its tables is stale after changes of those alone; any other, after each change of its service. */
function follows({ meta }: Query, tables: readonly string[]): boolean {
  const named = meta?.["tables"] as readonly string[] | undefined;
  return named === undefined || tables.some((table) => named.includes(table));
}

/** The choice in Settings is kept by this browser and holds for every tab from its next start. */
function useShownCalls(cloud: Cloud): void {
  const { callsShown, set } = usePreferences();
  useEffect(() => {
    cloud.showCalls(callsShown).catch((error: Error) => {
      set({ callsShown: false });
      flash.failure("Calls cannot be shown in the browser's Network panel", error);
    });
  }, [cloud, callsShown, set]);
}
