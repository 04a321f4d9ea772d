import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Cloud } from "#cloud/connect.ts";
import { flash } from "./flash.tsx";

const TERMINALS = "terminals-reach";

/**
 * Says what happens to the account from outside this page: that terminals reach another browser's account, or this one again, and
 * that another tab deleted the account.
 */
export function useAccountNews(cloud: Cloud): void {
  const queries = useQueryClient();
  useEffect(() => {
    const hearStanding = (): void => {
      const { connected, reached } = cloud.bridge();
      if (connected && !reached) {
        flash.warning("Terminals reach another browser of this computer.", { id: TERMINALS, action: { text: "Use this one", onClick: () => cloud.takeTerminals() } });
      } else if (reached && flash.has(TERMINALS)) {
        flash.info("Terminals reach this browser.", { id: TERMINALS });
      }
    };
    hearStanding();
    return cloud.onBridge(hearStanding);
  }, [cloud]);
  useEffect(
    () =>
      cloud.onReplaced(() => {
        void queries.invalidateQueries();
        flash.warning("Another tab deleted everything that this browser stored. This page now shows a new account, which is empty.");
      }),
    [cloud, queries],
  );
}
