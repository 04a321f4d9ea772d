import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import LiveRegion from "@cloudscape-design/components/live-region";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { functionRoute, href } from "../shared/routes.ts";
import { RunningTestPanel } from "../shared/testing/running-test.tsx";
import type { InvocationOutcome } from "../shared/testing/invocation.ts";
import type { TestRunner } from "../shared/testing/test-runs.ts";
import { outputText } from "./output-text.ts";

/** OUTPUT of the last test, below the editor. Absent until the first test. */
export function OutputPanel({ name, runner }: { name: string; runner: TestRunner }) {
  const { running, runs } = runner;
  const run = runs[0];
  if (!running && !run) return null;
  const status = statusOf(run?.outcome);
  const report = run?.outcome.kind === "answered" ? run.outcome.report : undefined;
  return (
    <section className="code-output" aria-label="Output">
      <div className="code-output-head">
        <Box variant="h3" fontSize="body-s">OUTPUT</Box>
        {!running && run && (
          <>
            <StatusIndicator type={status.type}>{status.text}</StatusIndicator>
            {report && <Box fontSize="body-s" color="text-body-secondary">{report.initMs === undefined ? "Warm start" : "Cold start"}, {report.durationMs.toFixed(2)} ms</Box>}
            <Link href={href(functionRoute(name, { tab: "testing" }))} fontSize="body-s">Details in the Test tab</Link>
          </>
        )}
      </div>
      {running && <RunningTestPanel running={running} onCancel={runner.cancel} />}
      {!running && run && (
        <>
          <LiveRegion hidden assertive={status.type === "error"}>{outputText(run).slice(0, 300)}</LiveRegion>
          <pre tabIndex={0} role="region" aria-label="Output of the last test">{outputText(run)}</pre>
        </>
      )}
    </section>
  );
}

function statusOf(outcome: InvocationOutcome | undefined): { readonly type: "success" | "pending" | "stopped" | "error"; readonly text: string } {
  if (outcome?.kind === "accepted") return { type: "pending", text: "Accepted" };
  if (outcome?.kind === "cancelled") return { type: "stopped", text: "Stopped" };
  return outcome?.kind === "answered" && outcome.functionError === undefined ? { type: "success", text: "Succeeded" } : { type: "error", text: "Failed" };
}
