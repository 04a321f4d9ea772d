import {
  CreateEventBusCommand, DeleteRuleCommand, DescribeEventBusCommand, EventBridgeClient, InvalidEventPatternException, ListEventBusesCommand, ListTargetsByRuleCommand, PutEventsCommand,
  PutRuleCommand, PutTargetsCommand, RemoveTargetsCommand, ResourceNotFoundException,
} from "@aws-sdk/client-eventbridge";
import { AddPermissionCommand, InvokeCommand, LambdaClient, PutFunctionEventInvokeConfigCommand } from "@aws-sdk/client-lambda";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createAwsApi } from "#aws-api/handler.ts";
import { createSdkRequestHandler } from "#aws-api/sdk-request-handler.ts";
import { returns, throws } from "./scripted-runtime.ts";
import { sdkConfig } from "./sdk-clients.ts";
import { TestCloud } from "./test-cloud.ts";

vi.setConfig({ testTimeout: 60_000 });

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const BUS = "arn:aws:events:us-east-1:123456789012:event-bus/results";
const QUEUE = "arn:aws:sqs:us-east-1:123456789012:results";
let cloud: TestCloud;
let events: EventBridgeClient;
let lambda: LambdaClient;
let sqs: SQSClient;

beforeEach(async () => {
  cloud = await TestCloud.open();
  const api = createAwsApi(cloud.plane);
  const config = { ...sdkConfig(), requestHandler: createSdkRequestHandler((request) => api.answer(request)) };
  [events, lambda, sqs] = [new EventBridgeClient(config), new LambdaClient(config), new SQSClient(config)];
  await cloud.createFunction("orders");
});

async function received(): Promise<Record<string, unknown>[]> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "results" }));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  return Messages.map(({ Body }) => JSON.parse(Body!) as Record<string, unknown>);
}

describe("EventBridge through its unmodified SDK client", () => {
  it("an asynchronous invocation's record comes over the bus to the queue that a rule names: successes, or failures", async () => {
    await expect(lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: "orders", DestinationConfig: { OnSuccess: { Destination: BUS } } }))).rejects.toMatchObject({ message: `The destination ARN ${BUS} is invalid.` });
    await events.send(new CreateEventBusCommand({ Name: "results" }));
    await sqs.send(new CreateQueueCommand({ QueueName: "results" }));
    await events.send(new PutRuleCommand({ Name: "failures", EventBusName: "results", EventPattern: JSON.stringify({ source: ["lambda"], "detail-type": [{ suffix: "Failure" }], detail: { requestContext: { condition: ["RetriesExhausted"] } } }) }));
    expect(await events.send(new PutTargetsCommand({ Rule: "failures", EventBusName: BUS, Targets: [{ Id: "queue", Arn: QUEUE }] }))).toMatchObject({ FailedEntryCount: 0 });
    await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: "orders", MaximumRetryAttempts: 0, DestinationConfig: { OnSuccess: { Destination: BUS }, OnFailure: { Destination: BUS } } }));
    cloud.runtime.behaviour = { invoke: (event) => ((event as { good: boolean }).good ? returns("ok") : throws("Error", "no")) };
    for (const good of [true, false]) await lambda.send(new InvokeCommand({ FunctionName: "orders", InvocationType: "Event", Payload: JSON.stringify({ good }) }));
    await cloud.time.advance(5000);
    expect(await received()).toMatchObject([
      {
        version: "0", source: "lambda", "detail-type": "Lambda Function Invocation Result - Failure", account: "123456789012", region: "us-east-1", resources: [BUS, `${FUNCTION}:$LATEST`],
        detail: { version: "1.0", requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 1 }, requestPayload: { good: false }, responsePayload: { errorMessage: "no" } },
      },
    ]);
    await events.send(new PutRuleCommand({ Name: "failures", EventBusName: "results", EventPattern: JSON.stringify({ "detail-type": ["Lambda Function Invocation Result - Success"] }) }));
    await lambda.send(new InvokeCommand({ FunctionName: "orders", InvocationType: "Event", Payload: JSON.stringify({ good: true }) }));
    await cloud.time.advance(5000);
    expect(await received()).toMatchObject([{ "detail-type": "Lambda Function Invocation Result - Success", detail: { requestContext: { condition: "Success" }, responsePayload: "ok" } }]);
    expect(cloud.bugs).toEqual([]);
  });

  it("PutEvents and a schedule invoke a function, once its policy lets the rule; removed rules do not", async () => {
    const seen: Record<string, unknown>[] = [];
    cloud.runtime.behaviour = { invoke: (event) => (seen.push(event as Record<string, unknown>), returns(null)) };
    await lambda.send(new AddPermissionCommand({ FunctionName: "orders", StatementId: "eb", Action: "lambda:InvokeFunction", Principal: "events.amazonaws.com", SourceArn: "arn:aws:events:us-east-1:123456789012:rule/*" }));
    await events.send(new PutRuleCommand({ Name: "orders", EventPattern: '{"source":["shop"],"detail":{"amount":[{"numeric":[">",100]}]}}' }));
    await events.send(new PutRuleCommand({ Name: "tick", ScheduleExpression: "rate(1 minute)" }));
    for (const Rule of ["orders", "tick"]) await events.send(new PutTargetsCommand({ Rule, Targets: [{ Id: "f", Arn: FUNCTION }] }));
    const entry = (amount: number) => ({ Source: "shop", DetailType: "Order", Detail: JSON.stringify({ amount }) });
    expect(await events.send(new PutEventsCommand({ Entries: [entry(101), entry(100)] }))).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }, { EventId: expect.any(String) }] });
    await cloud.time.advance(121_000);
    expect(seen.map((event) => event["detail-type"])).toEqual(["Order", "Scheduled Event", "Scheduled Event"]);
    expect(await events.send(new ListTargetsByRuleCommand({ Rule: "tick" }))).toMatchObject({ Targets: [{ Id: "f", Arn: FUNCTION }] });
    await events.send(new RemoveTargetsCommand({ Rule: "tick", Ids: ["f"] }));
    await events.send(new DeleteRuleCommand({ Name: "tick" }));
    await cloud.time.advance(121_000);
    expect(seen).toHaveLength(3);
    expect(cloud.bugs).toEqual([]);
  });

  it("its errors are its own classes, and the default bus is always there", async () => {
    expect((await events.send(new ListEventBusesCommand({}))).EventBuses).toMatchObject([{ Name: "default" }]);
    expect(await events.send(new DescribeEventBusCommand({}))).toMatchObject({ Arn: "arn:aws:events:us-east-1:123456789012:event-bus/default" });
    await expect(events.send(new DescribeEventBusCommand({ Name: "x" }))).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(events.send(new PutRuleCommand({ Name: "x", EventPattern: "{" }))).rejects.toBeInstanceOf(InvalidEventPatternException);
  });
});
