/**
 * The oracle: the unmodified AWS SDK, over msw/node, on the whole server side (wire protocol, control plane, store), with
 * scripted handlers in place of Workers. It must read every answer and throw every error as a class of its own.
 */
import {
  DeleteLogGroupCommand, DescribeLogGroupsCommand, DescribeLogStreamsCommand, FilterLogEventsCommand, GetLogEventsCommand,
  CloudWatchLogsClient, ResourceNotFoundException as LogsNotFound,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateAliasCommand, CreateFunctionCommand, DeleteAliasCommand, DeleteFunctionCommand, GetAccountSettingsCommand, GetAliasCommand,
  GetFunctionCommand, GetFunctionConfigurationCommand, InvalidParameterValueException, InvalidRequestContentException, InvalidRuntimeException, ProvisionedConcurrencyConfigNotFoundException, PutFunctionConcurrencyCommand, PutProvisionedConcurrencyConfigCommand, GetProvisionedConcurrencyConfigCommand,
  InvokeCommand, type InvokeCommandInput, LambdaClient, LambdaServiceException, ListAliasesCommand, ListFunctionsCommand, ListTagsCommand,
  ListVersionsByFunctionCommand, PreconditionFailedException, PublishVersionCommand, ResourceConflictException, ResourceNotFoundException,
  TagResourceCommand, TooManyRequestsException, UntagResourceCommand, UpdateAliasCommand, UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand, paginateListFunctions, paginateListVersionsByFunction, waitUntilFunctionActiveV2, waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createAwsApi } from "#aws-api/handler.ts";
import { awsRequestHandlers } from "#aws-api/msw.ts";
import { returns, throws } from "./scripted-runtime.ts";
import { sdkConfig } from "./sdk-clients.ts";
import { TestCloud, zipOf } from "./test-cloud.ts";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const Role = "arn:aws:iam::123456789012:role/lambda";
const source = (text: string): Uint8Array => zipOf({ "lambda_function.py": text });
const creation = { FunctionName: "orders", Role, Runtime: "python3.14", Handler: "lambda_function.lambda_handler" } as const;

// Hundreds of HTTP round trips a test: on a busy machine that takes longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 });
const server = setupServer();
const lambda = new LambdaClient(sdkConfig());
const logs = new CloudWatchLogsClient(sdkConfig());
let cloud: TestCloud;
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterAll(() => server.close());
beforeEach(async () => {
  cloud = await TestCloud.open();
  server.resetHandlers(...awsRequestHandlers(createAwsApi(cloud.plane, { reportBug: (bug) => cloud.bugs.push(bug) })));
});

/** Lets virtual time go on until a call has been answered. */
async function whileTimePasses<Result>(call: Promise<Result>): Promise<Result> {
  const waiting = { answered: false };
  const settled = call.finally(() => (waiting.answered = true));
  settled.catch(() => undefined);
  while (!waiting.answered) await cloud.time.advance(10);
  return settled;
}

async function create(more: object = {}, text = "this is version1"): Promise<void> {
  await lambda.send(new CreateFunctionCommand({ ...creation, Code: { ZipFile: source(text) }, ...more }));
}

async function invoke(more: Partial<InvokeCommandInput> = {}): Promise<{ value: unknown; version: string | undefined; error: string | undefined; log: string }> {
  const answer = await whileTimePasses(lambda.send(new InvokeCommand({ FunctionName: "orders", ...more })));
  return {
    value: answer.Payload && JSON.parse(answer.Payload.transformToString()),
    version: answer.ExecutedVersion,
    error: answer.FunctionError,
    log: Buffer.from(answer.LogResult ?? "", "base64").toString(),
  };
}

/** What a call was refused with: the SDK's class, its status and message. */
async function refusal(call: Promise<unknown>): Promise<LambdaServiceException> {
  const error: unknown = await whileTimePasses(call).then(() => new Error("no refusal"), (reason: unknown) => reason);
  if (!(error instanceof LambdaServiceException)) throw error;
  return error;
}

describe("the official SDK", () => {
  it("walks the notes: two versions, aliases, a weighted alias, environment variables", async () => {
    cloud.runtime.behaviour = { invoke: (_event, _request, spec) => returns(spec.variables["ENVIRONMENT_NAME"] ?? new TextDecoder().decode(spec.files.get("lambda_function.py"))) };
    await create();
    expect((await invoke()).value).toBe("this is version1");
    expect((await lambda.send(new PublishVersionCommand({ FunctionName: "orders" }))).Version).toBe("1");
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "orders", ZipFile: source("this is version2") }));
    expect((await lambda.send(new PublishVersionCommand({ FunctionName: "orders" }))).Version).toBe("2");
    expect(await invoke({ Qualifier: "1" })).toMatchObject({ value: "this is version1", version: "1" });
    expect(await invoke()).toMatchObject({ value: "this is version2", version: "$LATEST" });

    for (const [Name, FunctionVersion] of [["dev", "$LATEST"], ["Test", "2"], ["Prod", "1"]] as const) {
      expect(await lambda.send(new CreateAliasCommand({ FunctionName: "orders", Name, FunctionVersion }))).toMatchObject({ AliasArn: `${ARN}:${Name}` });
    }
    const shift = (weight: number): Promise<unknown> =>
      lambda.send(new UpdateAliasCommand({ FunctionName: "orders", Name: "Prod", RoutingConfig: { AdditionalVersionWeights: { 2: weight } } }));
    await shift(0.5);
    const served = new Set<string | undefined>();
    for (let call = 0; call < 30; call++) served.add((await invoke({ Qualifier: "Prod" })).version);
    expect(served).toEqual(new Set(["1", "2"]));
    await shift(1);
    for (let call = 0; call < 5; call++) expect((await invoke({ Qualifier: "Prod" })).version).toBe("2");
    const ended = await lambda.send(new UpdateAliasCommand({ FunctionName: "orders", Name: "Prod", FunctionVersion: "2", RoutingConfig: { AdditionalVersionWeights: {} } }));
    expect(ended.RoutingConfig).toBeUndefined();

    const set = (value: string): Promise<unknown> =>
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: "orders", Environment: { Variables: { ENVIRONMENT_NAME: value } } }));
    await set("dev");
    expect((await lambda.send(new PublishVersionCommand({ FunctionName: "orders" }))).Version).toBe("3");
    await set("prod");
    expect((await invoke()).value).toBe("prod");
    expect((await invoke({ Qualifier: "3" })).value).toBe("dev");
    expect(cloud.bugs).toEqual([]);
  });

  it("waits with its own waiters for Active and Successful", async () => {
    await cloud.plane.simulator.changeSettings({ pendingMs: 1500, updateMs: 1000 });
    await create();
    expect((await lambda.send(new GetFunctionCommand({ FunctionName: "orders" }))).Configuration?.State).toBe("Pending");
    const busy = await refusal(lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: "orders", Timeout: 4 })));
    expect(busy).toBeInstanceOf(ResourceConflictException);
    await cloud.time.advance(1500);
    const wait = { client: lambda, maxWaitTime: 5 };
    expect((await waitUntilFunctionActiveV2(wait, { FunctionName: "orders" })).state).toBe("SUCCESS");
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: "orders", Timeout: 4 }));
    const updating = await refusal(lambda.send(new PublishVersionCommand({ FunctionName: "orders" })));
    expect(updating).toBeInstanceOf(ResourceConflictException);
    expect(updating.message).toContain(`An update is in progress for resource: ${ARN}`);
    await cloud.time.advance(1000);
    expect((await waitUntilFunctionUpdatedV2(wait, { FunctionName: "orders" })).state).toBe("SUCCESS");
  });

  it("pages through functions and versions with its own paginators", async () => {
    for (const FunctionName of ["a", "b", "c"]) await create({ FunctionName, Publish: true });
    const names: (string | undefined)[] = [];
    for await (const page of paginateListFunctions({ client: lambda, pageSize: 2 }, { FunctionVersion: "ALL" })) {
      names.push(...(page.Functions ?? []).map((listed) => listed.FunctionArn?.split("function:")[1]));
    }
    expect(names).toEqual(["a:$LATEST", "a:1", "b:$LATEST", "b:1", "c:$LATEST", "c:1"]);
    const versions: (string | undefined)[] = [];
    for await (const page of paginateListVersionsByFunction({ client: lambda, pageSize: 1 }, { FunctionName: "a" })) versions.push(...page.Versions!.map((version) => version.Version));
    expect(versions).toEqual(["$LATEST", "1"]);
    expect((await lambda.send(new ListFunctionsCommand({}))).Functions).toHaveLength(3);
  });

  it("reads configuration, code location, tags, account settings and aliases", async () => {
    await create({ Publish: true, Tags: { team: "red" }, Environment: { Variables: { STAGE: "dev" } } });
    const got = await lambda.send(new GetFunctionCommand({ FunctionName: ARN }));
    expect(got).toMatchObject({ Tags: { team: "red" }, Configuration: { Environment: { Variables: { STAGE: "dev" } }, State: "Active" } });
    const download = await fetch(got.Code!.Location!);
    expect(new Uint8Array(await download.arrayBuffer())).toEqual(source("this is version1"));
    expect(await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: "orders:1" }))).toMatchObject({ Version: "1", FunctionArn: `${ARN}:1` });
    await lambda.send(new TagResourceCommand({ Resource: ARN, Tags: { stage: "dev" } }));
    await lambda.send(new UntagResourceCommand({ Resource: ARN, TagKeys: ["team"] }));
    expect((await lambda.send(new ListTagsCommand({ Resource: ARN }))).Tags).toEqual({ stage: "dev" });
    expect((await lambda.send(new GetAccountSettingsCommand({}))).AccountUsage).toMatchObject({ FunctionCount: 1 });
    await lambda.send(new CreateAliasCommand({ FunctionName: "orders", Name: "prod", FunctionVersion: "1", Description: "live" }));
    expect(await lambda.send(new GetAliasCommand({ FunctionName: "orders", Name: "prod" }))).toMatchObject({ Description: "live" });
    expect((await lambda.send(new ListAliasesCommand({ FunctionName: "orders" }))).Aliases).toHaveLength(1);
    expect((await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: "orders" }))).Versions).toHaveLength(2);
    await lambda.send(new DeleteAliasCommand({ FunctionName: "orders", Name: "prod" }));
    expect((await lambda.send(new ListAliasesCommand({ FunctionName: "orders" }))).Aliases).toEqual([]);
    await lambda.send(new DeleteFunctionCommand({ FunctionName: "orders" }));
    expect(await refusal(lambda.send(new GetFunctionCommand({ FunctionName: "orders" })))).toBeInstanceOf(ResourceNotFoundException);
  });

  it("reads function errors as answers: FunctionError, payload and log tail", async () => {
    await create();
    cloud.runtime.behaviour = { invoke: () => throws("KeyError", "'length'") };
    expect(await invoke({ LogType: "Tail" })).toMatchObject({ error: "Unhandled", value: { errorType: "KeyError", errorMessage: "'length'" } });
    cloud.runtime.behaviour = { invoke: () => returns(null, 60_000) };
    const late = await invoke({ LogType: "Tail" });
    expect(late.value).toMatchObject({ errorType: "Sandbox.Timedout", errorMessage: expect.stringMatching(/Task timed out after 3\.00 seconds$/) });
    expect(late.log).toMatch(/Status: timeout\n$/);
    expect((await lambda.send(new InvokeCommand({ FunctionName: "orders", InvocationType: "DryRun" }))).StatusCode).toBe(204);
  });

  it("passes event and client context through, unharmed", async () => {
    await create();
    const event = { text: "é€😀", nested: [1, null, { deep: true }] };
    expect((await invoke({ Payload: Buffer.from(JSON.stringify(event)) })).value).toEqual(event);
    const context = { custom: { who: "me" } };
    await invoke({ ClientContext: Buffer.from(JSON.stringify(context)).toString("base64") });
    expect(JSON.parse(cloud.runtime.requests.at(-1)!.clientContext!)).toEqual(context);
  });

  it("throws each refusal as its own class, with AWS's status and text", async () => {
    await create({ Publish: true });
    await lambda.send(new CreateAliasCommand({ FunctionName: "orders", Name: "prod", FunctionVersion: "1" }));
    await lambda.send(new CreateFunctionCommand({ ...creation, FunctionName: "java", Runtime: "java25", Code: { ZipFile: source("") } }));
    const cases: [() => Promise<unknown>, new (...args: never[]) => LambdaServiceException, number, RegExp][] = [
      [() => lambda.send(new InvokeCommand({ FunctionName: "nope" })), ResourceNotFoundException, 404, /^Function not found: .*:nope:\$LATEST$/],
      [() => lambda.send(new InvokeCommand({ FunctionName: "orders", Payload: "value" })), InvalidRequestContentException, 400, /^Could not parse request body into json: /],
      [() => lambda.send(new InvokeCommand({ FunctionName: "java" })), InvalidRuntimeException, 502, /a browser cannot run them/],
      [() => create(), ResourceConflictException, 409, /^Function already exist: orders$/],
      [() => lambda.send(new DeleteFunctionCommand({ FunctionName: "orders", Qualifier: "1" })), ResourceConflictException, 409, /the following aliases reference it: \[prod\]$/],
      [() => lambda.send(new DeleteFunctionCommand({ FunctionName: "orders", Qualifier: "$LATEST" })), InvalidParameterValueException, 400, /^\$LATEST version cannot be deleted/],
      [() => lambda.send(new PublishVersionCommand({ FunctionName: "orders", RevisionId: "x" })), PreconditionFailedException, 412, /^The Revision Id provided does not match/],
      [() => lambda.send(new PublishVersionCommand({ FunctionName: "orders", CodeSha256: "x" })), InvalidParameterValueException, 400, /^CodeSHA256 \(x\) is different/],
      [() => lambda.send(new CreateAliasCommand({ FunctionName: "orders", Name: "2024", FunctionVersion: "1" })), LambdaServiceException, 400, /^1 validation error detected: Value '2024' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: \(\?!\^\[0-9\]\+\$\)\(\[a-zA-Z0-9-_\]\+\)$/],
      [() => lambda.send(new CreateAliasCommand({ FunctionName: "orders", Name: "live", FunctionVersion: "prod" })), LambdaServiceException, 400, /at 'functionVersion' failed to satisfy constraint/],
      [() => lambda.send(new CreateAliasCommand({ FunctionName: "orders", Name: "w", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { 2: 2 } } })), LambdaServiceException, 400, /Value '\{2=2\.0\}' at 'routingConfig\.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint/],
      [() => lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: "orders", MemorySize: 20_000 })), LambdaServiceException, 400, /Value '20000' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 10240$/],
      [() => lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: "orders", Runtime: "PYTHON3.9" as "python3.9" })), InvalidParameterValueException, 400, /^Value PYTHON3\.9 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set/],
      [() => lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: "orders", Environment: { Variables: { AWS_REGION: "x" } } })), InvalidParameterValueException, 400, /Reserved keys used in this request: AWS_REGION$/],
      [() => lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: "orders", Environment: { Variables: { BIG: "x".repeat(5000) } } })), InvalidParameterValueException, 400, /exceeded the 4KB limit\. String measured: \{"BIG":"x+"\}$/],
      [() => lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "orders", ZipFile: Buffer.from("no zip") })), InvalidParameterValueException, 400, /^Could not unzip uploaded file\./],
      [() => lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "orders", S3Bucket: "bucket", S3Key: "key" })), InvalidParameterValueException, 400, /^Error occurred while GetObject\. S3 Error Code: NoSuchBucket\./],
      [() => lambda.send(new TagResourceCommand({ Resource: `${ARN}:1`, Tags: { a: "b" } })), InvalidParameterValueException, 400, /^Tags on function aliases and versions are not supported/],
      [() => lambda.send(new GetFunctionCommand({ FunctionName: "arn:aws:lambda:eu-west-1:123456789012:function:orders" })), ResourceNotFoundException, 404, /^Functions from 'eu-west-1' are not reachable in this region \('us-east-1'\)$/],
      [() => lambda.send(new GetFunctionCommand({ FunctionName: "arn:aws:lambda:us-east-1:111111111111:function:orders" })), LambdaServiceException, 403, /is not authorized to perform: lambda:GetFunction on resource/],
      [() => lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: "orders", ReservedConcurrentExecutions: 901 })), InvalidParameterValueException, 400, /below its minimum value of \[100\]\.$/],
      [() => lambda.send(new PutProvisionedConcurrencyConfigCommand({ FunctionName: "orders", Qualifier: "$LATEST", ProvisionedConcurrentExecutions: 1 })), InvalidParameterValueException, 400, /unpublished function versions/],
      [() => lambda.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName: "orders", Qualifier: "1" })), ProvisionedConcurrencyConfigNotFoundException, 404, /^No Provisioned Concurrency Config found for this function$/],
    ];
    for (const [call, type, status, message] of cases) {
      const error = await refusal(call());
      expect({ name: error.name, status: error.$metadata.httpStatusCode, message: error.message }).toEqual({
        name: error.name, status, message: expect.stringMatching(message),
      });
      expect(error).toBeInstanceOf(type);
      expect(error.$metadata.requestId).toBeTruthy();
    }
    expect(cloud.bugs).toEqual([]);
  });

  it("throws a throttle as TooManyRequestsException with its Reason", async () => {
    await cloud.plane.simulator.changeSettings({ accountConcurrency: 1 });
    await create();
    const first = lambda.send(new InvokeCommand({ FunctionName: "orders" }));
    while (cloud.runtime.specs.length === 0) await cloud.time.advance(0);
    const throttled = await lambda.send(new InvokeCommand({ FunctionName: "orders" })).catch((error: unknown) => error);
    expect(throttled).toBeInstanceOf(TooManyRequestsException);
    expect(throttled).toMatchObject({ message: "Rate Exceeded.", Reason: "ConcurrentInvocationLimitExceeded", $metadata: { httpStatusCode: 429 } });
    expect((await whileTimePasses(first)).StatusCode).toBe(200);
  });

  it("reads what functions wrote through CloudWatch Logs", async () => {
    await create();
    cloud.runtime.behaviour = { invoke: () => returns(null, 5, ["a line"]) };
    await invoke();
    await invoke();
    const logGroupName = "/aws/lambda/orders";
    expect((await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/aws/lambda/" }))).logGroups).toMatchObject([{ logGroupName }]);
    const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName, orderBy: "LastEventTime", descending: true }));
    expect(logStreams).toHaveLength(1);
    const events = (await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: logStreams![0]!.logStreamName, startFromHead: true }))).events!;
    expect(events.filter((event) => event.message === "a line\n")).toHaveLength(2);
    expect((await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern: "REPORT" }))).events).toHaveLength(2);
    await logs.send(new DeleteLogGroupCommand({ logGroupName }));
    await expect(logs.send(new FilterLogEventsCommand({ logGroupName }))).rejects.toBeInstanceOf(LogsNotFound);
  });
});
