import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import LiveRegion from "@cloudscape-design/components/live-region";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { functionRoute, href } from "../shared/routes.ts";
import { RunningTestPanel } from "../shared/testing/running-test.tsx";
import type { TestRunner } from "../shared/testing/test-runs.ts";
import { outputText } from "./output-text.ts";

/** OUTPUT of the last test, below the editor. Absent until the first test. */
export function OutputPanel({ name, runner }: { name: string; runner: TestRunner }) {
  const { running, runs } = runner;
  const run = runs[0];
  if (!running && !run) return null;
  const good = run?.outcome.kind === "answered" && run.outcome.functionError === undefined;
  const report = run?.outcome.kind === "answered" ? run.outcome.report : undefined;
  return (
    <section className="code-output" aria-label="Output">
      <div className="code-output-head">
        <Box variant="h3" fontSize="body-s">OUTPUT</Box>
        {!running && run && (
          <>
            <StatusIndicator type={run.outcome.kind === "cancelled" ? "stopped" : good ? "success" : "error"}>{good ? "Succeeded" : run.outcome.kind === "cancelled" ? "Stopped" : "Failed"}</StatusIndicator>
            {report && <Box fontSize="body-s" color="text-body-secondary">{report.initMs === undefined ? "Warm start" : "Cold start"}, {report.durationMs.toFixed(2)} ms</Box>}
            <Link href={href(functionRoute(name, { tab: "testing" }))} fontSize="body-s">Details in the Test tab</Link>
          </>
        )}
      </div>
      {running && <RunningTestPanel running={running} onCancel={runner.cancel} />}
      {!running && run && (
        <>
          <LiveRegion hidden assertive={!good}>{outputText(run).slice(0, 300)}</LiveRegion>
          <pre tabIndex={0} role="region" aria-label="Output of the last test">{outputText(run)}</pre>
        </>
      )}
    </section>
  );
}
