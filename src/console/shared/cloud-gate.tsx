import { lazy, Suspense, type ReactNode } from "react";
import { useCloudStatus } from "../aws/cloud-context.tsx";

const CloudProblemPage = lazy(async () => ({ default: (await import("./cloud-problem-page.tsx")).CloudProblemPage }));

/** Shows the pages while there is a cloud behind them (starting included: pages have loading states); else why not, and ways on. */
export function CloudGate({ children }: { children: ReactNode }) {
  const status = useCloudStatus();
  if (status.phase !== "failed") return children;
  return (
    <Suspense fallback={<main><p>{status.message}</p><p>{status.wayOut}</p></main>}>
      <CloudProblemPage status={status} />
    </Suspense>
  );
}
