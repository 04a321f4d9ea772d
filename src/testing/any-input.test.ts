import { NormalizedSchema } from "@smithy/core/schema";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { ALL_SERVICES } from "#aws-api/services/all-services.ts";
import { operationOf } from "#control-plane/service-operations.ts";
import { isAwsError } from "#services/aws-error.ts";
import { schemaValues } from "./schema-values.ts";
import { TestAccount } from "./test-account.ts";

vi.setConfig({ testTimeout: 60_000 });

/** A name or two that exist, so that operations get past their first look-up. */
const NAMES: Readonly<Record<string, unknown>> = {
  QueueName: "q", QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/q", Name: "tick", TopicArn: "arn:aws:sns:us-east-1:123456789012:t", Bucket: "my-photos", Key: "k",
  AlarmName: "a", ServiceNamespace: "lambda", ResourceId: "function:orders:prod", ScalableDimension: "lambda:function:ProvisionedConcurrency", ServiceCode: "lambda",
  QuotaCode: "L-B99A9384", logGroupName: "/aws/lambda/orders", MessageBody: "x", GroupName: "default", Type: "application", TargetType: "lambda", ScheduleExpression: "rate(1 minute)",
  ProtocolType: "HTTP", RouteKey: "GET /items/{id}", IntegrationType: "AWS_PROXY", PayloadFormatVersion: "2.0", Target: "arn:aws:lambda:us-east-1:123456789012:function:orders",
  StageName: "prod", AutoDeploy: true, httpMethod: "GET", pathPart: "{id}", authorizationType: "NONE", type: "AWS_PROXY", integrationHttpMethod: "POST", stageName: "prod", name: "books",
  FunctionName: "orders", Qualifier: "prod", FunctionVersion: "1", Runtime: "python3.14", Handler: "app.handler", Role: "arn:aws:iam::123456789012:role/lambda-role",
  EventSourceArn: "arn:aws:sqs:us-east-1:123456789012:q", AuthType: "NONE", Principal: "s3.amazonaws.com", Action: "lambda:InvokeFunction", StatementId: "s", Description: "d",
  ReservedConcurrentExecutions: 5, ProvisionedConcurrentExecutions: 5, MemorySize: 256, Timeout: 5, Resource: "arn:aws:lambda:us-east-1:123456789012:function:orders",
  uri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:orders/invocations",
};

function someAccount(): { account: TestAccount; names: Readonly<Record<string, unknown>> } {
  const account = new TestAccount();
  account.createFunction("orders", 1);
  account.must("CreateAlias", { FunctionName: "orders", Name: "prod", FunctionVersion: "1" });
  for (const [service, operation, input] of [
    ["sqs", "CreateQueue", { QueueName: "q" }],
    ["sqs", "SendMessage", { QueueUrl: NAMES["QueueUrl"], MessageBody: "x" }],
    ["sns", "CreateTopic", { Name: "t" }],
    ["s3", "CreateBucket", { Bucket: "my-photos" }],
    ["elbv2", "CreateLoadBalancer", { Name: "tick" }],
    ["elbv2", "CreateTargetGroup", { Name: "tick", TargetType: "lambda" }],
    ["logs", "CreateLogGroup", { logGroupName: "/aws/lambda/orders" }],
    ["application-auto-scaling", "RegisterScalableTarget", { ...NAMES, MinCapacity: 1, MaxCapacity: 2 }],
  ] as const) account.mustOf(service, operation, input);
  const { ApiId } = account.mustOf("apigatewayv2", "CreateApi", NAMES);
  const { id: restApiId, rootResourceId } = account.mustOf("api-gateway", "CreateRestApi", { name: "books" });
  for (const operation of ["PutMethod", "PutIntegration"]) account.mustOf("api-gateway", operation, { ...NAMES, restApiId, resourceId: rootResourceId });
  return { account, names: { ...NAMES, ApiId, restApiId, resourceId: rootResourceId, parentId: rootResourceId } };
}

const services = await Promise.all(ALL_SERVICES.map(async ({ key, load }) => [key, await load()] as const));

describe.each(services)("%s", (key, service) => {
  const built = service.schemas.operations.filter(([, , name]) => operationOf(key, name));

  it.each(built.map((schema) => [schema[2], schema] as const))("%s answers or refuses whatever its schema allows, and what it keeps can be copied", (name, schema) => {
    const { account, names } = someAccount();
    const known = Object.keys(names);
    fc.assert(
      fc.property(schemaValues(NormalizedSchema.of(schema[4])), fc.subarray(known), (value, named) => {
        const input = { ...(value as object) } as Record<string, unknown>;
        for (const member of named) if (member in input) input[member] = names[member];
        const outcome = operationOf(key, name)!(account.state, input, account.context());
        if (isAwsError(outcome)) {
          expect(outcome.message).not.toBe("");
          return;
        }
        for (const change of outcome.changes) structuredClone(change.value);
        account.apply(outcome.changes);
        account.now += 20_000;
      }),
      { numRuns: 60 },
    );
  });
});
