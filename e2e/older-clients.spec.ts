import { CloudWatchClient, ListMetricsCommand, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { AwsQueryProtocol } from "@aws-sdk/core/protocols";
import { SmithyRpcV2CborProtocol } from "@smithy/core/cbor";
import { cloudReady, expect } from "./fixtures.ts";
import { terminalConfig, test } from "./own-server.ts";

test("a terminal is told who it is, and its clients may speak the query protocol or CBOR; what is not built answers a form in XML", async ({ page, server }) => {
  await page.goto("./");
  await cloudReady(page);
  const config = terminalConfig(server.address);
  expect(await new STSClient(config).send(new GetCallerIdentityCommand())).toMatchObject({ Account: "123456789012", Arn: "arn:aws:iam::123456789012:user/administrator" });

  const sqs = new SQSClient({ ...config, protocol: AwsQueryProtocol });
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "orders" }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "héllo", MessageAttributes: { picture: { DataType: "Binary", BinaryValue: Uint8Array.of(0, 255) } } }));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"] }));
  expect(Messages).toMatchObject([{ Body: "héllo", MessageAttributes: { picture: { DataType: "Binary" } } }]);

  const cloudwatch = new CloudWatchClient({ ...config, protocol: SmithyRpcV2CborProtocol });
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: "Shop", MetricData: [{ MetricName: "Load", Value: 0.5 }] }));
  expect((await cloudwatch.send(new ListMetricsCommand({ Namespace: "Shop" }))).Metrics).toMatchObject([{ MetricName: "Load" }]);

  const authorization = "AWS4-HMAC-SHA256 Credential=123456789012/20261123/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0";
  const answer = await fetch(server.address, { method: "POST", headers: { authorization, "content-type": "application/x-www-form-urlencoded" }, body: "Action=ListUsers&Version=2010-05-08" });
  expect(answer.status).toBe(501);
  expect(await answer.text()).toContain("<Error><Type>Receiver</Type><Code>NotImplemented</Code><Message>The service &quot;iam&quot; is not simulated here.</Message></Error>");
});
