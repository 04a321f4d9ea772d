import { GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import { useAwsQuery } from "../aws/operations.ts";
import { useCloudNow } from "../aws/cloud-now.ts";

const HOUR_MS = 3_600_000;

/** Spillover is counted over this many hours back. */
export const SPILLOVER_HOURS = 24;

/**
 * Invocations of a version or alias that found all its provisioned environments busy and ran on standard concurrency:
 * the metric ProvisionedConcurrencySpilloverInvocations, summed over the last hours.
 */
export function useSpillover(name: string, qualifier: string) {
  const now = useCloudNow();
  return useAwsQuery("cloudwatch", ["GetMetricStatistics", "spillover", name, qualifier], async (client, abortSignal) => {
    const end = now() + 60_000;
    const { Datapoints = [] } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: "AWS/Lambda",
        MetricName: "ProvisionedConcurrencySpilloverInvocations",
        Dimensions: [
          { Name: "FunctionName", Value: name },
          { Name: "Resource", Value: `${name}:${qualifier}` },
        ],
        StartTime: new Date(end - SPILLOVER_HOURS * HOUR_MS),
        EndTime: new Date(end),
        Period: 3600,
        Statistics: ["Sum"],
      }),
      { abortSignal },
    );
    return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
  });
}
