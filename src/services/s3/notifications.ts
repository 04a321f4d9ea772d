import type { Event, NotificationConfiguration, NotificationConfigurationFilter } from "@aws-sdk/client-s3";
import { isAwsError } from "../aws-error.ts";
import { utf8 } from "../bytes.ts";
import { acceptEvent } from "../lambda/async/async-queue.ts";
import { isInvokeAllowed } from "../lambda/triggers/invoke-permission.ts";
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

/** A filter's value is URL-decoded before it is compared with keys. Source: S3 user guide, "Configuring event notifications using object key name filtering". */
function filterOf(filter: NotificationConfigurationFilter | undefined, name: string): string {
  const value = filter?.Key?.FilterRules?.find((rule) => rule.Name?.toLowerCase() === name)?.Value ?? "";
  try {
    return decodeURIComponent(value.replaceAll("+", " "));
  } catch {
    return value;
  }
}

/** Whether a rule's event type (`s3:ObjectCreated:*`) covers one that happened. */
export function coversEvent(wanted: string, type: string): boolean {
  return wanted === type || (wanted.endsWith(":*") && type.startsWith(wanted.slice(0, -1)));
}

/**
 * The changes that tell all whom the bucket's notifications name of what one request did. A target that is gone, or a
 * function whose policy does not let this bucket invoke it any more, gets nothing; the object is kept all the same, as at AWS.
 */
export function notify(state: State, bucket: BucketRecord, events: readonly ObjectEvent[], context: OperationContext): Change[] {
  const rules = rulesOf(bucket.notification);
  const changes: Change[] = [];
  let { lastSequencer } = bucket;
  for (const event of events) {
    const told = rules.filter((rule) => rule.events.some((wanted) => coversEvent(wanted, event.type)) && event.key.startsWith(rule.prefix) && event.key.endsWith(rule.suffix));
    if (told.length === 0) continue;
    lastSequencer = nextSequencer(lastSequencer, context.now);
    for (const rule of told) {
      const sent = deliver(state, rule, eventMessage(event, rule.id, lastSequencer, context), bucket.name, context);
      if (sent && !isAwsError(sent)) changes.push(...sent.changes);
    }
  }
  if (lastSequencer === bucket.lastSequencer) return changes;
  return [{ table: "s3.buckets", key: bucket.name, value: { ...bucket, ...(lastSequencer !== undefined && { lastSequencer }) } }, ...changes];
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
