import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Grid from "@cloudscape-design/components/grid";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { lazy, Suspense, useEffect, useState } from "react";
import { ApiErrorAlert } from "../../shared/api-error.tsx";
import { Loading } from "../../shared/loading.tsx";
import { functionRoute, href, type PageQualifier } from "../../shared/routes.ts";
import { CHARTS, MOST_SUBJECTS, RANGES, type ChartDefinition } from "./metric-series.ts";
import { useMetrics, type Metrics } from "./use-metrics.ts";

// recharts is a third of this page: it comes once there is something to draw.
const MetricChart = lazy(async () => ({ default: (await import("./metric-chart.tsx")).MetricChart }));

const GROUPS = [
  { id: "invocations", title: "Invocations", none: "No invocation and no throttle in this span of time." },
  { id: "asynchronous", title: "Asynchronous invocation", none: "No asynchronous event in this span of time. Invoke with type Event, or let a trigger do it." },
  { id: "provisioned", title: "Provisioned concurrency", none: "No invocation met provisioned concurrency in this span of time." },
] as const;

/** What CloudWatch measured: of the whole function, of one version or of an alias. */
export function MetricsView({ name, qualifier }: { name: string; qualifier: PageQualifier }) {
  const [range, setRange] = useState<(typeof RANGES)[number]>(RANGES[0]);
  const [split, setSplit] = useState(false);
  const answer = useMetrics(name, qualifier, split, range);
  return (
    <SpaceBetween size="l">
      <SpaceBetween direction="horizontal" size="m" alignItems="center">
        <Select
          ariaLabel="Span of time"
          selectedOption={{ value: range.value, label: range.label }}
          options={RANGES.map(({ value, label }) => ({ value, label }))}
          onChange={({ detail }) => setRange(RANGES.find(({ value }) => value === detail.selectedOption.value) ?? RANGES[0])}
        />
        {qualifier.kind !== "version" && <Toggle checked={split} onChange={({ detail }) => setSplit(detail.checked)}>{qualifier.kind === "alias" ? "By executed version" : "By version and alias"}</Toggle>}
        <Box color="text-body-secondary">{rangeWords(range.periodSeconds)} {scopeWords(qualifier)}</Box>
      </SpaceBetween>
      {answer.isError ? (
        <ApiErrorAlert header={`The metrics of ${name} could not be loaded`} error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <Loading what="metrics" />
      ) : (
        GROUPS.map((group) => <Group key={group.id} group={group} metrics={answer.data} name={name} qualifier={qualifier} />)
      )}
      {split && (answer.data?.parts ?? 0) > MOST_SUBJECTS && <Box color="text-body-secondary" fontSize="body-s">The last {MOST_SUBJECTS} of {answer.data?.parts} versions and aliases with values are drawn.</Box>}
    </SpaceBetween>
  );
}

interface GroupProps {
  readonly group: (typeof GROUPS)[number];
  readonly metrics: Metrics;
  readonly name: string;
  readonly qualifier: PageQualifier;
}

function Group({ group, metrics, name, qualifier }: GroupProps) {
  const charts = CHARTS.filter((chart) => chart.group === group.id);
  const empty = charts.every(({ id }) => (metrics.lines[id] ?? []).length === 0);
  return (
    <Container header={<Header variant="h2">{group.title}</Header>}>
      {empty ? (
        <SpaceBetween size="s" direction="horizontal" alignItems="center">
          <Box color="text-body-secondary">{group.none}</Box>
          {group.id === "invocations" && <Button variant="inline-link" href={href(functionRoute(name, { qualifier, tab: "testing" }))}>Test the function</Button>}
        </SpaceBetween>
      ) : (
        <Suspense fallback={<Loading what="charts" />}>
          <Grid gridDefinition={charts.map(() => ({ colspan: { default: 12, s: 6, l: 4 } }))}>
            {charts.map((chart) => <InTurn key={chart.id} chart={chart} metrics={metrics} />)}
          </Grid>
        </Suspense>
      )}
    </Container>
  );
}

/** Between two charts that are drawn, in ms: none of them holds up the page for long. */
const TURN_MS = 60;

/** One chart a tick: each takes over new values a little after the one before it. */
function InTurn({ chart, metrics }: { chart: ChartDefinition; metrics: Metrics }) {
  const [shown, setShown] = useState(metrics);
  useEffect(() => {
    const timer = setTimeout(() => setShown(metrics), CHARTS.indexOf(chart) * TURN_MS);
    return () => clearTimeout(timer);
  }, [chart, metrics]);
  return <MetricChart chart={chart} lines={shown.lines[chart.id] ?? []} from={shown.from} to={shown.to} />;
}

function rangeWords(periodSeconds: number): string {
  const minutes = periodSeconds / 60;
  return `One point ${minutes === 1 ? "a minute" : minutes < 60 ? `each ${minutes} minutes` : `each ${minutes / 60} hours`}, in simulated time; new values come in by themselves.`;
}

function scopeWords(qualifier: PageQualifier): string {
  if (qualifier.kind === "version") return "Calls that named this version; those through an alias count for the alias, as in CloudWatch.";
  return qualifier.kind === "alias" ? "Calls through this alias." : "All calls of the function.";
}
