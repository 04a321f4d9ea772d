import { CloudWatchClient, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import { ElasticLoadBalancingV2Client, DescribeLoadBalancersCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { AwsQueryProtocol } from "@aws-sdk/core/protocols";
import { SmithyRpcV2CborProtocol } from "@smithy/core/cbor";
import { describe, expect, it } from "vitest";
import { awsError } from "#services/aws-error.ts";
import { ScriptedControlPlane } from "#testing/scripted-control-plane.ts";
import { sdkConfig } from "#testing/sdk-clients.ts";
import { createAwsApi } from "./handler.ts";
import { createSdkRequestHandler } from "./sdk-request-handler.ts";

const controlPlane = new ScriptedControlPlane();
const whole = createAwsApi(controlPlane, { newRequestId: () => "request-1" });
/** As if no service were built: what a client of any of them is told. */
const empty = createAwsApi(controlPlane, { services: [], newRequestId: () => "request-1" });
const configOf = (api: typeof whole) => ({ ...sdkConfig(), requestHandler: createSdkRequestHandler((request) => api.answer(request)) });
const config = configOf(empty);

describe("A client of a service that is not built reads the code and the sentence, whatever protocol it speaks:", () => {
  it.each<[string, string, () => Promise<unknown>]>([
    ["restJson1", "lambda", () => new LambdaClient(config).send(new ListFunctionsCommand())],
    ["awsJson1_1", "logs", () => new CloudWatchLogsClient(config).send(new DescribeLogGroupsCommand())],
    ["awsJson1_0", "sqs", () => new SQSClient(config).send(new ListQueuesCommand())],
    ["awsQuery", "sns", () => new SNSClient(config).send(new ListTopicsCommand())],
    ["awsQuery", "elasticloadbalancing", () => new ElasticLoadBalancingV2Client(config).send(new DescribeLoadBalancersCommand())],
    ["awsQuery of SQS", "sqs", () => new SQSClient({ ...config, protocol: AwsQueryProtocol }).send(new ListQueuesCommand())],
    ["rpcv2Cbor", "monitoring", () => new CloudWatchClient({ ...config, protocol: SmithyRpcV2CborProtocol }).send(new ListMetricsCommand())],
    ["restXml", "s3", () => new S3Client(config).send(new ListBucketsCommand())],
  ])("%s of %s", async (_protocol, service, call) => {
    await expect(call()).rejects.toMatchObject({
      name: expect.stringMatching(/^NotImplemented(Exception)?$/) as string,
      message: `The service "${service}" is not simulated here.`,
      $metadata: { httpStatusCode: 501, requestId: "request-1" },
    });
  });
});

async function ask(service: string | undefined, method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<{ status: number; type: string | null; text: string }> {
  const authorization = service === undefined ? {} : { authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261123/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0` };
  const answer = await whole.handle(new Request(`http://localhost:4173${path}`, { method, headers: { ...authorization, ...headers }, ...(body !== undefined && { body }) }));
  return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
}
const FORM = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

describe("A request shows in which protocol its error is to be written:", () => {
  it.each([["iam", "ListUsers", "2010-05-08"], ["cloudformation", "DescribeStacks", "2010-05-15"], ["rds", "DescribeDBInstances", "2014-10-31"]])("a form of %s in an ErrorResponse", async (service, action, version) => {
    const answer = await ask(service, "POST", "/", FORM, `Action=${action}&Version=${version}`);
    expect(answer).toEqual({
      status: 501, type: "text/xml",
      text: `<ErrorResponse><Error><Type>Receiver</Type><Code>NotImplemented</Code><Message>The service &quot;${service}&quot; is not simulated here.</Message></Error><RequestId>request-1</RequestId></ErrorResponse>`,
    });
  });

  it("a form of EC2 in EC2's own way", async () => {
    expect(await ask("ec2", "POST", "/", FORM, "Action=DescribeInstances&Version=2016-11-15")).toEqual({
      status: 501, type: "text/xml",
      text: '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>NotImplemented</Code><Message>The service &quot;ec2&quot; is not simulated here.</Message></Error></Errors><RequestID>request-1</RequestID></Response>',
    });
  });

  it.each([["cloudfront", "GET", "/2020-05-31/distribution"], ["route53", "GET", "/2013-04-01/hostedzone"]])("restXml of %s in an ErrorResponse", async (service, method, path) => {
    expect(await ask(service, method, path)).toMatchObject({ status: 501, text: expect.stringContaining("<ErrorResponse><Error><Type>Receiver</Type><Code>NotImplemented</Code>") as string });
  });

  it.each([["1.0", "dynamodb", "DynamoDB_20120810.ListTables"], ["1.1", "kms", "TrentService.ListKeys"]])("JSON %s of %s under the same content type", async (version, service, target) => {
    const answer = await ask(service, "POST", "/", { "content-type": `application/x-amz-json-${version}`, "x-amz-target": target }, "{}");
    expect([answer.status, answer.type]).toEqual([501, `application/x-amz-json-${version}`]);
    expect(JSON.parse(answer.text)).toEqual({ __type: "NotImplementedException", message: `The service "${service}" is not simulated here.` });
  });

  it("an action that no service has as InvalidAction, signed or not", async () => {
    for (const service of ["sns", undefined]) {
      expect(await ask(service, "POST", "/", FORM, "Action=Fly&Version=2010-03-31")).toEqual({
        status: 400, type: "text/xml",
        text: "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>Could not find operation Fly for version 2010-03-31</Message></Error><RequestId>request-1</RequestId></ErrorResponse>",
      });
    }
  });

  it("an operation of a service that is not built, through that service's own client", async () => {
    controlPlane.answer = awsError("NotImplementedException", "AssumeRole of sts is not built yet in this simulator.");
    const call = new STSClient(configOf(whole)).send(new AssumeRoleCommand({ RoleArn: "arn:aws:iam::123456789012:role/r", RoleSessionName: "me" }));
    await expect(call).rejects.toMatchObject({ name: "NotImplemented", message: "AssumeRole of sts is not built yet in this simulator." });
  });

  it("a bug before any service is asked", async () => {
    const broken = createAwsApi(controlPlane, { services: [{ key: "x", signingName: "x", load: () => { throw new Error("secret"); } }], reportBug: () => undefined });
    const answer = await broken.handle(new Request("http://localhost/", { method: "POST", headers: FORM, body: "Action=A&Version=1" }));
    const text = await answer.text();
    expect([answer.status, text.includes("<Code>InternalFailure</Code>"), text.includes("secret")]).toEqual([500, true, false]);
  });
});
