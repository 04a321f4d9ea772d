import { paginateListFunctionEventInvokeConfigs, paginateListFunctions, type FunctionConfiguration, type FunctionEventInvokeConfig } from "@aws-sdk/client-lambda";
import { useAwsQuery } from "../aws/operations.ts";

/** A function, version or alias that sends to the topic. */
export interface Sender {
  readonly functionArn: string;
  /** `Dead-letter queue`, `Destination on failure` … */
  readonly as: string;
}

/** Who sends to a topic: by the dead-letter queue of `$LATEST` and each version, and by destinations, which qualifiers have too. */
export function useSenders(topicArn: string) {
  return useAwsQuery("lambda", ["Senders", topicArn], async (client): Promise<Sender[]> => {
    const functions: FunctionConfiguration[] = [];
    for await (const page of paginateListFunctions({ client }, { FunctionVersion: "ALL" })) functions.push(...(page.Functions ?? []));
    const names = [...new Set(functions.map(({ FunctionName = "" }) => FunctionName))];
    const configs = await Promise.all(
      names.map(async (FunctionName) => {
        const found: FunctionEventInvokeConfig[] = [];
        for await (const page of paginateListFunctionEventInvokeConfigs({ client }, { FunctionName })) found.push(...(page.FunctionEventInvokeConfigs ?? []));
        return found;
      }),
    );
    return sendersTo(topicArn, functions, configs.flat());
  });
}

/** The rows, in order of their functions' ARNs. */
export function sendersTo(topicArn: string, functions: readonly FunctionConfiguration[], configs: readonly FunctionEventInvokeConfig[]): Sender[] {
  const senders: Sender[] = [
    ...functions.filter(({ DeadLetterConfig }) => DeadLetterConfig?.TargetArn === topicArn).map(({ FunctionArn = "" }) => ({ functionArn: FunctionArn, as: "Dead-letter queue" })),
    ...configs.flatMap(({ FunctionArn: functionArn = "", DestinationConfig: { OnFailure, OnSuccess } = {} }) => [
      ...(OnFailure?.Destination === topicArn ? [{ functionArn, as: "Destination on failure" }] : []),
      ...(OnSuccess?.Destination === topicArn ? [{ functionArn, as: "Destination on success" }] : []),
    ]),
  ];
  return senders
    .map(({ functionArn, as }) => ({ functionArn: functionArn.replace(/:\$LATEST$/, ""), as }))
    .toSorted((left, right) => left.functionArn.localeCompare(right.functionArn, "en") || left.as.localeCompare(right.as, "en"));
}
