import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { CloudProblem, CloudStatus } from "#cloud/connect.ts";
import { useCloud } from "../aws/cloud-context.tsx";
import { flash } from "./flash.tsx";
import { TypedConfirmation } from "./typed-confirmation.tsx";

type Way = "reload" | "try-again" | "keep-nothing" | "delete-everything";

const HEADERS: Record<CloudProblem, string> = {
  blocked: "This browser does not let the page keep data",
  full: "The browser's storage is full",
  "newer-database": "A newer version of Lambdarium has kept data here",
  "lost-leadership": "Another tab took over",
  broken: "The kept account could not be opened",
  "insecure-context": "The cloud cannot run at this address",
  "worker-failed": "The cloud of this page stopped",
};

/** Ways on that can help with a problem; the first is the one to try first. */
const WAYS: Record<CloudProblem, readonly Way[]> = {
  blocked: ["try-again", "keep-nothing"],
  full: ["try-again", "keep-nothing", "delete-everything"],
  "newer-database": ["reload", "keep-nothing", "delete-everything"],
  "lost-leadership": ["try-again", "reload"],
  broken: ["try-again", "keep-nothing", "delete-everything"],
  "insecure-context": ["reload"],
  "worker-failed": ["reload", "try-again"],
};

/** Why there is no cloud behind the pages, and the ways on. */
export function CloudProblemPage({ status }: { status: Extract<CloudStatus, { phase: "failed" }> }) {
  const { cloud } = useCloud();
  const [deleting, setDeleting] = useState(false);
  const take: Record<Way, () => void> = {
    reload: () => window.location.reload(),
    "try-again": () => cloud.recover("try-again"),
    "keep-nothing": () => {
      cloud.recover("keep-nothing");
      flash.warning("Nothing is kept: this account lives in this tab's memory and ends with the tab, also on a reload. Download code that you want to keep.");
    },
    "delete-everything": () => setDeleting(true),
  };
  return (
    <Box padding="xxl">
      <main>
        <Alert
          type="error"
          header={HEADERS[status.problem]}
          action={
            <SpaceBetween direction="horizontal" size="xs">
              {WAYS[status.problem].map((way) => <Button key={way} onClick={take[way]}>{LABELS[way]}</Button>)}
            </SpaceBetween>
          }
        >
          <p>{status.message}</p>
          <p>{status.wayOut}</p>
        </Alert>
      </main>
      <TypedConfirmation
        visible={deleting}
        header="Delete everything that is kept?"
        phrase="delete"
        confirmLabel="Delete everything"
        onConfirm={() => (setDeleting(false), cloud.recover("delete-everything"))}
        onDismiss={() => setDeleting(false)}
      >
        Every function, version, alias and log of every account and Region in this browser is deleted and cannot be brought back. Then the cloud
        starts again, empty.
      </TypedConfirmation>
    </Box>
  );
}

const LABELS: Record<Way, string> = {
  reload: "Reload the page",
  "try-again": "Try again",
  "keep-nothing": "Go on without keeping anything",
  "delete-everything": "Delete what is kept",
};
