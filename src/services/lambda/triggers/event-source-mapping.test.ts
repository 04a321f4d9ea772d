import type { CreateEventSourceMappingCommandInput } from "@aws-sdk/client-lambda";
import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";

const SOURCE = "arn:aws:sqs:us-east-1:123456789012:jobs";
const INVALID = "InvalidParameterValueException: ";
let aws: TestAccount;
beforeEach(() => {
  aws = new TestAccount();
  aws.createFunction();
  aws.mustOf("sqs", "CreateQueue", { QueueName: "jobs" });
});

const create = (more: Partial<CreateEventSourceMappingCommandInput> = {}) => ({ FunctionName: "orders", EventSourceArn: SOURCE, ...more });
const unsupported = (member: string): string => `${INVALID}Unsupported ${member} parameter for given event source mapping type.`;
const STARTING_POSITION = `${INVALID}StartingPosition is not valid for SQS event sources.`;

/** Settings of streams and brokers, with what AWS says of them for a queue; the first ones only CreateEventSourceMapping takes. */
const AT_CREATE: [Partial<CreateEventSourceMappingCommandInput>, string][] = [
  [{ StartingPosition: "LATEST" }, STARTING_POSITION],
  [{ StartingPosition: "AT_TIMESTAMP", StartingPositionTimestamp: new Date(0) }, STARTING_POSITION],
  [{ StartingPositionTimestamp: new Date(0) }, STARTING_POSITION],
  [{ Queues: ["jobs"] }, unsupported("Queues")],
  [{ Topics: ["jobs"] }, unsupported("Topics")],
];
const AT_BOTH: [Partial<CreateEventSourceMappingCommandInput>, string][] = [
  [{ ParallelizationFactor: 2 }, unsupported("ParallelizationFactor")],
  [{ BisectBatchOnFunctionError: true }, unsupported("BisectBatchOnFunctionError")],
  [{ MaximumRetryAttempts: 3 }, unsupported("MaximumRetryAttempts")],
  [{ MaximumRecordAgeInSeconds: 60 }, unsupported("MaximumRecordAgeInSeconds")],
  [{ TumblingWindowInSeconds: 30 }, unsupported("TumblingWindowInSeconds")],
  [{ DestinationConfig: { OnFailure: { Destination: SOURCE } } }, unsupported("DestinationConfig")],
  [{ SourceAccessConfigurations: [{ Type: "BASIC_AUTH", URI: "arn:aws:secretsmanager:us-east-1:123456789012:secret:x" }] }, unsupported("SourceAccessConfigurations")],
];

describe("a mapping of a queue", () => {
  it.each([...AT_CREATE, ...AT_BOTH])("is not created with %j", (members, message) => {
    expect(aws.refusal("CreateEventSourceMapping", create(members))).toBe(message);
    expect(aws.state["lambda.event-source-mappings"].size).toBe(0);
  });

  it.each(AT_BOTH)("is not updated with %j", (members, message) => {
    const { UUID } = aws.must("CreateEventSourceMapping", create());
    expect(aws.refusal("UpdateEventSourceMapping", { UUID, ...members })).toBe(message);
  });

  it("is refused for an unknown function before its queue is asked for, at an update too", () => {
    const { UUID } = aws.must("CreateEventSourceMapping", create());
    expect(aws.refusal("CreateEventSourceMapping", create({ FunctionName: "missing", EventSourceArn: `${SOURCE}x` }))).toBe(`${INVALID}Function does not exist`);
    expect(aws.refusal("UpdateEventSourceMapping", { UUID, FunctionName: "missing" })).toBe(`${INVALID}Function does not exist`);
    expect(aws.refusal("CreateEventSourceMapping", { FunctionName: "orders" })).toBe(`${INVALID}Unrecognized event source.`);
  });

  it("shows the key and the metrics that it was given, keeps them through an update, and loses them by an empty one", () => {
    const KMSKeyArn = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const settings = { KMSKeyArn, MetricsConfig: { Metrics: ["EventCount" as const] } };
    const { UUID, ...created } = aws.must("CreateEventSourceMapping", create(settings));
    expect(created).toMatchObject(settings);
    expect(aws.must("GetEventSourceMapping", { UUID })).toMatchObject(settings);
    expect(aws.must("UpdateEventSourceMapping", { UUID, BatchSize: 5 })).toMatchObject({ ...settings, BatchSize: 5 });
    const without = aws.must("UpdateEventSourceMapping", { UUID, KMSKeyArn: "", MetricsConfig: { Metrics: [] } });
    expect(without).not.toHaveProperty("KMSKeyArn");
    expect(without).not.toHaveProperty("MetricsConfig");
  });

  it("takes tags at its creation and by its ARN, and keeps them through an update", () => {
    const { UUID, EventSourceMappingArn: Resource } = aws.must("CreateEventSourceMapping", create({ Tags: { team: "red" } }));
    aws.must("TagResource", { Resource, Tags: { stage: "dev" } });
    aws.must("UpdateEventSourceMapping", { UUID, BatchSize: 5 });
    expect(aws.must("ListTags", { Resource }).Tags).toEqual({ team: "red", stage: "dev" });
    aws.must("UntagResource", { Resource, TagKeys: ["team"] });
    expect(aws.must("ListTags", { Resource }).Tags).toEqual({ stage: "dev" });
    expect(aws.must("ListTags", { Resource: "arn:aws:lambda:us-east-1:123456789012:function:orders" }).Tags).toEqual({});
    const fiftyOne = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, "v"]));
    expect(aws.refusal("TagResource", { Resource, Tags: fiftyOne })).toBe(`${INVALID}Number of tags exceeds resource tag limit.`);
    expect(aws.refusal("CreateEventSourceMapping", create({ Tags: fiftyOne }))).toBe(`${INVALID}Number of tags exceeds resource tag limit.`);
    for (const other of [Resource!.replace("us-east-1", "eu-west-1"), Resource!.replace("123456789012", "210987654321"), `${Resource}0`]) {
      expect(aws.refusal("ListTags", { Resource: other })).toBe("ResourceNotFoundException: The resource you requested does not exist.");
    }
  });
});
