import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetFunctionCommand, InvokeCommand, InvokeWithResponseStreamCommand, LambdaClient, ResourceNotFoundException, TagResourceCommand } from "@aws-sdk/client-lambda";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { awsError } from "#services/aws-error.ts";
import { ScriptedControlPlane } from "#testing/scripted-control-plane.ts";
import { sdkConfig } from "#testing/sdk-clients.ts";
import { createAwsApi } from "./handler.ts";
import { awsRequestHandlers } from "./msw.ts";
import { createSdkRequestHandler } from "./sdk-request-handler.ts";
import type { WireRequest } from "./wire.ts";

const controlPlane = new ScriptedControlPlane();
const api = createAwsApi(controlPlane);

beforeEach(() => {
  controlPlane.answer = { output: {} };
});

const transports = {
  "through MSW, over the SDK's own HTTP handler": () => {
    const server = setupServer(...awsRequestHandlers(api));
    beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
    afterAll(() => server.close());
    return {};
  },
  // A structured clone stands for the way through a port.
  "through messages": () => ({
    requestHandler: createSdkRequestHandler(async ({ signal: _signal, ...request }) => structuredClone(await api.answer(structuredClone<WireRequest>(request)))),
  }),
};

describe.each(Object.entries(transports))("%s", (_name, makeTransport) => {
  const config = { ...sdkConfig({ accessKeyId: "111122223333", region: "eu-west-1" }), ...makeTransport() };
  const lambda = new LambdaClient(config);
  const logs = new CloudWatchLogsClient(config);

  test("a REST call arrives with path, query, headers and payload", async () => {
    controlPlane.answer = { output: { StatusCode: 200, Payload: new TextEncoder().encode('"hello"'), ExecutedVersion: "1" } };
    const answer = await lambda.send(new InvokeCommand({ FunctionName: "f", Qualifier: "prod", LogType: "Tail", Payload: '{"a":"ü"}' }));
    expect(answer.Payload!.transformToString()).toBe('"hello"');
    expect(controlPlane.last).toMatchObject({
      service: "lambda",
      operation: "Invoke",
      input: { FunctionName: "f", Qualifier: "prod", LogType: "Tail" },
      caller: { accountId: "111122223333", region: "eu-west-1", requestId: answer.$metadata.requestId },
    });
    expect(new TextDecoder().decode((controlPlane.last.input as { Payload: Uint8Array }).Payload)).toBe('{"a":"ü"}');
  });

  test("an ARN in the path arrives whole", async () => {
    const Resource = "arn:aws:lambda:eu-west-1:111122223333:function:f";
    await lambda.send(new TagResourceCommand({ Resource, Tags: { "a b": "ü/%" } }));
    expect(controlPlane.last.input).toEqual({ Resource, Tags: { "a b": "ü/%" } });
  });

  test("a JSON call arrives by its target", async () => {
    controlPlane.answer = { output: { logGroups: [{ logGroupName: "/aws/lambda/f", creationTime: 1_700_000_000_000 }] } };
    const answer = await logs.send(new DescribeLogGroupsCommand({ limit: 5 }));
    expect(controlPlane.last).toMatchObject({ service: "logs", operation: "DescribeLogGroups", input: { limit: 5 } });
    expect(answer.logGroups).toEqual([{ logGroupName: "/aws/lambda/f", creationTime: 1_700_000_000_000 }]);
  });

  test("an error is thrown as the SDK's own class", async () => {
    controlPlane.answer = awsError("ResourceNotFoundException", "Function not found: f");
    await expect(lambda.send(new GetFunctionCommand({ FunctionName: "f" }))).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  test("a stream of events is read event by event", async () => {
    controlPlane.answer = { output: { StatusCode: 200, ExecutedVersion: "$LATEST", EventStream: eventsOf([chunk("one"), chunk("two"), { InvokeComplete: { LogResult: "bG9n" } }]) } };
    const answer = await lambda.send(new InvokeWithResponseStreamCommand({ FunctionName: "f" }));
    const seen: string[] = [];
    for await (const event of answer.EventStream!) seen.push(event.PayloadChunk ? new TextDecoder().decode(event.PayloadChunk.Payload) : String(event.InvokeComplete?.LogResult));
    expect(seen).toEqual(["one", "two", "bG9n"]);
  });
});

function chunk(text: string): unknown {
  return { PayloadChunk: { Payload: new TextEncoder().encode(text) } };
}

async function* eventsOf(events: readonly unknown[]): AsyncIterable<unknown> {
  for (const event of events) yield await Promise.resolve(event);
}

test("who answers learns when a call is aborted", async () => {
  const lambda = new LambdaClient({ ...sdkConfig(), requestHandler: createSdkRequestHandler((request) => api.answer(request)) });
  const abort = new AbortController();
  await lambda.send(new InvokeCommand({ FunctionName: "f" }), { abortSignal: abort.signal });
  const { hangUp } = controlPlane.last.caller;
  expect(hangUp?.aborted).toBe(false);
  abort.abort();
  expect(hangUp?.aborted).toBe(true);
});

test("an aborted call is rejected at once, and one that was aborted before is not sent", async () => {
  let sent = 0;
  const requestHandler = createSdkRequestHandler(() => {
    sent += 1;
    return new Promise(() => undefined);
  });
  const lambda = new LambdaClient({ ...sdkConfig(), requestHandler });
  const abort = new AbortController();
  const call = lambda.send(new InvokeCommand({ FunctionName: "f" }), { abortSignal: abort.signal });
  await expect.poll(() => sent).toBe(1);
  abort.abort();
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
  await expect(lambda.send(new InvokeCommand({ FunctionName: "f" }), { abortSignal: abort.signal })).rejects.toMatchObject({ name: "AbortError" });
  expect(sent).toBe(1);
});
