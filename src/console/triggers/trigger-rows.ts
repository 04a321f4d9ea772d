import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import type { NotificationConfiguration } from "@aws-sdk/client-s3";
import type { GetScheduleOutput } from "@aws-sdk/client-scheduler";
import type { Subscription } from "@aws-sdk/client-sns";
import { arnName } from "../shared/arn-names.ts";
import type { ApiTrigger } from "./api-rows.ts";
import { LOAD_BALANCER_REMOVAL, loadBalancerDetails, type LoadBalancerTrigger } from "./load-balancer-rows.ts";

/** Something that starts a function. `id` is what its service calls it. */
export type Trigger =
  | { readonly kind: "s3"; readonly id: string; readonly sourceArn: string; readonly bucket: string; readonly events: readonly string[]; readonly prefix: string; readonly suffix: string }
  | { readonly kind: "sqs"; readonly id: string; readonly sourceArn: string; readonly batchSize: number; readonly state: string; readonly lastResult: string; readonly filters: readonly string[] }
  | { readonly kind: "sns"; readonly id: string; readonly sourceArn: string }
  | { readonly kind: "schedule"; readonly id: string; readonly sourceArn: string; readonly group: string; readonly name: string; readonly expression: string; readonly timezone: string; readonly state: string }
  | ApiTrigger
  | LoadBalancerTrigger;

/** The rules of one bucket that start this very function, version or alias. */
export function bucketTriggers(bucket: string, { LambdaFunctionConfigurations = [] }: NotificationConfiguration, functionArn: string): Trigger[] {
  return LambdaFunctionConfigurations.filter((rule) => rule.LambdaFunctionArn === functionArn).map(({ Id = "", Events = [], Filter }) => {
    const rule = (name: string) => Filter?.Key?.FilterRules?.find(({ Name }) => Name?.toLowerCase() === name)?.Value ?? "";
    return { kind: "s3", id: `${bucket}/${Id}`, sourceArn: `arn:aws:s3:::${bucket}`, bucket, events: Events, prefix: rule("prefix"), suffix: rule("suffix") };
  });
}

/** Queues that are polled for it. */
export function queueTriggers(mappings: readonly EventSourceMappingConfiguration[], functionArn: string): Trigger[] {
  return mappings
    .filter((mapping) => mapping.FunctionArn === functionArn)
    .map(({ UUID = "", EventSourceArn = "", BatchSize = 10, State = "", LastProcessingResult = "", FilterCriteria }) => ({
      kind: "sqs", id: UUID, sourceArn: EventSourceArn, batchSize: BatchSize, state: State, lastResult: LastProcessingResult,
      filters: FilterCriteria?.Filters?.flatMap(({ Pattern }) => Pattern ?? []) ?? [],
    }));
}

/** Topics that it is subscribed to. */
export function topicTriggers(subscriptions: readonly Subscription[], functionArn: string): Trigger[] {
  return subscriptions
    .filter(({ Protocol, Endpoint }) => Protocol === "lambda" && Endpoint === functionArn)
    .map(({ SubscriptionArn = "", TopicArn = "" }) => ({ kind: "sns", id: SubscriptionArn, sourceArn: TopicArn }));
}

/** Schedules that start it. */
export function scheduleTriggers(schedules: readonly GetScheduleOutput[], functionArn: string): Trigger[] {
  return schedules
    .filter(({ Target }) => Target?.Arn === functionArn)
    .map(({ Arn = "", GroupName = "default", Name = "", ScheduleExpression = "", ScheduleExpressionTimezone = "UTC", State = "" }) => ({
      kind: "schedule", id: Arn, sourceArn: Arn, group: GroupName, name: Name, expression: ScheduleExpression, timezone: ScheduleExpressionTimezone, state: State,
    }));
}

/** What a trigger is called: its source, or its API. */
export function triggerName(trigger: Trigger): string {
  return trigger.kind === "api" ? trigger.api.name : arnName(trigger.sourceArn).name;
}

/** Whether whoever calls waits for the function. */
export function invocationWords({ kind }: Trigger): string {
  return kind === "api" || kind === "alb" ? "Synchronously" : kind === "sqs" ? "Synchronously, by polling" : "Asynchronously";
}

/** How a trigger works, in a line. */
export function triggerDetails(trigger: Trigger): string {
  switch (trigger.kind) {
    case "s3": {
      const filters = [trigger.prefix && `prefix ${trigger.prefix}`, trigger.suffix && `suffix ${trigger.suffix}`].filter(Boolean).join(", ");
      return `${trigger.events.join(", ")}${filters === "" ? "" : `; ${filters}`}`;
    }
    case "sqs":
      return `${trigger.state}; batches of ${trigger.batchSize}; last result: ${trigger.lastResult || "none yet"}${trigger.filters.length === 0 ? "" : `; only messages that match ${trigger.filters.join(" or ")}`}`;
    case "sns":
      return "Each message that is published, asynchronously";
    case "schedule":
      return `${trigger.expression} (${trigger.timezone}), ${trigger.state === "ENABLED" ? "enabled" : "disabled"}`;
    case "api": {
      const stages = trigger.stages.map(({ name }) => name);
      return `${trigger.api.type} API; ${`${trigger.method} ${trigger.path}`.trim()}; ${stages.length === 0 ? "no stage serves it yet" : `${stages.length === 1 ? "stage" : "stages"} ${stages.join(", ")}`}`;
    }
    case "alb":
      return loadBalancerDetails(trigger);
  }
}

/** What takes a trigger away, and what stays. */
export function removalText(trigger: Trigger): string {
  switch (trigger.kind) {
    case "s3":
      return "The bucket no longer tells this function of its objects, and the permission that the trigger brought is removed with it. The bucket and its objects stay.";
    case "sqs":
      return "Lambda stops polling the queue. The queue and its messages stay.";
    case "sns":
      return "The topic no longer sends to this function, and the permission that the trigger brought is removed with it. The topic stays.";
    case "schedule":
      return "The schedule is deleted.";
    case "api":
      return trigger.isLast
        ? `The API ${trigger.api.name} leads nowhere else, so it is deleted with its stages and its address, and so is the permission that the trigger brought.`
        : `The API ${trigger.api.name} no longer leads ${`${trigger.method} ${trigger.path}`.trim()} here: the ${trigger.api.type === "REST" ? "method" : "route"} and the permission that came with it are removed. ${redeployment(trigger)}The API and its other routes stay.`;
    case "alb":
      return LOAD_BALANCER_REMOVAL;
  }
}

/** A deployment takes all of an API as it is: what else was changed and not deployed goes live with it. */
function redeployment({ api, stages }: ApiTrigger): string {
  const together = "with all other changes of the API that were not deployed yet. ";
  if (api.type === "REST") return stages.length === 0 ? "" : `The stages that serve it are deployed anew, ${together}`;
  const byHand = stages.filter(({ autoDeploy }) => !autoDeploy).map(({ name }) => name);
  return byHand.length === 0 ? "" : `Stages that do not deploy by themselves (${byHand.join(", ")}) are deployed anew, ${together}`;
}
