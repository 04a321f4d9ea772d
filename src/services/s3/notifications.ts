import type { Event, NotificationConfiguration, NotificationConfigurationFilter } from "@aws-sdk/client-s3";
import { isAwsError } from "../aws-error.ts";
import { utf8 } from "../bytes.ts";
import { acceptEvent } from "../lambda/async-queue.ts";
import { isInvokeAllowed } from "../lambda/invoke-permission.ts";
import type { OperationContext } from "../operation.ts";
import { publish } from "../sns/publish.ts";
import { sendMessage } from "../sqs/send.ts";
import type { Change, State } from "../tables.ts";
import { eventMessage, nextSequencer, type ObjectEvent } from "./event-message.ts";
import { bucketArn } from "./objects.ts";
import type { BucketRecord } from "./records.ts";

/** One rule of a bucket's notification configuration, whatever its target. */
export interface NotificationRule {
  readonly id: string;
  readonly kind: "lambda" | "sqs" | "sns";
  readonly target: string;
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

/** The rules of a configuration: functions, queues, topics. */
export function rulesOf(configuration: NotificationConfiguration): NotificationRule[] {
  const rule = (kind: NotificationRule["kind"], target: string | undefined, one: { Id?: string | undefined; Events: Event[] | undefined; Filter?: NotificationConfigurationFilter | undefined }): NotificationRule => ({
    id: one.Id ?? "",
    kind,
    target: target ?? "",
    events: one.Events ?? [],
    prefix: filterOf(one.Filter, "prefix"),
    suffix: filterOf(one.Filter, "suffix"),
  });
  return [
    ...(configuration.LambdaFunctionConfigurations ?? []).map((one) => rule("lambda", one.LambdaFunctionArn, one)),
    ...(configuration.QueueConfigurations ?? []).map((one) => rule("sqs", one.QueueArn, one)),
    ...(configuration.TopicConfigurations ?? []).map((one) => rule("sns", one.TopicArn, one)),
  ];
}

function filterOf(filter: NotificationConfigurationFilter | undefined, name: string): string {
  return filter?.Key?.FilterRules?.find((rule) => rule.Name?.toLowerCase() === name)?.Value ?? "";
}

/** Whether a rule's event type (`s3:ObjectCreated:*`) covers one that happened. */
export function coversEvent(wanted: string, type: string): boolean {
  return wanted === type || (wanted.endsWith(":*") && type.startsWith(wanted.slice(0, -1)));
}

/**
 * The changes that tell all whom the bucket's notifications name. A target that is gone, or a function whose policy does
 * not let this bucket invoke it any more, gets nothing; the object is kept all the same, as at AWS.
 */
export function notify(state: State, bucket: BucketRecord, event: ObjectEvent, context: OperationContext): Change[] {
  const rules = rulesOf(bucket.notification).filter(
    (rule) => rule.events.some((wanted) => coversEvent(wanted, event.type)) && event.key.startsWith(rule.prefix) && event.key.endsWith(rule.suffix),
  );
  if (rules.length === 0) return [];
  const sequencer = nextSequencer(bucket.lastSequencer, context.now);
  const changes: Change[] = [{ table: "s3.buckets", key: bucket.name, value: { ...bucket, lastSequencer: sequencer } }];
  for (const rule of rules) {
    const message = eventMessage(event, rule.id, sequencer, context);
    const sent = deliver(state, rule, message, bucket.name, context);
    if (sent && !isAwsError(sent)) changes.push(...sent.changes);
  }
  return changes;
}

function deliver(state: State, rule: NotificationRule, message: string, bucket: string, context: OperationContext): ReturnType<typeof publish> | ReturnType<typeof acceptEvent> | undefined {
  // An object that a function's destination wrote belongs to a chain of invocations, and so does what it leads to.
  const { depth = 0 } = context;
  if (rule.kind === "sqs") return sendMessage(state, rule.target, message, {}, context, { depth });
  if (rule.kind === "sns") return publish(state, rule.target, message, {}, context, { subject: "Amazon S3 Notification", depth });
  if (!mayInvoke(state, rule.target, bucket, context)) return undefined;
  return acceptEvent(state, { target: rule.target, payload: utf8(message), source: "s3", depth }, context);
}

/** Whether the function's resource-based policy lets S3 invoke it for this bucket. */
export function mayInvoke(state: State, target: string, bucket: string, context: Pick<OperationContext, "accountId" | "region">): boolean {
  return isInvokeAllowed(state, target, { service: "s3.amazonaws.com", sourceArn: bucketArn(bucket), sourceAccount: context.accountId }, context);
}
