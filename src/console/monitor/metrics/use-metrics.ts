import { GetMetricDataCommand, ListMetricsCommand, type Dimension } from "@aws-sdk/client-cloudwatch";
import { useSyncExternalStore } from "react";
import type { ClockView } from "#services/clock-view.ts";
import { useAwsQuery } from "../../aws/operations.ts";
import { useSimulatorQuery } from "../../aws/simulator.ts";
import type { PageQualifier } from "../../shared/routes.ts";
import { linesOf, MOST_SUBJECTS, partsOf, queriesOf, wholeOf, type DrawnLine, type RANGES } from "./metric-series.ts";

export interface Metrics {
  /** By the chart's id. */
  readonly lines: Readonly<Record<string, readonly DrawnLine[]>>;
  /** Epoch ms of simulated time. */
  readonly from: number;
  readonly to: number;
  /** How many versions and aliases have values; the newest few are drawn. */
  readonly parts: number;
}

/**
 * The metrics of a page from CloudWatch, together or by version and alias. New values fetch them again; a page that is
 * not seen asks for none.
 */
export function useMetrics(name: string, qualifier: PageQualifier, split: boolean, range: (typeof RANGES)[number]) {
  // CloudWatch's time is the simulated one: when its clock is turned, the span of time moves with it.
  const clock = useSimulatorQuery<ClockView>("clock").data;
  const offsetMs = clock?.offsetMs ?? 0;
  const seen = useSyncExternalStore(onVisibility, () => document.visibilityState === "visible");
  return useAwsQuery(
    "cloudwatch",
    ["GetMetricData", name, qualifier, split, range.value, Math.round(offsetMs / 60_000)],
    async (client, abortSignal): Promise<Metrics> => {
      const now = Date.now() + offsetMs;
      const known: Dimension[][] = [];
      // Throttles are published for every request, with 0 where it was none.
      const listed = await client.send(new ListMetricsCommand({ Namespace: "AWS/Lambda", MetricName: "Throttles", Dimensions: [{ Name: "FunctionName", Value: name }] }), { abortSignal });
      for (const { Dimensions = [] } of listed.Metrics ?? []) known.push(Dimensions);
      const parts = partsOf(name, qualifier, known);
      const subjects = split && parts.length > 0 ? parts.slice(-MOST_SUBJECTS) : [wholeOf(name, qualifier)];
      const periodMs = range.periodSeconds * 1000;
      const to = Math.ceil((now + 1) / periodMs) * periodMs;
      const from = to - range.spanMs;
      const answer = await client.send(
        new GetMetricDataCommand({ StartTime: new Date(from), EndTime: new Date(to), ScanBy: "TimestampAscending", MetricDataQueries: queriesOf(subjects, range.periodSeconds) }),
        { abortSignal },
      );
      return { lines: linesOf(subjects, answer.MetricDataResults ?? []), from, to, parts: parts.length };
    },
    { enabled: seen && clock !== undefined, refetchInterval: 60_000, placeholderData: (previous) => previous },
  );
}

function onVisibility(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}
