import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import LiveRegion from "@cloudscape-design/components/live-region";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { memo, useDeferredValue, useMemo, useState } from "react";
import { useAlias } from "../aws/lambda-queries.ts";
import { splitOf } from "../shared/alias-split.ts";
import { ApiErrorAlert } from "../shared/api-error.tsx";
import { Confirmation } from "../shared/confirmation.tsx";
import { Loading } from "../shared/loading.tsx";
import { functionRoute, href, type PageQualifier } from "../shared/routes.ts";
import { EnvironmentDetails } from "./environment-details.tsx";
import { EnvironmentsTable } from "./environments-table.tsx";
import { TimelineCanvas } from "./timeline-canvas.tsx";
import { rowsOf, summaryOf, versionsOf } from "./timeline-layout.ts";
import { TimelineLegend } from "./timeline-legend.tsx";
import { useEnvironments, useRecycle } from "./use-environments.ts";

const WINDOWS = [
  { value: "60000", label: "Last minute" },
  { value: "300000", label: "Last 5 minutes" },
  { value: "900000", label: "Last 15 minutes" },
  { value: "3600000", label: "Last hour" },
];

interface EnvironmentsViewProps {
  readonly name: string;
  readonly qualifier: PageQualifier;
  /** The log stream of the environment that was asked for. */
  readonly stream?: string | undefined;
}

/** Every execution environment of the function, of one version, or of the versions behind an alias. */
export function EnvironmentsView({ name, qualifier, stream }: EnvironmentsViewProps) {
  if (qualifier.kind === "alias") return <OfAlias name={name} alias={qualifier.value} stream={stream} />;
  return <Environments name={name} qualifier={qualifier} versions={qualifier.kind === "version" ? qualifier.value : undefined} stream={stream} />;
}

function OfAlias({ name, alias, stream }: { name: string; alias: string; stream: string | undefined }) {
  const answer = useAlias(name, alias);
  if (answer.isPending) return <Loading what={`alias ${alias}`} />;
  if (answer.isError) return <ApiErrorAlert header={`The alias ${alias} could not be loaded`} error={answer.error} onRetry={() => void answer.refetch()} />;
  return <Environments name={name} qualifier={{ kind: "alias", value: alias }} versions={splitOf(answer.data).map(({ version }) => version).join(",")} stream={stream} />;
}

/** `versions`: comma-separated; undefined for all. */
function Environments({ name, qualifier, versions, stream }: EnvironmentsViewProps & { versions: string | undefined }) {
  const { answer, environments, aheadMs, others } = useEnvironments(name, versions);
  const [windowMs, setWindowMs] = useState(300_000);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const recycle = useRecycle();
  const now = answer.data?.now ?? 0;
  const shown = useMemo(() => rowsOf(environments, now, windowMs).map(({ environment }) => environment), [environments, now, windowMs]);
  // The table is the dear part of this view: it follows when there is time, and the picture keeps its frames.
  const calm = useDeferredValue(shown);
  if (answer.isPending) return <Loading what="execution environments" />;
  if (answer.isError) return <ApiErrorAlert header="The execution environments could not be loaded" error={answer.error} onRetry={() => void answer.refetch()} />;
  const selected = environments.find(({ id, logStream }) => (chosen === null ? logStream === stream : id === chosen)) ?? null;
  const living = environments.some(({ status }) => status !== "ended");
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description="One row an environment; it serves one request at a time and belongs to one version."
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Select
                  ariaLabel="Span of time"
                  selectedOption={WINDOWS.find(({ value }) => Number(value) === windowMs)!}
                  options={WINDOWS}
                  onChange={({ detail }) => setWindowMs(Number(detail.selectedOption.value))}
                />
                <Button onClick={() => recycle.run(name)} loading={recycle.busy} {...(living ? {} : { disabled: true, disabledReason: "No environment of this function lives: its next call is cold anyway." })}>Force cold start</Button>
                <Button onClick={() => setAsking(true)} loading={recycle.busy} {...(living || others > 0 ? {} : { disabled: true, disabledReason: "No environment lives in this Region." })}>Recycle all functions</Button>
              </SpaceBetween>
            }
          >
            Execution environments
          </Header>
        }
      >
        <SpaceBetween size="m">
          <LiveRegion>{summaryOf(environments)}.</LiveRegion>
          {shown.length === 0 ? (
            <NothingYet name={name} qualifier={qualifier} />
          ) : (
            <>
              <TimelineCanvas environments={environments} aheadMs={aheadMs} windowMs={windowMs} height={360} selected={selected?.id ?? null} onSelect={setChosen} />
              <TimelineLegend versions={versionsOf(environments)} />
            </>
          )}
        </SpaceBetween>
      </Container>
      {selected ? (
        <Container header={<Header variant="h2">Environment …{selected.logStream.slice(-8)}</Header>}>
          <EnvironmentDetails environment={selected} />
        </Container>
      ) : (
        stream !== undefined && <Alert type="info">The environment of that log stream is gone: only the newest 1,000 since this page's cloud started are remembered.</Alert>
      )}
      {shown.length > 0 && <CalmTable environments={calm} selected={selected?.id ?? null} onSelect={setChosen} />}
      <Confirmation
        visible={asking}
        header="Recycle the environments of all functions?"
        confirmLabel="Recycle all functions"
        onDismiss={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          recycle.run(undefined);
        }}
      >
        Every execution environment of every function in this Region ends, not only those of {name} ({others === 0 ? "no other function has one now" : others === 1 ? "1 of another function lives now" : `${others.toLocaleString("en")} of other functions live now`}). Idle ones end at once, busy ones after their call. Module state and /tmp are gone, and every next call is a cold start.
      </Confirmation>
      <Box color="text-body-secondary" fontSize="body-s">AWS shows its environments to nobody: this view is the simulator's own. How long an idle one is kept is set in Settings.</Box>
    </SpaceBetween>
  );
}

const CalmTable = memo(EnvironmentsTable);

function NothingYet({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        <b>No environment in this span of time</b>
        <Box>The first invocation starts one: that is the cold start. It then stays for a while and serves the next ones warm.</Box>
        <Button href={href(functionRoute(name, { qualifier, tab: "testing" }))}>Test the function</Button>
      </SpaceBetween>
    </Box>
  );
}
