import {
  CloudWatchClient, DescribeAlarmsCommand, GetMetricStatisticsCommand, ListMetricsCommand, PutMetricAlarmCommand, PutMetricDataCommand, SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  CreateQueueCommand, DeleteMessageBatchCommand, GetQueueAttributesCommand, ListQueuesCommand, ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { AwsQueryProtocol } from "@aws-sdk/core/protocols";
import { SmithyRpcV2CborProtocol } from "@smithy/core/cbor";
import { beforeEach, describe, expect, it } from "vitest";
import { type AwsApi, createAwsApi } from "#aws-api/handler.ts";
import { createSdkRequestHandler } from "#aws-api/sdk-request-handler.ts";
import { sdkConfig } from "./sdk-clients.ts";
import { TestCloud } from "./test-cloud.ts";

let cloud: TestCloud;
let api: AwsApi;
const configOf = (accessKeyId?: string) => ({ ...sdkConfig(accessKeyId === undefined ? {} : { accessKeyId }), requestHandler: createSdkRequestHandler((request) => api.answer(request)) });

beforeEach(async () => {
  cloud = await TestCloud.open();
  api = createAwsApi(cloud.plane);
});

describe("GetCallerIdentity", () => {
  it("tells the account of the access key and its administrator", async () => {
    const { $metadata: _metadata, ...identity } = await new STSClient(configOf("210987654321")).send(new GetCallerIdentityCommand());
    expect(identity).toEqual({ Account: "210987654321", Arn: "arn:aws:iam::210987654321:user/administrator", UserId: expect.stringMatching(/^AIDA[A-Z]{17}$/) as string });
    expect(await new STSClient(configOf()).send(new GetCallerIdentityCommand())).toMatchObject({ Account: "123456789012" });
  });

  it("answers a presigned address too, as tools hand it to each other", async () => {
    const query = "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Credential=210987654321%2F20261123%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Signature=0";
    const answer = await api.handle(new Request(`http://localhost:4173/?${query}`));
    expect(await answer.text()).toMatch(/^<GetCallerIdentityResponse xmlns="https:\/\/sts.amazonaws.com\/doc\/2011-06-15\/"><GetCallerIdentityResult><UserId>AIDA\w{17}<\/UserId><Account>210987654321</);
  });
});

describe("SQS in the query protocol, through the SDK's own implementation of it", () => {
  it("sends, receives and deletes; the SDK finds every MD5 right", async () => {
    const sqs = new SQSClient({ ...configOf(), protocol: AwsQueryProtocol });
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "orders", Attributes: { VisibilityTimeout: "60", DelaySeconds: "0" }, tags: { team: "a" } }));
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: "61" } }));
    const attributes = { who: { DataType: "String", StringValue: "a & <b>\n" }, picture: { DataType: "Binary", BinaryValue: Uint8Array.of(1, 2, 255) } };
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "héllo ☃", MessageAttributes: attributes }));
    const batch = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: "a", MessageBody: "two" }, { Id: "b", MessageBody: "x", DelaySeconds: 1000 }] }));
    expect(batch).toMatchObject({ Successful: [{ Id: "a" }], Failed: [{ Id: "b", SenderFault: true, Code: "InvalidParameterValue" }] });
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"], AttributeNames: ["All"] }));
    expect(Messages.map(({ Body }) => Body)).toEqual(["héllo ☃", "two"]);
    expect(Messages[0]).toMatchObject({ MessageAttributes: attributes, Attributes: { ApproximateReceiveCount: "1", SenderId: "123456789012" }, MD5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    const removed = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: Messages.map(({ ReceiptHandle }, index) => ({ Id: `m${index}`, ReceiptHandle })) }));
    expect(removed.Successful).toEqual([{ Id: "m0" }, { Id: "m1" }]);
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
    expect(Attributes).toMatchObject({ QueueArn: "arn:aws:sqs:us-east-1:123456789012:orders", ApproximateNumberOfMessagesNotVisible: "0", VisibilityTimeout: "61" });
    expect((await sqs.send(new ListQueuesCommand())).QueueUrls).toEqual([QueueUrl]);
  });

  it("tells its errors under the codes of that protocol", async () => {
    const sqs = new SQSClient({ ...configOf(), protocol: AwsQueryProtocol, useQueueUrlAsEndpoint: false });
    const missing = sqs.send(new SendMessageCommand({ QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/nope", MessageBody: "x" }));
    await expect(missing).rejects.toMatchObject({ Code: "AWS.SimpleQueueService.NonExistentQueue", message: "The specified queue does not exist.", $metadata: { httpStatusCode: 400 } });
  });

  it("answers a form as boto3 sent it, also one posted to the queue's own address", async () => {
    const form = async (path: string, pairs: Record<string, string>): Promise<string> => {
      const body = new URLSearchParams({ Version: "2012-11-05", ...pairs });
      const headers = {
        "content-type": "application/x-www-form-urlencoded; charset=utf-8", "user-agent": "Boto3/1.26.0 Python/3.9",
        authorization: "AWS4-HMAC-SHA256 Credential=AKID/20261123/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0",
      };
      return (await api.handle(new Request(`http://localhost:4173${path}`, { method: "POST", headers, body }))).text();
    };
    expect(await form("/", { Action: "CreateQueue", QueueName: "q", "Attribute.1.Name": "DelaySeconds", "Attribute.1.Value": "0" })).toMatch(
      /^<CreateQueueResponse xmlns="http:\/\/queue.amazonaws.com\/doc\/2012-11-05\/"><CreateQueueResult><QueueUrl>http:\/\/localhost:4173\/123456789012\/q<\/QueueUrl><\/CreateQueueResult><ResponseMetadata><RequestId>[0-9a-f-]{36}<\/RequestId><\/ResponseMetadata><\/CreateQueueResponse>$/,
    );
    expect(await form("/123456789012/q", { Action: "SendMessage", MessageBody: "x" })).toContain("<MD5OfMessageBody>9dd4e461268c8034f5c8564e155c67a6</MD5OfMessageBody>");
    expect(await form("/123456789012/q", { Action: "GetQueueAttributes", AttributeName: "DelaySeconds" })).toContain("<GetQueueAttributesResult><Attribute><Name>DelaySeconds</Name><Value>0</Value></Attribute></GetQueueAttributesResult>");
    expect(await form("/", { Action: "DeleteQueue", QueueUrl: "http://localhost:4173/123456789012/q" })).toMatch(/^<DeleteQueueResponse [^>]+><ResponseMetadata><RequestId>/);
  });
});

describe.each([["the query protocol", AwsQueryProtocol], ["CBOR", SmithyRpcV2CborProtocol]])("CloudWatch in %s, through the SDK's own implementation of it", (_name, protocol) => {
  it("takes values with fractions and instants, and answers them", async () => {
    const cloudwatch = new CloudWatchClient({ ...configOf(), protocol });
    const at = new Date(cloud.time.now());
    const Dimensions = [{ Name: "Stage", Value: "a & b" }];
    await cloudwatch.send(new PutMetricDataCommand({
      Namespace: "Shop",
      MetricData: [{ MetricName: "Load", Dimensions, Unit: "Percent", Timestamp: at, Value: 1.5 }, { MetricName: "Load", Dimensions, Unit: "Percent", Timestamp: at, Values: [0.25, 2.75], Counts: [1, 2] }],
    }));
    const { Datapoints } = await cloudwatch.send(new GetMetricStatisticsCommand({
      Namespace: "Shop", MetricName: "Load", Dimensions, StartTime: new Date(at.getTime() - 60_000), EndTime: new Date(at.getTime() + 60_000), Period: 60, Statistics: ["Sum", "SampleCount"], ExtendedStatistics: ["p100"],
    }));
    expect(Datapoints).toMatchObject([{ Sum: 7.25, SampleCount: 4, Unit: "Percent", ExtendedStatistics: { p100: expect.closeTo(2.75, 1) as number } }]);
    expect(Datapoints![0]!.Timestamp).toBeInstanceOf(Date);
    expect((await cloudwatch.send(new ListMetricsCommand({ Namespace: "Shop" }))).Metrics).toEqual([{ Namespace: "Shop", MetricName: "Load", Dimensions }]);
  });

  it("keeps an alarm with a threshold of a fraction, and tells its errors", async () => {
    const cloudwatch = new CloudWatchClient({ ...configOf(), protocol });
    await cloudwatch.send(new PutMetricAlarmCommand({
      AlarmName: "a", Namespace: "Shop", MetricName: "Load", Statistic: "Sum", Period: 60, EvaluationPeriods: 2, Threshold: 0.5, ComparisonOperator: "GreaterThanThreshold", ActionsEnabled: false, AlarmActions: [],
    }));
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: "a", StateValue: "ALARM", StateReason: "<why>" }));
    expect((await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ["a"] }))).MetricAlarms).toMatchObject([{ AlarmName: "a", Threshold: 0.5, ActionsEnabled: false, StateValue: "ALARM", StateReason: "<why>" }]);
    await expect(cloudwatch.send(new SetAlarmStateCommand({ AlarmName: "b", StateValue: "OK", StateReason: "" }))).rejects.toMatchObject({ name: "ResourceNotFound", message: "The alarm b does not exist.", $metadata: { httpStatusCode: 404 } });
    const long = cloudwatch.send(new SetAlarmStateCommand({ AlarmName: "b".repeat(256), StateValue: "OK", StateReason: "" }));
    await expect(long).rejects.toMatchObject({ message: expect.stringContaining("at 'alarmName' failed to satisfy constraint: Member must have length less than or equal to 255") as string });
  });
});
