import type { AsyncEventRecord, EventInvokeConfigRecord, RecursionRecord } from "./lambda/async-records.ts";
import type { ConcurrencyRecord, ProvisionedRecord } from "./lambda/concurrency-records.ts";
import type { AliasRecord, FunctionRecord, VersionCounter, VersionRecord } from "./lambda/records.ts";
import type { EventSourceMappingRecord, PolicyRecord } from "./lambda/trigger-records.ts";
import type { ScalableTargetRecord, ScalingActivityRecord, ScalingPolicyRecord, ScheduledActionRecord } from "./application-auto-scaling/records.ts";
import type { RestApiRecord } from "./api-gateway/records.ts";
import type { HttpApiRecord } from "./apigatewayv2/records.ts";
import type { AlarmRecord, DatapointRecord } from "./cloudwatch/records.ts";
import type { ListenerRecord, LoadBalancerRecord, RuleRecord as ListenerRuleRecord, TargetGroupRecord } from "./elbv2/records.ts";
import type { BusRecord, RuleRecord } from "./eventbridge/records.ts";
import type { LogEventsRecord, LogGroupRecord, LogStreamRecord } from "./logs/records.ts";
import type { BucketRecord, ObjectRecord } from "./s3/records.ts";
import type { ScheduleRecord } from "./scheduler/records.ts";
import type { AppliedQuotaRecord, QuotaRequestRecord } from "./service-quotas/records.ts";
import type { SubscriptionRecord, TopicRecord } from "./sns/records.ts";
import type { MessageRecord, QueueRecord } from "./sqs/records.ts";

/**
 * Everything that one account keeps in one Region, as named tables of plain records (structured-clonable, no methods).
 * A key is unique within its table and says what the record is; see each record type for its form.
 */
export interface Tables {
  "lambda.functions": FunctionRecord;
  "lambda.versions": VersionRecord;
  "lambda.aliases": AliasRecord;
  "lambda.version-counters": VersionCounter;
  "lambda.concurrency": ConcurrencyRecord;
  "lambda.provisioned": ProvisionedRecord;
  "lambda.event-invoke-configs": EventInvokeConfigRecord;
  "lambda.recursion": RecursionRecord;
  "lambda.policies": PolicyRecord;
  "lambda.event-source-mappings": EventSourceMappingRecord;
  "lambda.async-events": AsyncEventRecord;
  "logs.groups": LogGroupRecord;
  "logs.streams": LogStreamRecord;
  "logs.events": LogEventsRecord;
  "sqs.queues": QueueRecord;
  "sqs.messages": MessageRecord;
  "sns.topics": TopicRecord;
  "sns.subscriptions": SubscriptionRecord;
  "s3.buckets": BucketRecord;
  "s3.objects": ObjectRecord;
  "scheduler.schedules": ScheduleRecord;
  "events.buses": BusRecord;
  "events.rules": RuleRecord;
  "cloudwatch.datapoints": DatapointRecord;
  "cloudwatch.alarms": AlarmRecord;
  "autoscaling.targets": ScalableTargetRecord;
  "autoscaling.policies": ScalingPolicyRecord;
  "autoscaling.scheduled-actions": ScheduledActionRecord;
  "autoscaling.activities": ScalingActivityRecord;
  "quotas.requests": QuotaRequestRecord;
  "quotas.applied": AppliedQuotaRecord;
  "apigateway.http-apis": HttpApiRecord;
  "apigateway.rest-apis": RestApiRecord;
  "elbv2.load-balancers": LoadBalancerRecord;
  "elbv2.target-groups": TargetGroupRecord;
  "elbv2.listeners": ListenerRecord;
  "elbv2.rules": ListenerRuleRecord;
}

export type TableName = keyof Tables;

/** The names of all tables, for whoever loads or walks them. */
export const TABLE_NAMES = [
  "lambda.functions",
  "lambda.versions",
  "lambda.aliases",
  "lambda.version-counters",
  "lambda.concurrency",
  "lambda.provisioned",
  "lambda.event-invoke-configs",
  "lambda.recursion",
  "lambda.policies",
  "lambda.event-source-mappings",
  "lambda.async-events",
  "logs.groups",
  "logs.streams",
  "logs.events",
  "sqs.queues",
  "sqs.messages",
  "sns.topics",
  "sns.subscriptions",
  "s3.buckets",
  "s3.objects",
  "scheduler.schedules",
  "events.buses",
  "events.rules",
  "cloudwatch.datapoints",
  "cloudwatch.alarms",
  "autoscaling.targets",
  "autoscaling.policies",
  "autoscaling.scheduled-actions",
  "autoscaling.activities",
  "quotas.requests",
  "quotas.applied",
  "apigateway.http-apis",
  "apigateway.rest-apis",
  "elbv2.load-balancers",
  "elbv2.target-groups",
  "elbv2.listeners",
  "elbv2.rules",
] as const satisfies readonly TableName[];

/** One account in one Region, as the rules read it. */
export type State = { readonly [T in TableName]: ReadonlyMap<string, Tables[T]> };

/** What a command changes: a record put, or (value `null`) removed. Committed before the command's answer is sent. */
export type Change = {
  [T in TableName]: { readonly table: T; readonly key: string; readonly value: Tables[T] | null };
}[TableName];
