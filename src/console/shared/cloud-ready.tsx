import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, type ReactNode } from "react";
import { useCloudStatus } from "../aws/cloud-context.tsx";

const CloudProblemPage = lazy(async () => ({ default: (await import("./cloud-problem-page.tsx")).CloudProblemPage }));

/** Shows the pages while there is a cloud behind them (starting included: pages have loading states); else why not, and ways on. */
export function CloudReady({ children }: { children: ReactNode }) {
  const status = useCloudStatus();
  useFreshStartAfterFailure(status.phase);
  if (status.phase !== "failed") return children;
  return (
    <Suspense fallback={<main><p>{status.message}</p><p>{status.wayOut}</p></main>}>
      <CloudProblemPage status={status} />
    </Suspense>
  );
}

/** Once a failed cloud runs again, nothing that was read before holds: neither the answers nor the failures. */
function useFreshStartAfterFailure(phase: "starting" | "ready" | "failed"): void {
  const queries = useQueryClient();
  const failed = useRef(false);
  useEffect(() => {
    if (phase === "failed") failed.current = true;
    if (phase !== "ready" || !failed.current) return;
    failed.current = false;
    void queries.resetQueries();
  }, [phase, queries]);
}
