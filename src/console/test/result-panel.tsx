import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Link from "@cloudscape-design/components/link";
import LiveRegion from "@cloudscape-design/components/live-region";
import { wayOutOf } from "../shared/api-error.tsx";
import { functionRoute, href, LATEST, type PageQualifier } from "../shared/routes.ts";
import { throttleReason } from "../shared/throttle-reason.ts";
import type { TestRun } from "../shared/testing/test-runs.ts";
import { AcceptedPanel } from "./accepted-panel.tsx";
import { EmptyQueueNote } from "./empty-queue-note.tsx";
import { ResultDetails } from "./result-details.tsx";

/** What came of a test, as the console says it: succeeded, failed, refused by Lambda, or no longer waited for. */
export function ResultPanel({ run, name, qualifier, announce = false }: { run: TestRun; name: string; qualifier: PageQualifier; announce?: boolean }) {
  const { outcome } = run;
  if (outcome.kind === "cancelled") {
    return (
      <Alert type="info" header="You stopped waiting">
        After {(run.elapsedMs / 1000).toFixed(1)} s the answer was no longer waited for. The function may have gone on to its end, as it would at AWS; its log says.
        {announce && <LiveRegion hidden>You stopped waiting for the function.</LiveRegion>}
      </Alert>
    );
  }
  if (outcome.kind === "accepted") return <AcceptedPanel outcome={outcome} name={name} qualifier={qualifier} announce={announce} />;
  if (outcome.kind === "refused") {
    const wayOut = wayOutOf(outcome.error);
    const reason = throttleReason(outcome.error);
    const message = `Calling the invoke API action failed with this message: ${outcome.error.message}`;
    return (
      <Alert type="error" header="The function did not run">
        <div>{message}</div>
        {announce && <LiveRegion hidden assertive>{message}</LiveRegion>}
        <EmptyQueueNote name={name} qualifier={qualifier} />
        <div>
          <Box variant="code" color="inherit">{outcome.error.name}</Box>
          {reason !== undefined && <>, reason <Box variant="code" color="inherit">{reason}</Box></>}
          {wayOut !== undefined && <>. {wayOut}</>}
        </div>
        {reason !== undefined && <Link href={href(functionRoute(name, { tab: "configure", subtab: "concurrency" }))}>Go to Configuration &gt; Concurrency</Link>}
      </Alert>
    );
  }
  const failed = outcome.functionError !== undefined;
  const logs = href(functionRoute(name, { qualifier: qualifierOf(outcome.executedVersion), tab: "monitoring", view: "logs" }));
  return (
    <Alert
      type={failed ? "error" : "success"}
      header={<>Executing function: {failed ? "failed" : "succeeded"} (<Link href={logs} fontSize="inherit">logs</Link>)</>}
    >
      {announce && (
        <LiveRegion hidden assertive={failed}>
          {`Executing function: ${failed ? "failed" : "succeeded"}. Response: ${outcome.response.slice(0, 200)}`}
        </LiveRegion>
      )}
      <ExpandableSection headerText="Details" defaultExpanded>
        <ResultDetails outcome={outcome} run={run} />
        {failed && <EmptyQueueNote name={name} qualifier={qualifier} />}
      </ExpandableSection>
    </Alert>
  );
}

function qualifierOf(version: string): PageQualifier {
  return version === "$LATEST" ? LATEST : { kind: "version", value: version };
}
