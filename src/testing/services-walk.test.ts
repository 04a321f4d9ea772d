import {
  ApplicationAutoScalingClient, DescribeScalableTargetsCommand, DescribeScalingActivitiesCommand, DescribeScalingPoliciesCommand, PutScalingPolicyCommand,
  PutScheduledActionCommand, RegisterScalableTargetCommand,
} from "@aws-sdk/client-application-auto-scaling";
import {
  CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand, GetMetricStatisticsCommand, ListMetricsCommand, PutMetricAlarmCommand, PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { AddPermissionCommand, CreateAliasCommand, LambdaClient, PublishVersionCommand } from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand, DeleteBucketCommand, DeleteObjectCommand, GetBucketLocationCommand, GetBucketNotificationConfigurationCommand, GetObjectCommand,
  HeadBucketCommand, HeadObjectCommand, ListBucketsCommand, ListObjectsV2Command, NoSuchKey, NotFound, PutBucketNotificationConfigurationCommand,
  PutObjectCommand, S3Client,
} from "@aws-sdk/client-s3";
import { CreateScheduleCommand, DeleteScheduleCommand, GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { GetServiceQuotaCommand, ListRequestedServiceQuotaChangeHistoryCommand, RequestServiceQuotaIncreaseCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { CreateTopicCommand, ListSubscriptionsByTopicCommand, NotFoundException, PublishCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand, DeleteMessageCommand, GetQueueAttributesCommand, PurgeQueueCommand, QueueDoesNotExist, ReceiveMessageCommand, SendMessageBatchCommand,
  SendMessageCommand, SQSClient,
} from "@aws-sdk/client-sqs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createAwsApi } from "#aws-api/handler.ts";
import { createSdkRequestHandler } from "#aws-api/sdk-request-handler.ts";
import { returns } from "./scripted-runtime.ts";
import { sdkConfig } from "./sdk-clients.ts";
import { TestCloud } from "./test-cloud.ts";

vi.setConfig({ testTimeout: 60_000 });

let cloud: TestCloud;
let config: ReturnType<typeof sdkConfig> & { requestHandler: ReturnType<typeof createSdkRequestHandler>; forcePathStyle: true };
const queueArn = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`;
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";

beforeEach(async () => {
  cloud = await TestCloud.open();
  const api = createAwsApi(cloud.plane);
  config = { ...sdkConfig(), forcePathStyle: true, requestHandler: createSdkRequestHandler((request) => api.answer(request)) };
});

describe("through their unmodified SDK clients", () => {
  it("SQS: a message is sent, received once within its time-out, and deleted; the SDK finds every MD5 right", async () => {
    const sqs = new SQSClient(config);
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "orders", Attributes: { VisibilityTimeout: "60" } }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "héllo ☃", MessageAttributes: { RequestID: { DataType: "String", StringValue: "1" }, Blob: { DataType: "Binary", BinaryValue: Uint8Array.of(1, 2, 255) } } }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: "a", MessageBody: "two" }, { Id: "b", MessageBody: "three", DelaySeconds: 900 }] }));
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] }));
    expect(Messages.map(({ Body }) => Body)).toEqual(["héllo ☃", "two"]);
    expect(Messages[0]).toMatchObject({ Attributes: { ApproximateReceiveCount: "1" }, MessageAttributes: { RequestID: { DataType: "String", StringValue: "1" }, Blob: { BinaryValue: Uint8Array.of(1, 2, 255) } } });
    expect(await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).not.toHaveProperty("Messages");
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]!.ReceiptHandle }));
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
    expect(Attributes).toMatchObject({ QueueArn: queueArn("orders"), ApproximateNumberOfMessagesNotVisible: "1", ApproximateNumberOfMessagesDelayed: "1", VisibilityTimeout: "60" });
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    const gone = sqs.send(new SendMessageCommand({ QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/nope", MessageBody: "x" }));
    await expect(gone).rejects.toBeInstanceOf(QueueDoesNotExist);
    await expect(gone).rejects.toMatchObject({ message: "The specified queue does not exist." });
    await expect(sqs.send(new CreateQueueCommand({ QueueName: "x.fifo" }))).rejects.toThrow("FIFO queues are not simulated");
  });

  it("SNS: what is published reaches a queue, in SNS's envelope or raw", async () => {
    const [sqs, sns] = [new SQSClient(config), new SNSClient(config)];
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "news" }));
    for (const name of ["wrapped", "raw"]) {
      await sqs.send(new CreateQueueCommand({ QueueName: name }));
      await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queueArn(name), ...(name === "raw" && { Attributes: { RawMessageDelivery: "true" } }) }));
    }
    await sns.send(new PublishCommand({ TopicArn, Message: "a <b> & \"c\"\n☃", Subject: "hi", MessageAttributes: { kind: { DataType: "String", StringValue: "x" } } }));
    const read = async (name: string): Promise<string> =>
      (await sqs.send(new ReceiveMessageCommand({ QueueUrl: `https://sqs.us-east-1.amazonaws.com/1/${name}`, MessageAttributeNames: ["All"] }))).Messages![0]!.Body!;
    expect(await read("raw")).toBe("a <b> & \"c\"\n☃");
    expect(JSON.parse(await read("wrapped"))).toMatchObject({ Type: "Notification", TopicArn, Subject: "hi", Message: "a <b> & \"c\"\n☃", MessageAttributes: { kind: { Type: "String", Value: "x" } } });
    expect((await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions).toHaveLength(2);
    const refused = sns.send(new PublishCommand({ TopicArn: `${TopicArn}2`, Message: "x" }));
    await expect(refused).rejects.toBeInstanceOf(NotFoundException);
    await expect(refused).rejects.toMatchObject({ message: "Topic does not exist" });
  });

  it("S3: objects, listings with a delimiter, and errors that the SDK knows", async () => {
    const s3 = new S3Client(config);
    await s3.send(new CreateBucketCommand({ Bucket: "my-photos" }));
    await s3.send(new HeadBucketCommand({ Bucket: "my-photos" }));
    for (const Key of ["2026/a b+c.jpg", "2026/ü&<.jpg", "top.txt"]) await s3.send(new PutObjectCommand({ Bucket: "my-photos", Key, Body: `body of ${Key}`, ContentType: "text/plain", Metadata: { who: "me" } }));
    const got = await s3.send(new GetObjectCommand({ Bucket: "my-photos", Key: "2026/a b+c.jpg" }));
    expect(await got.Body!.transformToString()).toBe("body of 2026/a b+c.jpg");
    expect(got).toMatchObject({ ContentType: "text/plain", Metadata: { who: "me" }, ContentLength: 22 });
    expect(await s3.send(new HeadObjectCommand({ Bucket: "my-photos", Key: "top.txt" }))).toMatchObject({ ContentLength: 15 });
    const top = await s3.send(new ListObjectsV2Command({ Bucket: "my-photos", Delimiter: "/" }));
    expect([top.Contents?.map(({ Key }) => Key), top.CommonPrefixes]).toEqual([["top.txt"], [{ Prefix: "2026/" }]]);
    const under = await s3.send(new ListObjectsV2Command({ Bucket: "my-photos", Prefix: "2026/", MaxKeys: 1 }));
    expect(under).toMatchObject({ IsTruncated: true, KeyCount: 1 });
    const rest = await s3.send(new ListObjectsV2Command({ Bucket: "my-photos", Prefix: "2026/", ContinuationToken: under.NextContinuationToken }));
    expect([...(under.Contents ?? []), ...(rest.Contents ?? [])].map(({ Key }) => Key)).toEqual(["2026/a b+c.jpg", "2026/ü&<.jpg"]);
    expect((await s3.send(new ListBucketsCommand({}))).Buckets).toMatchObject([{ Name: "my-photos" }]);
    await s3.send(new GetBucketLocationCommand({ Bucket: "my-photos" }));
    await expect(s3.send(new GetObjectCommand({ Bucket: "my-photos", Key: "nope" }))).rejects.toBeInstanceOf(NoSuchKey);
    await expect(s3.send(new HeadObjectCommand({ Bucket: "my-photos", Key: "nope" }))).rejects.toBeInstanceOf(NotFound);
    await expect(s3.send(new DeleteBucketCommand({ Bucket: "my-photos" }))).rejects.toMatchObject({ name: "BucketNotEmpty", $metadata: { httpStatusCode: 409 } });
    await s3.send(new DeleteObjectCommand({ Bucket: "my-photos", Key: "top.txt" }));
    expect(cloud.bugs).toEqual([]);
  });

  it("S3: a new object invokes the function that its notification names, once its policy allows it", async () => {
    const [s3, lambda] = [new S3Client(config), new LambdaClient(config)];
    await cloud.createFunction("orders");
    await s3.send(new CreateBucketCommand({ Bucket: "my-photos" }));
    const notification = new PutBucketNotificationConfigurationCommand({
      Bucket: "my-photos",
      NotificationConfiguration: {
        LambdaFunctionConfigurations: [{ LambdaFunctionArn: FUNCTION, Events: ["s3:ObjectCreated:*"], Filter: { Key: { FilterRules: [{ Name: "suffix", Value: ".jpg" }] } } }],
      },
    });
    await expect(s3.send(notification)).rejects.toMatchObject({ name: "InvalidArgument", message: "Unable to validate the following destination configurations" });
    await lambda.send(new AddPermissionCommand({ FunctionName: "orders", StatementId: "s3", Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com", SourceArn: "arn:aws:s3:::my-photos", SourceAccount: "123456789012" }));
    await s3.send(notification);
    expect(await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket: "my-photos" }))).toMatchObject({
      LambdaFunctionConfigurations: [{ LambdaFunctionArn: FUNCTION, Events: ["s3:ObjectCreated:*"], Filter: { Key: { FilterRules: [{ Name: "suffix", Value: ".jpg" }] } } }],
    });
    const events: unknown[] = [];
    cloud.runtime.behaviour = { invoke: (event) => (events.push(event), returns(null)) };
    await s3.send(new PutObjectCommand({ Bucket: "my-photos", Key: "red flower.jpg", Body: "x" }));
    await s3.send(new PutObjectCommand({ Bucket: "my-photos", Key: "notes.txt", Body: "x" }));
    await cloud.time.advance(2000);
    expect(events).toMatchObject([{ Records: [{ eventVersion: "2.1", eventSource: "aws:s3", eventName: "ObjectCreated:Put", s3: { s3SchemaVersion: "1.0", bucket: { name: "my-photos", arn: "arn:aws:s3:::my-photos" }, object: { key: "red+flower.jpg", size: 1, eTag: "9dd4e461268c8034f5c8564e155c67a6" } } }] }]);
  });

  it("Scheduler: a rate invokes the function at once and then at its interval, until it is deleted", async () => {
    const scheduler = new SchedulerClient(config);
    await cloud.createFunction("orders");
    const events: unknown[] = [];
    cloud.runtime.behaviour = { invoke: (event) => (events.push(event), returns(null)) };
    await scheduler.send(new CreateScheduleCommand({ Name: "tick", ScheduleExpression: "rate(5 minutes)", FlexibleTimeWindow: { Mode: "OFF" }, Target: { Arn: FUNCTION, RoleArn: "arn:aws:iam::123456789012:role/s" } }));
    await cloud.time.advance(10 * 60_000 + 5000);
    expect(events).toHaveLength(3);
    expect(events[0]).toMatchObject({ "detail-type": "Scheduled Event", source: "aws.scheduler", detail: "{}", resources: ["arn:aws:scheduler:us-east-1:123456789012:schedule/default/tick"] });
    expect(await scheduler.send(new GetScheduleCommand({ Name: "tick" }))).toMatchObject({ State: "ENABLED", GroupName: "default" });
    expect((await scheduler.send(new ListSchedulesCommand({}))).Schedules).toHaveLength(1);
    await scheduler.send(new DeleteScheduleCommand({ Name: "tick" }));
    await cloud.time.advance(10 * 60_000);
    expect(events).toHaveLength(3);
    await expect(scheduler.send(new GetScheduleCommand({ Name: "tick" }))).rejects.toMatchObject({ name: "ResourceNotFoundException", message: "Schedule tick does not exist." });
  });

  it("CloudWatch: metrics come back by statistic and period, and an alarm follows them", async () => {
    const cloudwatch = new CloudWatchClient(config);
    const put = (Value: number): Promise<unknown> => cloudwatch.send(new PutMetricDataCommand({ Namespace: "Shop", MetricData: [{ MetricName: "Load", Value, Timestamp: new Date(cloud.time.now()) }] }));
    await cloudwatch.send(new PutMetricAlarmCommand({ AlarmName: "high", Namespace: "Shop", MetricName: "Load", Statistic: "Average", Period: 60, EvaluationPeriods: 2, Threshold: 5, ComparisonOperator: "GreaterThanThreshold" }));
    const state = async (): Promise<string | undefined> => (await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ["high"] }))).MetricAlarms![0]!.StateValue;
    expect(await state()).toBe("INSUFFICIENT_DATA");
    const from = new Date(cloud.time.now() - 60_000);
    for (const value of [10, 20]) {
      await put(value);
      await cloud.time.advance(60_000);
    }
    await cloud.time.advance(1000);
    expect(await state()).toBe("ALARM");
    const EndTime = new Date(cloud.time.now());
    const { Datapoints } = await cloudwatch.send(new GetMetricStatisticsCommand({ Namespace: "Shop", MetricName: "Load", StartTime: from, EndTime, Period: 3600, Statistics: ["Sum", "Maximum", "SampleCount"], ExtendedStatistics: ["p50"] }));
    expect(Datapoints).toMatchObject([{ Sum: 30, Maximum: 20, SampleCount: 2 }]);
    expect((await cloudwatch.send(new ListMetricsCommand({ Namespace: "Shop" }))).Metrics).toEqual([{ Namespace: "Shop", MetricName: "Load", Dimensions: [] }]);
    const { MetricDataResults } = await cloudwatch.send(new GetMetricDataCommand({
      StartTime: from, EndTime, ScanBy: "TimestampAscending",
      MetricDataQueries: [{ Id: "m", ReturnData: false, MetricStat: { Metric: { Namespace: "Shop", MetricName: "Load" }, Period: 60, Stat: "Sum" } }, { Id: "e", Expression: "m * 2 + 1", Label: "double" }],
    }));
    expect(MetricDataResults).toMatchObject([{ Id: "e", Label: "double", Values: [21, 41] }]);
    await cloud.time.advance(10 * 60_000);
    expect(await state()).toBe("INSUFFICIENT_DATA");
  });

  it("Application Auto Scaling: a scheduled action raises provisioned concurrency; a policy has its two alarms", async () => {
    const [scaling, lambda, cloudwatch] = [new ApplicationAutoScalingClient(config), new LambdaClient(config), new CloudWatchClient(config)];
    await cloud.createFunction("orders");
    await lambda.send(new PublishVersionCommand({ FunctionName: "orders" }));
    await lambda.send(new CreateAliasCommand({ FunctionName: "orders", Name: "prod", FunctionVersion: "1" }));
    const target = { ServiceNamespace: "lambda", ResourceId: "function:orders:prod", ScalableDimension: "lambda:function:ProvisionedConcurrency" } as const;
    await scaling.send(new RegisterScalableTargetCommand({ ...target, MinCapacity: 1, MaxCapacity: 10 }));
    const at = new Date(cloud.time.now() + 60_000).toISOString().slice(0, 19);
    await scaling.send(new PutScheduledActionCommand({ ...target, ScheduledActionName: "morning", Schedule: `at(${at})`, ScalableTargetAction: { MinCapacity: 3 } }));
    await scaling.send(new PutScalingPolicyCommand({ ...target, PolicyName: "track", PolicyType: "TargetTrackingScaling", TargetTrackingScalingPolicyConfiguration: { TargetValue: 0.7, PredefinedMetricSpecification: { PredefinedMetricType: "LambdaProvisionedConcurrencyUtilization" } } }));
    const { ScalingPolicies } = await scaling.send(new DescribeScalingPoliciesCommand({ ServiceNamespace: "lambda" }));
    expect(ScalingPolicies![0]!.Alarms!.map(({ AlarmName }) => AlarmName!.replace(/-[0-9a-f-]{36}$/, ""))).toEqual([
      "TargetTracking-function:orders:prod-AlarmHigh", "TargetTracking-function:orders:prod-AlarmLow",
    ]);
    expect((await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms).toMatchObject([{ Threshold: 0.7, EvaluationPeriods: 3 }, { Threshold: 0.63, EvaluationPeriods: 15 }]);
    await cloud.time.advance(62_000);
    expect(cloud.rows("lambda.provisioned")).toMatchObject([{ requested: 3 }]);
    expect((await scaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: "lambda" }))).ScalableTargets).toMatchObject([{ MinCapacity: 3, MaxCapacity: 10 }]);
    expect((await scaling.send(new DescribeScalingActivitiesCommand({ ServiceNamespace: "lambda" }))).ScalingActivities).toMatchObject([{ Description: "Setting desired concurrency to 3.", StatusCode: "Successful" }]);
  });

  it("Service Quotas: a request for more concurrency is approved after a while, and then holds", async () => {
    const quotas = new ServiceQuotasClient(config);
    const quota = { ServiceCode: "lambda", QuotaCode: "L-B99A9384" };
    const value = async (): Promise<number | undefined> => (await quotas.send(new GetServiceQuotaCommand(quota))).Quota?.Value;
    expect(await value()).toBe(1000);
    await quotas.send(new RequestServiceQuotaIncreaseCommand({ ...quota, DesiredValue: 2000 }));
    await expect(quotas.send(new RequestServiceQuotaIncreaseCommand({ ...quota, DesiredValue: 3000 }))).rejects.toMatchObject({ name: "ResourceAlreadyExistsException" });
    const status = async (): Promise<string | undefined> => (await quotas.send(new ListRequestedServiceQuotaChangeHistoryCommand({ ServiceCode: "lambda" }))).RequestedQuotas![0]!.Status;
    expect([await status(), await value()]).toEqual(["PENDING", 1000]);
    await cloud.time.advance(15 * 60_000 + 1000);
    expect([await status(), await value()]).toEqual(["APPROVED", 2000]);
  });
});
