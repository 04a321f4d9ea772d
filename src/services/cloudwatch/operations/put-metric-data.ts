import type { PutMetricDataInput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../operation.ts";
import { dimensionsOf } from "../dimensions.ts";
import { invalidParameter } from "../errors.ts";
import { type MetricSample, recordMetrics } from "../record.ts";

/** PutMetricData: single values and lists of values with counts. Statistic sets have no single values to count and are refused. */
export const putMetricData: Operation<PutMetricDataInput, Record<string, never>> = (state, input, { now }) => {
  const namespace = input.Namespace ?? "";
  if (namespace.startsWith("AWS/")) return invalidParameter("The value AWS/ for parameter Namespace is invalid.");
  const samples: MetricSample[] = [];
  for (const datum of input.MetricData ?? []) {
    if (datum.StatisticValues) return invalidParameter("StatisticValues are not simulated; send Value or Values.");
    const values = datum.Values ?? (datum.Value === undefined ? [] : [datum.Value]);
    if (values.length === 0) return invalidParameter("A metric datum must have a Value or Values.");
    const common = {
      namespace, name: datum.MetricName ?? "", dimensions: dimensionsOf(datum.Dimensions), unit: datum.Unit ?? "None", at: datum.Timestamp?.getTime() ?? now,
    };
    samples.push(...values.map((value, index) => ({ ...common, value, count: datum.Counts?.[index] ?? 1 })));
  }
  return { output: {}, changes: recordMetrics(state, samples) };
};
