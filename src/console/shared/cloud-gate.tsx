import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import type { ReactNode } from "react";
import { useCloudStatus } from "../aws/cloud-context.tsx";

/** Shows the pages while there is a cloud behind them (starting included: pages have loading states); else why not, and a way on. */
export function CloudGate({ children }: { children: ReactNode }) {
  const status = useCloudStatus();
  if (status.phase !== "failed") return children;
  return (
    <Box padding="xxl">
      <Alert type="error" header="The cloud of this page could not start" action={<Button onClick={() => window.location.reload()}>Reload the page</Button>}>
        <p>{status.message}</p>
        <p>{status.wayOut}</p>
      </Alert>
    </Box>
  );
}
