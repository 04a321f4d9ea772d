import { InvokeCommand, LambdaServiceException, TooManyRequestsException } from "@aws-sdk/client-lambda";
import { beforeEach, expect, test, vi } from "vitest";
import { awsError } from "#services/aws-error.ts";
import { ScriptedControlPlane } from "#testing/scripted-control-plane.ts";
import { sdkClientsFor } from "#testing/sdk-clients.ts";
import { createAwsApi, type AwsApi } from "./handler.ts";
import { ALL_SERVICES } from "./services/all-services.ts";

let controlPlane: ScriptedControlPlane;
let api: AwsApi;
const reportBug = vi.fn<(error: unknown, where: string) => void>();

beforeEach(() => {
  controlPlane = new ScriptedControlPlane();
  reportBug.mockClear();
  api = createAwsApi(controlPlane, { reportBug });
});

async function ask(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<{ status: number; headers: Headers; body: unknown }> {
  const response = await api.handle(new Request(`http://localhost:4173${path}`, { method, headers, ...(body === undefined ? {} : { body }) }));
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
}

const signature = (accessKeyId: string, region: string, service: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261123/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

const FUNCTIONS = "/2015-03-31/functions";
const creation = (change: object): string => JSON.stringify({ FunctionName: "f", Role: "arn:aws:iam::123456789012:role/r", Code: { ZipFile: "AAAA" }, ...change });

test("a path of no operation is answered 404 UnknownOperationException, with a request id", async () => {
  const { status, headers } = await ask("PATCH", "/2015-03-31/nonsense");
  expect(status).toBe(404);
  expect(headers.get("x-amzn-errortype")).toBe("UnknownOperationException");
  expect(headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
  expect(controlPlane.calls).toHaveLength(0);
});

test("a target of no operation is answered in the JSON protocol's own way", async () => {
  const { status, body } = await ask("POST", "/", "{}", { "x-amz-target": "Logs_20140328.Nonsense" });
  expect(status).toBe(400);
  expect(body).toMatchObject({ __type: "UnknownOperationException" });
});

test("a request signed for a service that is not simulated is told so", async () => {
  const { status, body } = await ask("GET", "/", undefined, signature("AKID", "us-east-1", "dynamodb"));
  expect(status).toBe(501);
  expect(body).toEqual({ Message: 'The service "dynamodb" is not simulated here.' });
});

test("an operation that is not built is answered 501 with the control plane's sentence", async () => {
  controlPlane.answer = awsError("NotImplementedException", "ListLayers is not simulated yet.");
  const { status, headers, body } = await ask("GET", "/2018-10-31/layers");
  expect(status).toBe(501);
  expect(headers.get("x-amzn-errortype")).toBe("NotImplementedException");
  expect(body).toEqual({ Message: "ListLayers is not simulated yet." });
  expect(controlPlane.last.operation).toBe("ListLayers");
});

test("a query parameter that belongs to the address tells two operations apart", async () => {
  await ask("GET", "/2018-10-31/layers?find=LayerVersion&Arn=arn:aws:lambda:us-east-1:123456789012:layer:a:1");
  expect(controlPlane.last.operation).toBe("GetLayerVersionByArn");
});

test("a slash at the end changes nothing", async () => {
  await ask("GET", `${FUNCTIONS}/?MaxItems=5`);
  expect(controlPlane.last).toMatchObject({ operation: "ListFunctions", input: { MaxItems: 5 } });
});

test("a label may come encoded or plain, as an ARN does", async () => {
  const arn = "arn:aws:lambda:us-east-1:123456789012:function:f:prod";
  for (const text of [arn, encodeURIComponent(arn)]) {
    await ask("GET", `${FUNCTIONS}/${text}/configuration`);
    expect(controlPlane.last).toMatchObject({ operation: "GetFunctionConfiguration", input: { FunctionName: arn } });
  }
});

test("a 12-digit access key id is the account, and the scope names the Region", async () => {
  await ask("GET", FUNCTIONS, undefined, signature("111122223333", "eu-west-1", "lambda"));
  expect(controlPlane.last.caller).toMatchObject({ accountId: "111122223333", region: "eu-west-1", origin: "http://localhost:4173" });
});

test("any other access key, or none, is account 123456789012 in us-east-1", async () => {
  await ask("GET", FUNCTIONS, undefined, signature("AKIAIOSFODNN7EXAMPLE", "nowhere", "lambda"));
  expect(controlPlane.last.caller).toMatchObject({ accountId: "123456789012", region: "us-east-1" });
  await ask("GET", FUNCTIONS);
  expect(controlPlane.last.caller).toMatchObject({ accountId: "123456789012", region: "us-east-1" });
});

test("a presigned address carries the scope in its query", async () => {
  await ask("GET", `${FUNCTIONS}?X-Amz-Credential=444455556666%2F20261123%2Feu-central-1%2Flambda%2Faws4_request`);
  expect(controlPlane.last.caller).toMatchObject({ accountId: "444455556666", region: "eu-central-1" });
});

test("the answer to an invocation carries its trace, any other answer none", async () => {
  controlPlane.answer = { output: { StatusCode: 200 }, trace: "Root=1-0-0;Sampled=0" };
  expect((await ask("POST", `${FUNCTIONS}/f/invocations`)).headers.get("x-amzn-trace-id")).toBe("Root=1-0-0;Sampled=0");
  controlPlane.answer = { output: {} };
  expect((await ask("GET", FUNCTIONS)).headers.get("x-amzn-trace-id")).toBeNull();
});

test("the request id is the transport's, where it gives one, and stands in caller and answer", async () => {
  const response = await api.handle(new Request(`http://localhost${FUNCTIONS}`), "resend-1");
  expect(controlPlane.last.caller.requestId).toBe("resend-1");
  expect(response.headers.get("x-amzn-requestid")).toBe("resend-1");
});

test.each([
  [{ Timeout: "abc" }, "STRING_VALUE can not be converted to an Integer"],
  [{ Timeout: true }, "TRUE_VALUE can not be converted to an Integer"],
  [{ Handler: 5 }, "NUMBER_VALUE cannot be converted to String"],
  [{ Handler: {} }, "Start of structure or map found where not expected."],
  [{ Handler: ["a"] }, "Start of list found where not expected"],
  [{ Publish: "true" }, "STRING_VALUE can not be converted to a Boolean"],
  [{ Layers: "a" }, "Expected list or null"],
  [{ Environment: "a" }, "Expected structure or null"],
  [{ Environment: { Variables: [] } }, "Start of list found where not expected"],
  [{ Environment: { Variables: { A: 1 } } }, "NUMBER_VALUE cannot be converted to String"],
  [{ Code: { ZipFile: "no base64!" } }, "The value is not valid base64."],
])("%j is a 400 SerializationException", async (change, message) => {
  const { status, headers, body } = await ask("POST", FUNCTIONS, creation(change));
  expect(status).toBe(400);
  expect(headers.get("x-amzn-errortype")).toBe("SerializationException");
  expect(body).toEqual({ Message: message });
});

test("a body that is no JSON is a SerializationException", async () => {
  const { status, body } = await ask("POST", FUNCTIONS, "{");
  expect(status).toBe(400);
  expect(body).toMatchObject({ Message: expect.stringMatching(/^Could not parse request body into json: /) as string });
});

test("a query parameter of the wrong type is a SerializationException", async () => {
  const { status, body } = await ask("GET", `${FUNCTIONS}?MaxItems=many`);
  expect([status, body]).toEqual([400, { Message: "STRING_VALUE can not be converted to an Integer" }]);
});

test("a fraction for an Integer is cut off, and null is as good as absent", async () => {
  controlPlane.answer = { output: {} };
  await ask("POST", FUNCTIONS, creation({ Timeout: 3.9, MemorySize: null }));
  expect(controlPlane.last.input).toMatchObject({ Timeout: 3 });
  expect(controlPlane.last.input).not.toHaveProperty("MemorySize");
});

test("a broken constraint is a 400 ValidationException in AWS's words", async () => {
  const { status, headers, body } = await ask("POST", FUNCTIONS, creation({ MemorySize: 64 }));
  expect(status).toBe(400);
  expect(headers.get("x-amzn-errortype")).toBe("ValidationException");
  expect(body).toEqual({
    message: "1 validation error detected: Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
  });
});

test("a body cannot set a member that stands in the path", async () => {
  await ask("PUT", `${FUNCTIONS}/mine/configuration`, JSON.stringify({ FunctionName: "other" }));
  expect(controlPlane.last.input).toMatchObject({ FunctionName: "mine" });
});

test("a map key named __proto__ is a key like any other", async () => {
  await ask("POST", FUNCTIONS, creation({}).replace(/\}$/, ',"Tags":{"__proto__":"x"}}'));
  const { Tags } = controlPlane.last.input as { Tags: object };
  expect(Object.getPrototypeOf(Tags)).toBe(Object.prototype);
  expect(Object.entries(Tags)).toEqual([["__proto__", "x"]]);
});

test("errors carry Type and the message under the name that their shape has", async () => {
  controlPlane.answer = awsError("ResourceNotFoundException", "Function not found: x");
  expect((await ask("GET", `${FUNCTIONS}/x`)).body).toEqual({ Type: "User", Message: "Function not found: x" });
  controlPlane.answer = awsError("TooManyRequestsException", "Rate Exceeded.", { Reason: "ReservedFunctionConcurrentInvocationLimitExceeded", retryAfterSeconds: "1" });
  const throttled = await ask("POST", `${FUNCTIONS}/x/invocations`, "{}");
  expect(throttled.status).toBe(429);
  expect(throttled.headers.get("retry-after")).toBe("1");
  expect(throttled.body).toEqual({ Type: "User", message: "Rate Exceeded.", Reason: "ReservedFunctionConcurrentInvocationLimitExceeded" });
});

test("the SDK throws a throttle as its own class, with the reason", async () => {
  controlPlane.answer = awsError("TooManyRequestsException", "Rate Exceeded.", { Reason: "ConcurrentInvocationLimitExceeded" });
  const call = sdkClientsFor(api).lambda.send(new InvokeCommand({ FunctionName: "f" }));
  await expect(call).rejects.toBeInstanceOf(TooManyRequestsException);
  await expect(call).rejects.toMatchObject({ message: "Rate Exceeded.", Reason: "ConcurrentInvocationLimitExceeded" });
});

test("a bug answers 500 ServiceException without its own words, and is reported", async () => {
  controlPlane.answer = () => {
    throw new TypeError("secret internals");
  };
  const { status, headers, body } = await ask("GET", FUNCTIONS);
  expect(status).toBe(500);
  expect(headers.get("x-amzn-errortype")).toBe("ServiceException");
  expect(JSON.stringify(body)).not.toContain("secret internals");
  expect(body).toMatchObject({ Type: "Service" });
  expect(reportBug).toHaveBeenCalledExactlyOnceWith(expect.any(TypeError), expect.stringContaining("lambda:ListFunctions"));
});

test("a store's failure is told in its own sentence", async () => {
  controlPlane.answer = () => {
    throw Object.assign(new Error("The browser's storage is full."), { problem: "full" });
  };
  expect((await ask("GET", FUNCTIONS)).body).toMatchObject({ Message: "The browser's storage is full." });
});

test("a 204 has no body and no content type", async () => {
  controlPlane.answer = { output: { StatusCode: 204 } };
  const { status, headers, body } = await ask("POST", `${FUNCTIONS}/f/invocations`, "{}", { "x-amz-invocation-type": "DryRun" });
  expect([status, headers.get("content-type"), body]).toEqual([204, null, undefined]);
});

test("an invocation's payload goes through as bytes, both ways", async () => {
  const payload = Uint8Array.from([0, 255, 1, 254]);
  controlPlane.answer = { output: { StatusCode: 200, Payload: payload, ExecutedVersion: "3", LogResult: "bG9n" } };
  const answer = await sdkClientsFor(api).lambda.send(new InvokeCommand({ FunctionName: "f", Payload: payload, LogType: "Tail" }));
  expect([...(controlPlane.last.input as { Payload: Uint8Array }).Payload]).toEqual([...payload]);
  expect([...answer.Payload!]).toEqual([...payload]);
  expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: "3", LogResult: "bG9n" });
});

test.each([
  ["RequestResponse", 6_291_456],
  ["Event", 1_048_576],
])("a payload for %s of more than %d bytes is refused", async (invocationType, limit) => {
  const invoke = (bytes: number): Promise<unknown> =>
    sdkClientsFor(api).lambda.send(new InvokeCommand({ FunctionName: "f", InvocationType: invocationType as "Event", Payload: new Uint8Array(bytes) }));
  await expect(invoke(limit)).resolves.toBeDefined();
  await expect(invoke(limit + 1)).rejects.toMatchObject({
    name: "RequestEntityTooLargeException",
    message: `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
    $metadata: { httpStatusCode: 413 },
  });
});

test("a request with a deployment package is refused above 70167211 bytes, unread", async () => {
  const body = new Uint8Array(70_167_212);
  const answer = await api.answer({ method: "PUT", path: `${FUNCTIONS}/f/code`, headers: {}, body });
  expect(answer.status).toBe(413);
  expect(answer.headers["x-amzn-errortype"]).toBe("RequestEntityTooLargeException");
  expect(JSON.parse(new TextDecoder().decode(answer.body))).toEqual({ Message: "Request must be smaller than 70167211 bytes for the UpdateFunctionCode operation" });
});

test("the SDK's name for an error that its model does not know is kept", async () => {
  controlPlane.answer = awsError("ValidationException", "1 validation error detected: x");
  const call = sdkClientsFor(api).lambda.send(new InvokeCommand({ FunctionName: "f" }));
  await expect(call).rejects.toBeInstanceOf(LambdaServiceException);
  await expect(call).rejects.toMatchObject({ name: "ValidationException", message: "1 validation error detected: x" });
});

test("an event that is no JSON is Lambda's business, not the protocol's", async () => {
  await ask("POST", `${FUNCTIONS}/f/invocations`, "not json");
  expect(controlPlane.last.operation).toBe("Invoke");
});

test("a header cannot be broken by what a function returned", async () => {
  controlPlane.answer = { output: { StatusCode: 200, FunctionError: "a\r\nset-cookie: x\u2603" } };
  const { headers } = await ask("POST", `${FUNCTIONS}/f/invocations`, "{}");
  expect(headers.get("x-amz-function-error")).toBe("a  set-cookie: x?");
  expect(headers.has("set-cookie")).toBe(false);
});

test("CloudWatch Logs reports a broken constraint under its own error name", async () => {
  const { status, body } = await ask("POST", "/", '{"logGroupName":"a b"}', { "x-amz-target": "Logs_20140328.CreateLogGroup" });
  expect(status).toBe(400);
  expect(body).toEqual({
    __type: "InvalidParameterException",
    message: "1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
  });
});

test("a service whose files cannot be fetched is told with a sentence, and asked for again with the next call", async () => {
  const { snsService } = await import("./services/sns.ts");
  let tries = 0;
  const load = () => (++tries === 1 ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(snsService));
  const lazy = createAwsApi(controlPlane, { reportBug, services: [...ALL_SERVICES.slice(0, 2), { key: "sns", signingName: "sns", load }] });
  const list = (): Promise<Response> =>
    lazy.handle(new Request("http://localhost:4173/", { method: "POST", headers: { ...signature("AKID", "us-east-1", "sns"), "content-type": "application/x-www-form-urlencoded" }, body: "Action=ListTopics&Version=2010-03-31" }));
  const failed = await list();
  expect(failed.status).toBe(503);
  expect(await failed.text()).toMatch(/^<ErrorResponse><Error><Type>Receiver<\/Type><Code>ServiceUnavailable<\/Code><Message>The part of this page that answers for sns could not be loaded/);
  expect(reportBug).toHaveBeenCalledTimes(1);
  expect((await list()).status).toBe(200);
  expect(controlPlane.last).toMatchObject({ service: "sns", operation: "ListTopics" });
});
