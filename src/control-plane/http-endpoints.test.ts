import { beforeEach, describe, expect, test } from "vitest";
import { isAwsError } from "#services/aws-error.ts";
import { utf8 } from "#services/bytes.ts";
import type { Endpoint, EndpointAnswer, EndpointOutcome } from "#services/http-endpoint.ts";
import { returns, throws } from "#testing/scripted-runtime.ts";
import { TestCloud } from "#testing/test-cloud.ts";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const SOURCE = "arn:aws:execute-api:us-east-1:123456789012:a1/prod/GET/";
let outcomes: EndpointOutcome[];
let cloud: TestCloud;

/** An endpoint of one host that shows what reached it. */
const probe: Endpoint = (state, { host, path }, { region }) => {
  if (host !== `a1.${region}.test` || !state["lambda.functions"].has("orders")) return undefined;
  if (path === "/itself") return { kind: "answer", answer: { status: 204, headers: [], body: new Uint8Array() } };
  return {
    kind: "invoke",
    functionArn: ARN,
    payload: utf8(JSON.stringify({ path })),
    service: "apigateway.amazonaws.com",
    sourceArn: SOURCE,
    timeoutMs: 29_000,
    answer: (outcome) => (outcomes.push(outcome), { status: 200, headers: [], body: new Uint8Array() }),
  };
};

const ask = (path = "/", host = "a1.us-east-1.test"): Promise<EndpointAnswer | undefined> =>
  cloud.plane.http({ method: "GET", host, path, query: "", headers: [], body: new Uint8Array(), sourceIp: "127.0.0.1", requestId: "r-1" });

async function asked(path = "/", ms = 1000): Promise<EndpointOutcome> {
  const answer = ask(path);
  await cloud.time.advance(ms);
  await answer;
  return outcomes.at(-1)!;
}

const permit = (sourceArn = SOURCE): Promise<unknown> =>
  cloud.must("AddPermission", { FunctionName: "orders", StatementId: "api", Action: "lambda:InvokeFunction", Principal: "apigateway.amazonaws.com", SourceArn: sourceArn });

beforeEach(async () => {
  outcomes = [];
  cloud = await TestCloud.open({ endpoints: [probe] });
  await cloud.createFunction("orders", { Timeout: 60 });
});

describe("a request to a public address", () => {
  test("reaches the function as the endpoint's event, and the endpoint makes the answer of what it returned", async () => {
    await permit();
    cloud.runtime.behaviour = { invoke: (event) => returns(event) };
    expect(await asked("/books")).toEqual({ payload: utf8('{"path":"/books"}'), failed: false });
  });

  test("tells an error of the function's code from a value", async () => {
    await permit();
    cloud.runtime.behaviour = { invoke: () => throws("ValueError", "no") };
    expect(await asked()).toMatchObject({ failed: true });
  });

  test("is refused where the function's policy does not let the service in for this resource, and nothing runs", async () => {
    expect(await asked()).toMatchObject({ name: "AccessDeniedException" });
    await permit(SOURCE.replace("GET", "POST"));
    expect(await asked()).toMatchObject({ name: "AccessDeniedException" });
    expect(cloud.runtime.specs).toEqual([]);
  });

  test("meets the function's concurrency like every other request", async () => {
    await permit();
    await cloud.must("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 0 });
    expect(await asked()).toMatchObject({ name: "TooManyRequestsException", members: { Reason: "ReservedFunctionConcurrentInvocationLimitExceeded" } });
  });

  test("is answered when the endpoint has waited long enough, while the function runs on to its end", async () => {
    await permit();
    cloud.runtime.behaviour = { invoke: () => returns("late", 40_000) };
    expect(await asked("/", 29_200)).toBe("timeout");
    await cloud.time.advance(20_000);
    expect(outcomes).toEqual(["timeout"]);
    expect(cloud.runtime.requests).toHaveLength(1);
    const { events = [] } = await cloud.must<{ events?: { message?: string }[] }>("FilterLogEvents", { logGroupName: "/aws/lambda/orders" });
    expect(events.some(({ message }) => message?.startsWith("REPORT"))).toBe(true);
  });

  test("may be answered by the endpoint itself, or be for a host that nobody has", async () => {
    expect(await ask("/itself")).toMatchObject({ status: 204 });
    expect(await ask("/", "a1.eu-west-1.test")).toBeUndefined();
    expect(cloud.runtime.specs).toEqual([]);
  });

  test("with an event beyond Lambda's 6 MB is refused as Lambda does", async () => {
    await permit();
    const outcome = await asked(`/${"x".repeat(6_291_456)}`);
    expect(isAwsError(outcome) && outcome.name).toBe("RequestTooLargeException");
  });
});
