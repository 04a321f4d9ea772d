import type { AsyncEventRecord, EventInvokeConfigRecord, RecursionRecord } from "./lambda/async/async-records.ts";
import type { ConcurrencyRecord, ProvisionedRecord } from "./lambda/concurrency/concurrency-records.ts";
import type { AliasRecord, FunctionRecord, VersionCounter, VersionRecord } from "./lambda/records.ts";
import type { EventSourceMappingRecord, PolicyRecord } from "./lambda/triggers/trigger-records.ts";
import type { ScalableTargetRecord, ScalingActivityRecord, ScalingPolicyRecord, ScheduledActionRecord } from "./application-auto-scaling/records.ts";
import type { RestApiRecord } from "./api-gateway/records.ts";
import type { HttpApiRecord } from "./apigatewayv2/records.ts";
import type { AlarmRecord, DatapointRecord } from "./cloudwatch/records.ts";
import type { ListenerRecord, LoadBalancerRecord, RuleRecord as ListenerRuleRecord, TargetGroupRecord } from "./elbv2/records.ts";
import type { BusRecord, RuleRecord } from "./eventbridge/records.ts";
import type { LogEventsRecord, LogGroupRecord, LogStreamRecord } from "./logs/records.ts";
import type { BlobRecord, BucketRecord, ObjectRecord, UploadRecord } from "./s3/records.ts";
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
  "s3.blobs": BlobRecord;
  "s3.uploads": UploadRecord;
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

/**
 * Every table and no other name (the compiler compares it with {@link Tables}), with the stored version that brought it.
 * A new table takes the next free number, so that an older build does not open what it cannot serve.
 */
export const TABLE_VERSIONS = {
  "lambda.functions": 1,
  "lambda.versions": 1,
  "lambda.aliases": 1,
  "lambda.version-counters": 1,
  "lambda.concurrency": 1,
  "lambda.provisioned": 1,
  "lambda.event-invoke-configs": 1,
  "lambda.recursion": 1,
  "lambda.policies": 1,
  "lambda.event-source-mappings": 1,
  "lambda.async-events": 1,
  "logs.groups": 1,
  "logs.streams": 1,
  "logs.events": 1,
  "sqs.queues": 1,
  "sqs.messages": 1,
  "sns.topics": 1,
  "sns.subscriptions": 1,
  "s3.buckets": 1,
  "s3.objects": 1,
  "s3.blobs": 3,
  "s3.uploads": 4,
  "scheduler.schedules": 1,
  "events.buses": 1,
  "events.rules": 1,
  "cloudwatch.datapoints": 1,
  "cloudwatch.alarms": 1,
  "autoscaling.targets": 1,
  "autoscaling.policies": 1,
  "autoscaling.scheduled-actions": 1,
  "autoscaling.activities": 1,
  "quotas.requests": 1,
  "quotas.applied": 1,
  "apigateway.http-apis": 1,
  "apigateway.rest-apis": 1,
  "elbv2.load-balancers": 1,
  "elbv2.target-groups": 1,
  "elbv2.listeners": 1,
  "elbv2.rules": 1,
} satisfies Readonly<Record<TableName, number>>;

/** Whether this build has a table of that name. A store may hold rows of tables that it has not. */
export function isTableName(name: string): name is TableName {
  return Object.hasOwn(TABLE_VERSIONS, name);
}

/** The names of all tables, for code that loads or walks them. */
export const TABLE_NAMES: readonly TableName[] = Object.keys(TABLE_VERSIONS).filter(isTableName);

/** One account in one Region, as the rules read it. */
export type State = { readonly [T in TableName]: ReadonlyMap<string, Tables[T]> };

/** What a command changes: a record put, or (value `null`) removed. Committed before the command's answer is sent. */
export type Change = {
  [T in TableName]: { readonly table: T; readonly key: string; readonly value: Tables[T] | null };
}[TableName];
