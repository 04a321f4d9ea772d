import * as apiGatewayClient from "@aws-sdk/client-api-gateway";
import * as apigatewayv2Client from "@aws-sdk/client-apigatewayv2";
import * as autoScalingClient from "@aws-sdk/client-application-auto-scaling";
import * as cloudwatchClient from "@aws-sdk/client-cloudwatch";
import * as logsClient from "@aws-sdk/client-cloudwatch-logs";
import * as elbv2Client from "@aws-sdk/client-elastic-load-balancing-v2";
import * as lambdaClient from "@aws-sdk/client-lambda";
import * as s3Client from "@aws-sdk/client-s3";
import * as schedulerClient from "@aws-sdk/client-scheduler";
import * as quotasClient from "@aws-sdk/client-service-quotas";
import * as snsClient from "@aws-sdk/client-sns";
import * as sqsClient from "@aws-sdk/client-sqs";
import * as stsClient from "@aws-sdk/client-sts";
import { NormalizedSchema } from "@smithy/core/schema";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { operationOf } from "#control-plane/service-operations.ts";
import { awsError } from "#services/aws-error.ts";
import { schemaValues } from "#testing/schema-values.ts";
import { ScriptedControlPlane } from "#testing/scripted-control-plane.ts";
import { sdkConfig } from "#testing/sdk-clients.ts";
import { createAwsApi } from "./handler.ts";
import { createSdkRequestHandler } from "./sdk-request-handler.ts";
import type { ServiceDefinition } from "./service-definition.ts";
import { ALL_SERVICES } from "./services/all-services.ts";

type Sdk = Record<string, new (input: unknown) => unknown>;
type Send = { send(command: unknown): Promise<Record<string, unknown>> };

// Without facts: here any text may be a name, and only the wire is looked at.
const services = await Promise.all(
  ALL_SERVICES.map(async (entry) => {
    const { facts: _facts, ...wire } = await entry.load();
    return { ...entry, wire, load: (): ServiceDefinition => wire };
  }),
);
const controlPlane = new ScriptedControlPlane();
const api = createAwsApi(controlPlane, { services });
const config = {
  ...sdkConfig(),
  // S3: the bucket in the path, and no checksums of the SDK's own making among the members. SQS: answers here have no right MD5s.
  forcePathStyle: true, requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED", md5: false, useQueueUrlAsEndpoint: false,
  requestHandler: createSdkRequestHandler((request) => api.answer(request)),
};
/** What is walked in `testing/services-walk.test.ts` instead: bodies that the SDK streams, headers that it shows twice, numbers that are whole, and lists that must be there and be empty, which XML cannot say. */
const WALKED_ELSEWHERE = new Set(["GetObject", "PutObject", "DeleteObjects", "PutBucketNotificationConfiguration", "HeadObject", "PutBucketCors", "PutBucketTagging", "PutObjectTagging", "UploadPart", "CompleteMultipartUpload"]);
/** Cannot be told from another error by its code in the query protocol; at AWS neither. */
const AMBIGUOUS = new Set(["DashboardNotFoundError"]);

describeService("lambda", lambdaClient, "LambdaClient", "GetAccountSettings", 88, 56);
describeService("logs", logsClient, "CloudWatchLogsClient", "ListTagsLogGroup", 118, 0);
describeService("sqs", sqsClient, "SQSClient", "ListQueues", 23, 20);
describeService("sns", snsClient, "SNSClient", "ListTopics", 42, 30);
describeService("s3", s3Client, "S3Client", "ListBuckets", 35, 10);
describeService("scheduler", schedulerClient, "SchedulerClient", "ListSchedules", 12, 6);
describeService("cloudwatch", cloudwatchClient, "CloudWatchClient", "ListMetrics", 50, 10);
describeService("application-auto-scaling", autoScalingClient, "ApplicationAutoScalingClient", "DescribeScalableTargets", 14, 9);
describeService("api-gateway", apiGatewayClient, "APIGatewayClient", "GetRestApis", 20, 7);
describeService("apigatewayv2", apigatewayv2Client, "ApiGatewayV2Client", "GetApis", 19, 5);
describeService("service-quotas", quotasClient, "ServiceQuotasClient", "ListServices", 20, 16);
describeService("elbv2", elbv2Client, "ElasticLoadBalancingV2Client", "DescribeLoadBalancers", 21, 40);

describeService("sts", stsClient, "STSClient", "GetCallerIdentity", 11, 12);

function describeService(key: string, exports: unknown, clientName: string, askedForErrors: string, operationCount: number, errorCount: number): void {
  const service = { key, ...services.find((one) => one.key === key)!.wire };
  const sdk = exports as Sdk;
  const client = new sdk[clientName]!(config) as Send;
  test(`${service.key}: all operations and errors are there`, () => {
    expect(service.schemas.operations.length).toBeGreaterThanOrEqual(operationCount);
    expect(service.schemas.errors.length).toBeGreaterThanOrEqual(errorCount);
  });

  // A form cannot hold an empty map, so of the query protocol only what is built, which has no required ones.
  const isXml = service.protocol.name === "awsQuery" || service.protocol.name === "restXml";
  const walked = service.schemas.operations.filter(([, , name]) => !WALKED_ELSEWHERE.has(name) && (service.protocol.name !== "awsQuery" || operationOf(key, name)));
  const seen = (value: unknown): Promise<unknown> => plain(value).then((one) => (isXml ? withoutEmpty(one) : one));
  test.each(walked.map((schema) => [schema[2], schema] as const))(`${service.key}: input and output of %s survive the way through the SDK`, async (name, schema) => {
    const Command = sdk[`${name}Command`]!;
    const [input, output] = [NormalizedSchema.of(schema[4]), NormalizedSchema.of(schema[5])];
    const bodiless = (schema[3] as { http?: [string, string, number] }).http?.[2] === 204;
    await fc.assert(
      fc.asyncProperty(schemaValues(input), bodiless ? fc.constant({}) : schemaValues(output), async (any, answered) => {
        const sent = service.protocol.name === "awsQuery" ? asFormsHold(any) : service.key === "s3" && "Bucket" in (any as object) ? { ...withoutComputed(any as object), Bucket: "my-bucket" } : any;
        controlPlane.answer = { output: answered };
        const { $metadata, ...received } = await client.send(new Command(sent));
        expect(controlPlane.last).toMatchObject({ service: service.key, operation: name });
        expect(await seen(controlPlane.last.input)).toEqual(await seen(sent));
        expect(await seen(received)).toEqual(await seen(answered));
        expect(($metadata as { requestId: string }).requestId).toBe(controlPlane.last.caller.requestId);
      }),
      { numRuns: 12 },
    );
  });

  test.each(service.schemas.errors.filter(([, , name]) => !AMBIGUOUS.has(name)).map((schema) => [schema[2], schema] as const))(`${service.key}: the SDK throws %s as its own class, with status and members`, async (name, schema) => {
    const shape = NormalizedSchema.of(schema);
    const Command = sdk[`${askedForErrors}Command`]!;
    await fc.assert(
      fc.asyncProperty(schemaValues(shape), fc.string({ unit: "grapheme", minLength: 1 }), async (members, message) => {
        const given = Object.fromEntries(Object.entries(members as object).filter(([member]) => member.toLowerCase() !== "message"));
        controlPlane.answer = awsError(name, message, given);
        const thrown = await client.send(new Command({ logGroupName: "x", ServiceNamespace: "lambda" })).then(
          () => expect.unreachable("the error did not arrive"),
          (error: Record<string, unknown>) => error,
        );
        expect(thrown).toBeInstanceOf(sdk[name]!);
        expect(thrown).toMatchObject({ ...given, name, message });
        const traits = schema[3] as { httpError?: number; error: string };
        expect((thrown["$metadata"] as { httpStatusCode: number }).httpStatusCode).toBe(name === "NotFound" ? 404 : (traits.httpError ?? (traits.error === "server" ? 500 : 400)));
      }),
      { numRuns: 6 },
    );
  });
}

/** Members of S3's inputs from which the SDK computes others. */
function withoutComputed(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !/^(ChecksumAlgorithm|(CopySource)?SSECustomerKey)$/.test(name)));
}

/** A form's numbers are read as whole ones where no facts say otherwise (nothing that is built has others); an empty structure leaves no trace in it. */
function asFormsHold(value: unknown): unknown {
  if (typeof value === "number") return Math.trunc(value % 1e9) + 0;
  if (Array.isArray(value)) return value.map(asFormsHold).filter((one) => !isEmptyStructure(one));
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asFormsHold(member)] as const).filter(([, member]) => !isEmptyStructure(member)));
}

function isEmptyStructure(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date) && !(value instanceof Uint8Array) && Object.keys(value).length === 0;
}

/** XML does not tell an empty list, map, structure or text from an absent one. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).map(([name, member]) => [name, withoutEmpty(member)] as const);
  return Object.fromEntries(entries.filter(([, member]) => member !== "" && (typeof member !== "object" || member === null || member instanceof Date || Object.keys(member).length > 0)));
}

/** For comparison: streams as lists, bytes as plain arrays, absent members left out. */
async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (value instanceof Date || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (Symbol.asyncIterator in value) {
    const events: unknown[] = [];
    for await (const event of value as AsyncIterable<unknown>) events.push(await plain(event));
    return events;
  }
  const entries = await Promise.all(Object.entries(value).map(async ([name, member]) => [name, await plain(member)] as const));
  return Object.fromEntries(entries.filter(([, member]) => member !== undefined && member !== null));
}
