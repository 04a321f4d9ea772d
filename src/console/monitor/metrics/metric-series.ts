import type { Dimension, MetricDataQuery, MetricDataResult } from "@aws-sdk/client-cloudwatch";
import type { PageQualifier } from "../../shared/routes.ts";

/** One line of a chart: a metric of AWS/Lambda under one statistic. */
export interface Line {
  readonly metric: string;
  readonly stat: "Sum" | "Average" | "Maximum" | "p95";
  readonly label: string;
  /** Drawn dashed, to be told from its neighbour. */
  readonly dashed?: boolean;
}

export interface ChartDefinition {
  readonly id: string;
  readonly group: "invocations" | "asynchronous" | "provisioned";
  readonly title: string;
  /** What it counts, in a line. */
  readonly about: string;
  readonly unit: "count" | "ms" | "share";
  readonly lines: readonly Line[];
}

/** The charts of the page, by the metrics of the Developer Guide ("Types of metrics for Lambda functions"). */
export const CHARTS: readonly ChartDefinition[] = [
  { id: "invocations", group: "invocations", title: "Invocations", about: "Handler runs, failed ones included; throttled requests are not.", unit: "count", lines: [{ metric: "Invocations", stat: "Sum", label: "sum" }] },
  {
    id: "duration", group: "invocations", title: "Duration", about: "The handler's time, without the cold start.", unit: "ms",
    lines: [{ metric: "Duration", stat: "Average", label: "average" }, { metric: "Duration", stat: "p95", label: "p95", dashed: true }],
  },
  { id: "errors", group: "invocations", title: "Errors", about: "Exceptions, time-outs and failed inits.", unit: "count", lines: [{ metric: "Errors", stat: "Sum", label: "sum" }] },
  { id: "throttles", group: "invocations", title: "Throttles", about: "Requests refused with 429: neither invocations nor errors.", unit: "count", lines: [{ metric: "Throttles", stat: "Sum", label: "sum" }] },
  { id: "concurrency", group: "invocations", title: "Concurrent executions", about: "The most environments that served a request at one time.", unit: "count", lines: [{ metric: "ConcurrentExecutions", stat: "Maximum", label: "maximum" }] },
  {
    id: "async-events", group: "asynchronous", title: "Asynchronous events", about: "Accepted into the queue, and given up.", unit: "count",
    lines: [{ metric: "AsyncEventsReceived", stat: "Sum", label: "received" }, { metric: "AsyncEventsDropped", stat: "Sum", label: "dropped", dashed: true }],
  },
  { id: "async-age", group: "asynchronous", title: "Age of asynchronous events", about: "From the queue to the handler; grows with each retry.", unit: "ms", lines: [{ metric: "AsyncEventAge", stat: "Maximum", label: "maximum" }] },
  {
    id: "deliveries", group: "asynchronous", title: "Failed deliveries", about: "Events that a dead-letter queue or a destination could not take.", unit: "count",
    lines: [{ metric: "DeadLetterErrors", stat: "Sum", label: "dead-letter errors" }, { metric: "DestinationDeliveryFailures", stat: "Sum", label: "destinations", dashed: true }],
  },
  {
    id: "provisioned", group: "provisioned", title: "Provisioned concurrency invocations", about: "Runs in provisioned environments, and those that spilled over.", unit: "count",
    lines: [{ metric: "ProvisionedConcurrencyInvocations", stat: "Sum", label: "provisioned" }, { metric: "ProvisionedConcurrencySpilloverInvocations", stat: "Sum", label: "spillover", dashed: true }],
  },
  { id: "provisioned-busy", group: "provisioned", title: "Provisioned concurrent executions", about: "The most provisioned environments that were busy at one time.", unit: "count", lines: [{ metric: "ProvisionedConcurrentExecutions", stat: "Maximum", label: "maximum" }] },
  { id: "utilization", group: "provisioned", title: "Provisioned concurrency utilization", about: "Busy environments of those allocated.", unit: "share", lines: [{ metric: "ProvisionedConcurrencyUtilization", stat: "Maximum", label: "maximum" }] },
];

/** What a line is about: everything of a page, or one version or alias of it. */
export interface Subject {
  readonly label: string;
  readonly dimensions: Dimension[];
}

/** More than these in one chart cannot be told apart. */
export const MOST_SUBJECTS = 5;

/** Everything that a page stands on. A version's own page counts the calls that named the version, as CloudWatch does. */
export function wholeOf(name: string, qualifier: PageQualifier): Subject {
  const byName: Dimension = { Name: "FunctionName", Value: name };
  if (qualifier.kind === "latest") return { label: "All", dimensions: [byName] };
  const kind = qualifier.kind === "version" ? "Version" : "Alias";
  return { label: `${kind} ${qualifier.value}`, dimensions: [byName, { Name: "Resource", Value: `${name}:${qualifier.value}` }] };
}

/** The parts of a page, from the sets of dimensions that have values: of a function its qualifiers, of an alias the versions that ran. */
export function partsOf(name: string, qualifier: PageQualifier, known: readonly (readonly Dimension[])[]): Subject[] {
  const found = new Map<string, Subject>();
  for (const dimensions of known) {
    const resource = dimensions.find((one) => one.Name === "Resource")?.Value;
    const executed = dimensions.find((one) => one.Name === "ExecutedVersion")?.Value;
    if (resource === undefined) continue;
    if (qualifier.kind === "latest" ? executed !== undefined : resource !== `${name}:${qualifier.value}` || (qualifier.kind === "alias" && executed === undefined)) continue;
    const label = executed === undefined ? qualifierWords(resource.slice(name.length + 1)) : `Version ${executed}`;
    found.set(label, { label, dimensions: [...dimensions] });
  }
  return [...found.values()].toSorted((left, right) => left.label.localeCompare(right.label, "en", { numeric: true }));
}

function qualifierWords(qualifier: string): string {
  if (qualifier === "") return "Unqualified";
  return /^([0-9]+|\$LATEST)$/.test(qualifier) ? `Version ${qualifier}` : `Alias ${qualifier}`;
}

/** A span of time and how fine it is drawn: at most 120 points. CloudWatch's finest is a minute. */
export const RANGES = [
  { value: "1h", label: "Last hour", spanMs: 3_600_000, periodSeconds: 60 },
  { value: "3h", label: "Last 3 hours", spanMs: 10_800_000, periodSeconds: 300 },
  { value: "12h", label: "Last 12 hours", spanMs: 43_200_000, periodSeconds: 600 },
  { value: "1d", label: "Last day", spanMs: 86_400_000, periodSeconds: 900 },
  { value: "7d", label: "Last 7 days", spanMs: 604_800_000, periodSeconds: 7200 },
] as const;

/** The queries of all lines of all charts for all subjects; {@link linesOf} reads the answers by the same numbers. */
export function queriesOf(subjects: readonly Subject[], periodSeconds: number): MetricDataQuery[] {
  const lines = CHARTS.flatMap((chart) => chart.lines);
  return subjects.flatMap(({ dimensions }, subject) =>
    lines.map(({ metric, stat }, line) => ({
      Id: `m${subject * lines.length + line}`,
      MetricStat: { Metric: { Namespace: "AWS/Lambda", MetricName: metric, Dimensions: dimensions }, Period: periodSeconds, Stat: stat },
    })),
  );
}

/** One line that has something to draw. */
export interface DrawnLine {
  readonly key: string;
  readonly label: string;
  /** The place of its subject, for its colour. */
  readonly subject: number;
  readonly dashed: boolean;
  /** Epoch ms and value, oldest first. */
  readonly points: readonly (readonly [at: number, value: number])[];
}

/** The lines of each chart, by the chart's id; those without a value are left out. */
export function linesOf(subjects: readonly Subject[], results: readonly MetricDataResult[]): Record<string, DrawnLine[]> {
  const byId = new Map(results.map((result) => [result.Id, result]));
  const perSubject = CHARTS.reduce((sum, { lines }) => sum + lines.length, 0);
  const drawn: Record<string, DrawnLine[]> = {};
  let first = 0;
  for (const chart of CHARTS) {
    drawn[chart.id] = subjects.flatMap(({ label }, subject) =>
      chart.lines.flatMap((line, index): DrawnLine[] => {
        const { Timestamps = [], Values = [] } = byId.get(`m${subject * perSubject + first + index}`) ?? {};
        if (Values.length === 0) return [];
        const points = Timestamps.map((at, place) => [at.getTime(), Values[place] ?? 0] as const).toSorted(([left], [right]) => left - right);
        const words = subjects.length === 1 ? line.label : chart.lines.length === 1 ? label : `${label}, ${line.label}`;
        return [{ key: `${subject}-${index}`, label: words, subject: subjects.length === 1 ? index : subject, dashed: line.dashed ?? false, points }];
      }),
    );
    first += chart.lines.length;
  }
  return drawn;
}
