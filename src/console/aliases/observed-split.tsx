import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { lazy, Suspense, useDeferredValue, useEffect, useState } from "react";
import { useCloud } from "../aws/cloud-context.tsx";
import type { VersionShare } from "../shared/alias-split.ts";
import { Loading } from "../shared/loading.tsx";
import { chanceSentence, leavesChance } from "./chance-sentence.ts";
import { invokeOnce } from "./invoke-once.ts";
import { ObservedTable } from "./observed-table.tsx";
import { SplitBar } from "./split-bar.tsx";
import { clearTraffic, startTraffic, stopTraffic, useTraffic, type Traffic } from "./traffic-store.ts";

// recharts is a third of this page: it comes once there is something to draw.
const ShareChart = lazy(async () => ({ default: (await import("./share-chart.tsx")).ShareChart }));

const SIZES = [1, 10, 100, 1000] as const;
const MOST = 100_000;

interface ObservedSplitProps {
  readonly name: string;
  readonly alias: string;
  /** What is configured now. */
  readonly split: readonly VersionShare[];
}

/** Invokes the alias in series and shows which version answered, beside what chance alone would do. */
export function ObservedSplit({ name, alias, split }: ObservedSplitProps) {
  const { lambda, region } = useCloud();
  const [event, setEvent] = useState("{}");
  const key = `${region}/${name}/${alias}`;
  const routing = JSON.stringify(split);
  const traffic = useTraffic(({ byAlias }) => byAlias[key]);
  const current = traffic?.routing === routing ? traffic : undefined;
  const running = traffic?.series != null;
  const problem = jsonProblem(event);
  const total = current?.counts.total ?? 0;
  // A series under way was begun under the old weights: what it counts from now on would be a mixture.
  useEffect(() => {
    if (traffic?.series && traffic.routing !== routing) stopTraffic(key);
  }, [key, routing, traffic]);

  // With a reason, a disabled button keeps the focus: whoever pressed it by key is not thrown to the top of the page.
  const obstacle = (size: number) => {
    const reason = running
      ? "A series is under way. Wait for its end, or stop it."
      : problem !== undefined
        ? "The event is not JSON. Correct it first."
        : total + size > MOST
          ? `This page counts up to ${MOST.toLocaleString("en")} invocations. Clear to go on.`
          : undefined;
    return reason === undefined ? {} : { disabled: true, disabledReason: reason };
  };
  const start = (count: number) => {
    const payload = new TextEncoder().encode(event);
    void startTraffic({ key, routing, followed: split.at(-1)?.version ?? "", total: count, send: () => invokeOnce(lambda, { name, alias, payload }) });
  };

  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Each invocation is drawn by chance on its own: they do not alternate, and nobody stays with the version that answered before."
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={!traffic} onClick={() => clearTraffic(key)}>Clear</Button>
              {running && <Button iconName="close" onClick={() => stopTraffic(key)}>Stop</Button>}
              {SIZES.map((size) => (
                <Button
                  key={size}
                  {...obstacle(size)}
                  ariaLabel={`Invoke ${alias} ${size === 1 ? "once" : `${size} times`}`}
                  onClick={() => start(size)}
                >
                  {`Invoke ×${size}`}
                </Button>
              ))}
            </SpaceBetween>
          }
        >
          Observed split
        </Header>
      }
    >
      <SpaceBetween size="m">
        <ExpandableSection headerText={`Event: ${event.length > 40 ? `${event.slice(0, 40)}…` : event}`}>
          <FormField label="Event JSON" description="Every invocation of a series gets this event." errorText={problem} stretch>
            <Textarea value={event} rows={4} spellcheck={false} onChange={({ detail }) => setEvent(detail.value)} />
          </FormField>
        </ExpandableSection>
        {traffic && !current && <Alert type="info">The weights of this alias changed, so counting begins anew with the next invocation.</Alert>}
        {current ? <Results name={name} split={split} traffic={current} /> : <Nothing split={split} />}
      </SpaceBetween>
    </Container>
  );
}

function Results({ name, split, traffic }: { name: string; split: readonly VersionShare[]; traffic: Traffic }) {
  const { counts, series, end } = traffic;
  // The chart may lag behind the figures: invocations and clicks go first.
  const drawn = useDeferredValue(counts);
  return (
    <SpaceBetween size="m">
      {series && (
        <ProgressBar
          label="Invoking"
          value={((counts.sent - series.before) / series.planned) * 100}
          additionalInfo={`${counts.sent - series.before} of ${series.planned} sent${counts.sent === series.before ? "; the first ones wait for their execution environments to start" : ""}`}
        />
      )}
      {end && end !== "done" && <EndAlert end={end} counts={counts} />}
      <SplitBar label="Configured" split={split} />
      {counts.total > 0 && (
        <SpaceBetween size="m">
          <SplitBar label={`Observed, ${counts.total.toLocaleString("en")} ${counts.total === 1 ? "invocation" : "invocations"}`} split={observedSplit(split, traffic)} />
          <Box>{chanceSentence(split, counts.total, counts.served[split.at(-1)?.version ?? ""] ?? 0)}</Box>
          <ObservedTable name={name} split={split} counts={counts} />
          <Suspense fallback={<Loading what="chart" />}>
            <ShareChart split={split} counts={drawn} />
          </Suspense>
        </SpaceBetween>
      )}
      <Problems counts={counts} />
    </SpaceBetween>
  );
}

function Nothing({ split }: { split: readonly VersionShare[] }) {
  return (
    <SpaceBetween size="m">
      <SplitBar label="Configured" split={split} />
      <Box color="text-body-secondary">
        Nothing is counted yet. Invoke the alias a few times to see which version answers. {chanceSentence(split, 10)} {leavesChance(split) && chanceSentence(split, 1000)}
      </Box>
    </SpaceBetween>
  );
}

function EndAlert({ end, counts }: { end: NonNullable<Traffic["end"]>; counts: Traffic["counts"] }) {
  if (end === "stopped") return <Alert type="info">Stopped. {counts.sent.toLocaleString("en")} invocations were sent; their counts stay.</Alert>;
  return (
    <Alert type="error" header={end === "throttled" ? "The series gave up: every invocation was throttled" : "The series gave up: the API refused every invocation"}>
      {end === "throttled" ? "Wait until running invocations end, or raise the concurrency limit, then invoke again." : "The reason stands below. Put it right, then invoke again."}
    </Alert>
  );
}

function Problems({ counts }: { counts: Traffic["counts"] }) {
  const errors = Object.entries(counts.errors).toSorted(([, left], [, right]) => right - left);
  if (errors.length === 0) return null;
  return (
    <Box>
      <Box variant="h4" tagOverride="h3">Errors</Box>
      <ul>
        {errors.map(([problem, count]) => (
          <li key={problem}>
            {count.toLocaleString("en")} × {problem}
          </li>
        ))}
      </ul>
    </Box>
  );
}

/** Shares as served: the configured versions in their order, then any other that answered. */
function observedSplit(split: readonly VersionShare[], { counts }: Traffic): VersionShare[] {
  const versions = [...new Set([...split.map(({ version }) => version), ...Object.keys(counts.served)])];
  return versions.map((version) => ({ version, share: (counts.served[version] ?? 0) / counts.total }));
}

function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `This is not JSON: ${(error as Error).message}. Correct it, or write {}.`;
  }
}
