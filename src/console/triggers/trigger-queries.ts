import { paginateListEventSourceMappings, type EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import { GetBucketNotificationConfigurationCommand, ListBucketsCommand } from "@aws-sdk/client-s3";
import { GetScheduleCommand, paginateListSchedules, type GetScheduleOutput } from "@aws-sdk/client-scheduler";
import { paginateListSubscriptions, type Subscription } from "@aws-sdk/client-sns";
import { httpApiParts, listApis, restApiParts } from "../aws/api-queries.ts";
import { ACCOUNT_ID, useCloud } from "../aws/cloud-context.tsx";
import { useAwsQuery } from "../aws/operations.ts";
import { httpApiTriggers, restApiTriggers } from "./api-rows.ts";
import { useLoadBalancerTriggers } from "./load-balancer-queries.ts";
import { bucketTriggers, queueTriggers, scheduleTriggers, topicTriggers, type Trigger } from "./trigger-rows.ts";

/** What starts a function, version or alias, gathered from the services that can. `functionArn` empty: not known yet. */
export function useTriggers(functionArn: string) {
  const enabled = functionArn !== "";
  const { region } = useCloud();
  const buckets = useAwsQuery(
    "s3",
    ["Triggers", functionArn],
    async (client, abortSignal): Promise<Trigger[]> => {
      const { Buckets = [] } = await client.send(new ListBucketsCommand({}), { abortSignal });
      const rules = await Promise.all(Buckets.map(async ({ Name = "" }) => bucketTriggers(Name, await client.send(new GetBucketNotificationConfigurationCommand({ Bucket: Name }), { abortSignal }), functionArn)));
      return rules.flat();
    },
    { enabled },
  );
  const queues = useAwsQuery(
    "lambda",
    ["ListEventSourceMappings", functionArn],
    async (client): Promise<Trigger[]> => {
      const mappings: EventSourceMappingConfiguration[] = [];
      for await (const page of paginateListEventSourceMappings({ client }, { FunctionName: functionArn })) mappings.push(...(page.EventSourceMappings ?? []));
      return queueTriggers(mappings, functionArn);
    },
    // Creating, Enabling … end by time alone: nothing announces it.
    { enabled, refetchInterval: (query) => (query.state.data?.some((trigger) => trigger.kind === "sqs" && trigger.state.endsWith("ing")) ? 1000 : false) },
  );
  const topics = useAwsQuery(
    "sns",
    ["Triggers", functionArn],
    async (client): Promise<Trigger[]> => {
      const subscriptions: Subscription[] = [];
      for await (const page of paginateListSubscriptions({ client }, {})) subscriptions.push(...(page.Subscriptions ?? []));
      return topicTriggers(subscriptions, functionArn);
    },
    { enabled },
  );
  const schedules = useAwsQuery(
    "scheduler",
    ["Triggers", functionArn],
    async (client, abortSignal): Promise<Trigger[]> => {
      const found: GetScheduleOutput[] = [];
      for await (const page of paginateListSchedules({ client }, {})) {
        const own = (page.Schedules ?? []).filter(({ Target }) => Target?.Arn === functionArn);
        found.push(...(await Promise.all(own.map(({ Name, GroupName }) => client.send(new GetScheduleCommand({ Name, GroupName }), { abortSignal })))));
      }
      return scheduleTriggers(found, functionArn);
    },
    { enabled },
  );
  const apis = useAwsQuery(
    "apigateway",
    ["Triggers", functionArn],
    async (clients): Promise<Trigger[]> => {
      const place = { accountId: ACCOUNT_ID, region };
      const routes = (await listApis(clients)).map(async (api) =>
        api.type === "HTTP" ? httpApiTriggers(api, await httpApiParts(clients, api.id), functionArn, place) : restApiTriggers(api, await restApiParts(clients, api.id), functionArn, place),
      );
      return (await Promise.all(routes)).flat();
    },
    { enabled },
  );
  const all = [apis, useLoadBalancerTriggers(functionArn), buckets, queues, topics, schedules];
  return {
    triggers: all.flatMap(({ data = [] }) => data),
    isPending: all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error)?.error ?? null,
    refetch: () => Promise.all(all.map((query) => query.refetch())),
  };
}
