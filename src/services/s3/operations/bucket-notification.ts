import type { GetBucketNotificationConfigurationRequest, NotificationConfiguration, PutBucketNotificationConfigurationRequest } from "@aws-sdk/client-s3";
import { isAwsError } from "../../aws-error.ts";
import type { Operation, OperationContext } from "../../operation.ts";
import { publish } from "../../sns/publish.ts";
import { sendMessage } from "../../sqs/send.ts";
import type { Change, State } from "../../tables.ts";
import { testMessage } from "../event-message.ts";
import { notificationProblem } from "../notification-check.ts";
import { rulesOf } from "../notifications.ts";
import { findBucket } from "../objects.ts";

/** GetBucketNotificationConfiguration; empty where there is none. */
export const getBucketNotificationConfiguration: Operation<GetBucketNotificationConfigurationRequest, NotificationConfiguration> = (state, input) => {
  const bucket = findBucket(state, input.Bucket);
  return isAwsError(bucket) ? bucket : { output: bucket.notification, changes: [] };
};

/** PutBucketNotificationConfiguration: replaces the whole of it. Queues and topics get S3's test event. */
export const putBucketNotificationConfiguration: Operation<PutBucketNotificationConfigurationRequest, Record<string, never>> = (state, input, context) => {
  const bucket = findBucket(state, input.Bucket);
  if (isAwsError(bucket)) return bucket;
  const given = input.NotificationConfiguration ?? {};
  const skipTargets = input.SkipDestinationValidation === true;
  const problem = notificationProblem(state, bucket.name, given, context, skipTargets);
  if (problem) return problem;
  const withId = <One extends { Id?: string | undefined }>(one: One): One => ({ ...one, Id: one.Id ?? context.newId() });
  const notification: NotificationConfiguration = {
    ...(given.TopicConfigurations && { TopicConfigurations: given.TopicConfigurations.map(withId) }),
    ...(given.QueueConfigurations && { QueueConfigurations: given.QueueConfigurations.map(withId) }),
    ...(given.LambdaFunctionConfigurations && { LambdaFunctionConfigurations: given.LambdaFunctionConfigurations.map(withId) }),
    ...(given.EventBridgeConfiguration && { EventBridgeConfiguration: given.EventBridgeConfiguration }),
  };
  return {
    output: {},
    changes: [
      { table: "s3.buckets", key: bucket.name, value: { ...bucket, notification } },
      ...(skipTargets ? [] : testEvents(state, bucket.name, notification, context)),
    ],
  };
};

function testEvents(state: State, bucket: string, notification: NotificationConfiguration, context: OperationContext): Change[] {
  const changes: Change[] = [];
  for (const { kind, target } of rulesOf(notification)) {
    if (kind === "lambda") continue;
    const message = testMessage(bucket, context);
    const sent = kind === "sqs" ? sendMessage(state, target, message, {}, context) : publish(state, target, message, {}, context, { subject: "Amazon S3 Notification" });
    if (!isAwsError(sent)) changes.push(...sent.changes);
  }
  return changes;
}
