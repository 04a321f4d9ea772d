import { CreateEventSourceMappingCommand, DeleteEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { GetBucketNotificationConfigurationCommand, PutBucketNotificationConfigurationCommand, type Event, type NotificationConfiguration, type S3Client } from "@aws-sdk/client-s3";
import { CreateScheduleCommand, DeleteScheduleCommand } from "@aws-sdk/client-scheduler";
import { SubscribeCommand, UnsubscribeCommand } from "@aws-sdk/client-sns";
import type { ClientOf } from "../aws/lazy-clients.ts";
import { allOrNothing } from "./all-or-nothing.ts";
import { apiSourceArn } from "./api-rows.ts";
import { addApiRoute, apiFor, removeApiRoute, type NewApiTrigger } from "./change-api-triggers.ts";
import { addLoadBalancerTrigger, removeLoadBalancerTrigger, type NewLoadBalancerTrigger } from "./load-balancer-changes.ts";
import { removePermission, withPermission, type TriggerPermission, type TriggerTarget } from "./trigger-permission.ts";
import { permissionSid, type Trigger } from "./trigger-rows.ts";

/** A trigger that is to be made. */
export type NewTrigger =
  | { readonly kind: "s3"; readonly bucketArn: string; readonly event: string; readonly prefix: string; readonly suffix: string }
  | { readonly kind: "sqs"; readonly queueArn: string; readonly batchSize: number; readonly windowSeconds: number; readonly reportItems: boolean; readonly filter: string }
  | { readonly kind: "sns"; readonly topicArn: string }
  | { readonly kind: "schedule"; readonly name: string; readonly expression: string }
  | NewApiTrigger
  | NewLoadBalancerTrigger;

/** Makes a trigger with all it takes, in AWS's order: first the permission, then the source. What failed half-way is undone. */
export async function addTrigger(client: ClientOf, target: TriggerTarget, trigger: NewTrigger): Promise<void> {
  switch (trigger.kind) {
    case "s3":
      return withPermission(client, target, permissionOf("s3.amazonaws.com", trigger.bucketArn), async () => {
        const s3 = await client("s3");
        const rules = [...(trigger.prefix === "" ? [] : [{ Name: "prefix" as const, Value: trigger.prefix }]), ...(trigger.suffix === "" ? [] : [{ Name: "suffix" as const, Value: trigger.suffix }])];
        await changeNotifications(s3, bucketOf(trigger.bucketArn), (all) => [
          ...all,
          { LambdaFunctionArn: target.arn, Events: [trigger.event as Event], ...(rules.length === 0 ? {} : { Filter: { Key: { FilterRules: rules } } }) },
        ]);
      });
    case "sns":
      return withPermission(client, target, permissionOf("sns.amazonaws.com", trigger.topicArn), async () => {
        await (await client("sns")).send(new SubscribeCommand({ TopicArn: trigger.topicArn, Protocol: "lambda", Endpoint: target.arn }));
      });
    case "sqs":
      await (await client("lambda")).send(
        new CreateEventSourceMappingCommand({
          EventSourceArn: trigger.queueArn,
          FunctionName: target.arn,
          BatchSize: trigger.batchSize,
          MaximumBatchingWindowInSeconds: trigger.windowSeconds,
          ...(trigger.reportItems ? { FunctionResponseTypes: ["ReportBatchItemFailures"] } : {}),
          ...(trigger.filter === "" ? {} : { FilterCriteria: { Filters: [{ Pattern: trigger.filter }] } }),
        }),
      );
      return;
    case "api": {
      const clients = await client("apigateway");
      return allOrNothing(async (undo) => {
        const apiId = await apiFor(clients, trigger, undo);
        await withPermission(client, target, permissionOf("apigateway.amazonaws.com", apiSourceArn(target, apiId, "ANY", `/${target.name}`)), () => addApiRoute(clients, trigger, apiId, target, target.region, undo));
      });
    }
    case "schedule":
      await (await client("scheduler")).send(
        new CreateScheduleCommand({
          Name: trigger.name,
          ScheduleExpression: trigger.expression,
          FlexibleTimeWindow: { Mode: "OFF" },
          // There is no IAM here: a role is a name.
          Target: { Arn: target.arn, RoleArn: `arn:aws:iam::${target.accountId}:role/service-role/scheduler-${target.name}` },
        }),
      );
      return;
    case "alb":
      return addLoadBalancerTrigger(client, target, trigger);
  }
}

/** Takes a trigger away, with the permission that came with it. */
export async function removeTrigger(client: ClientOf, target: TriggerTarget, trigger: Trigger, others: readonly Trigger[]): Promise<void> {
  switch (trigger.kind) {
    case "s3":
      await changeNotifications(await client("s3"), trigger.bucket, (all) => all.filter(({ Id }) => `${trigger.bucket}/${Id}` !== trigger.id));
      break;
    case "sns":
      await (await client("sns")).send(new UnsubscribeCommand({ SubscriptionArn: trigger.id }));
      break;
    case "api":
      await removeApiRoute(await client("apigateway"), trigger);
      break;
    case "sqs":
      await (await client("lambda")).send(new DeleteEventSourceMappingCommand({ UUID: trigger.id }));
      return;
    case "schedule":
      await (await client("scheduler")).send(new DeleteScheduleCommand({ Name: trigger.name, GroupName: trigger.group }));
      return;
    case "alb":
      return removeLoadBalancerTrigger(client, target, trigger);
  }
  // Another rule of the same bucket still needs it.
  if (others.some((other) => other.id !== trigger.id && other.sourceArn === trigger.sourceArn)) return;
  await removePermission(client, target, permissionSid(trigger.sourceArn));
}

function permissionOf(principal: string, sourceArn: string): TriggerPermission {
  return { sid: permissionSid(sourceArn), principal, sourceArn };
}

type FunctionRule = NonNullable<NotificationConfiguration["LambdaFunctionConfigurations"]>[number];

/** A bucket's configuration is put as a whole: what else is in it goes back as it came. */
async function changeNotifications(s3: S3Client, Bucket: string, change: (rules: readonly FunctionRule[]) => FunctionRule[]): Promise<void> {
  const { TopicConfigurations, QueueConfigurations, LambdaFunctionConfigurations = [], EventBridgeConfiguration } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { TopicConfigurations, QueueConfigurations, EventBridgeConfiguration, LambdaFunctionConfigurations: change(LambdaFunctionConfigurations) },
    }),
  );
}

function bucketOf(arn: string): string {
  return arn.slice("arn:aws:s3:::".length);
}
