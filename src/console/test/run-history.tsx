import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { PageQualifier } from "../shared/routes.ts";
import { absoluteTime } from "../shared/times.ts";
import type { InvocationOutcome } from "../shared/testing/invocation.ts";
import type { TestRun } from "../shared/testing/test-runs.ts";
import { ResultPanel } from "./result-panel.tsx";

/** Earlier results of this page, newest first; gone with a reload. */
export function RunHistory({ runs, name, qualifier, onForget }: { runs: readonly TestRun[]; name: string; qualifier: PageQualifier; onForget: () => void }) {
  return (
    <Container header={<Header variant="h2" counter={`(${runs.length})`} description="The last results of this page, until it is reloaded." actions={<Button onClick={onForget}>Clear results</Button>}>Earlier results</Header>}>
      <SpaceBetween size="xs">
        {runs.map((run) => (
          <ExpandableSection
            key={run.id}
            headerText={<><StatusIndicator type={statusOf(run.outcome)}>{summary(run.outcome)}</StatusIndicator> {run.eventName}, {absoluteTime(new Date(run.startedAt))}</>}
          >
            <ResultPanel run={run} name={name} qualifier={qualifier} />
          </ExpandableSection>
        ))}
      </SpaceBetween>
    </Container>
  );
}

function statusOf(outcome: InvocationOutcome): StatusIndicatorProps.Type {
  if (outcome.kind === "cancelled") return "stopped";
  if (outcome.kind === "accepted") return "pending";
  return outcome.kind === "answered" && outcome.functionError === undefined ? "success" : "error";
}

function summary(outcome: InvocationOutcome): string {
  if (outcome.kind === "cancelled") return "Stopped";
  if (outcome.kind === "accepted") return `Accepted (${outcome.statusCode})`;
  if (outcome.kind === "refused") return outcome.error.name;
  const response = outcome.response.replaceAll(/\s+/g, " ");
  return response.length > 60 ? `${response.slice(0, 60)}…` : response;
}
