import * as fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { anyPayload, anyRequest, answerProblems, bodyText, requestFor } from "#testing/http-requests.ts";
import { TestAccount } from "#testing/test-account.ts";
import { awsError } from "../aws-error.ts";
import { utf8, utf8Text } from "../bytes.ts";
import type { EndpointCall, EndpointOutcome, EndpointRequest } from "../http-endpoint.ts";
import { httpApiEndpoint } from "./endpoint.ts";

// Hundreds of requests: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
let account: TestAccount;
let apiId: string;
let host: string;

const must = (operation: string, input: object): Record<string, unknown> => account.mustOf("apigatewayv2", operation, input);
function createApi(name: string): void {
  apiId = String(must("CreateApi", { Name: name, ProtocolType: "HTTP" })["ApiId"]);
  host = `${apiId}.execute-api.us-east-1.amazonaws.com`;
  must("CreateStage", { ApiId: apiId, StageName: "$default", AutoDeploy: true });
}

function route(routeKey: string, version: "1.0" | "2.0" = "2.0"): void {
  const { IntegrationId } = must("CreateIntegration", { ApiId: apiId, IntegrationType: "AWS_PROXY", IntegrationUri: FUNCTION, PayloadFormatVersion: version });
  must("CreateRoute", { ApiId: apiId, RouteKey: routeKey, Target: `integrations/${String(IntegrationId)}` });
}

const call = (more: Partial<EndpointRequest> = {}): EndpointCall | undefined => httpApiEndpoint(account.state, requestFor(host, more), account.context());
function invocation(more: Partial<EndpointRequest> = {}): Extract<EndpointCall, { kind: "invoke" }> {
  const made = call(more);
  if (made?.kind !== "invoke") throw new Error(`no invocation but ${JSON.stringify(made)}`);
  return made;
}
const event = (more: Partial<EndpointRequest> = {}): Record<string, unknown> => JSON.parse(utf8Text(invocation(more).payload)!) as Record<string, unknown>;
const returned = (value: unknown): EndpointOutcome => ({ payload: utf8(JSON.stringify(value)), failed: false });
const answered = (outcome: EndpointOutcome) => {
  const answer = invocation().answer(outcome);
  return { status: answer.status, type: answer.headers.find(([name]) => name === "content-type")?.[1], body: bodyText(answer), headers: answer.headers };
};

beforeEach(() => {
  account = new TestAccount();
  createApi("orders-API");
});

describe("what an HTTP API does with a request", () => {
  test("a host of nobody's, or of another Region, is not its own", () => {
    expect(call({ host: "nobody.execute-api.us-east-1.amazonaws.com" })).toBeUndefined();
    expect(call({ host: host.replace("us-east-1", "eu-west-1") })).toBeUndefined();
    expect(call({ host: `x.${host}` })).toBeUndefined();
  });

  test("no matching route is 404 in API Gateway's words, with its request id", () => {
    const made = call();
    expect(made).toMatchObject({ kind: "answer", answer: { status: 404, headers: [["content-type", "application/json"], ["apigw-requestid", expect.stringMatching(/^[A-Za-z0-9_-]{15}=$/)]] } });
    expect(made?.kind === "answer" && bodyText(made.answer)).toBe('{"message":"Not Found"}');
  });

  test("a route without an integration fails, and so does one whose function is refused", () => {
    must("CreateRoute", { ApiId: apiId, RouteKey: "GET /" });
    expect(call()).toMatchObject({ kind: "answer", answer: { status: 500 } });
  });

  test("the permission is asked for the method and path of the route", () => {
    route("ANY /items/{id}");
    route("$default");
    const arn = `arn:aws:execute-api:us-east-1:123456789012:${apiId}`;
    expect(invocation({ method: "PUT", path: "/items/7" })).toMatchObject({ functionArn: FUNCTION, service: "apigateway.amazonaws.com", sourceArn: `${arn}/$default/PUT/items/{id}`, timeoutMs: 30_000 });
    expect(invocation({ path: "/other" }).sourceArn).toBe(`${arn}/$default/$default`);
  });

  test("a named stage serves below its name, and goes before $default", () => {
    route("GET /items");
    must("CreateStage", { ApiId: apiId, StageName: "dev", AutoDeploy: true });
    expect(event({ path: "/dev/items" })).toMatchObject({ rawPath: "/dev/items", routeKey: "GET /items", requestContext: { stage: "dev", http: { path: "/dev/items" } } });
    expect(event({ path: "/items" })).toMatchObject({ rawPath: "/items", requestContext: { stage: "$default" } });
    expect(call({ path: "/dev" })).toMatchObject({ answer: { status: 404 } });
  });

  test("a stage without automatic deployment serves what was deployed, not what is there now", () => {
    must("CreateStage", { ApiId: apiId, StageName: "prod" });
    route("GET /old");
    must("CreateDeployment", { ApiId: apiId, StageName: "prod" });
    route("GET /new");
    expect(call({ path: "/prod/old" })?.kind).toBe("invoke");
    expect(call({ path: "/prod/new" })).toMatchObject({ answer: { status: 404 } });
    expect(call({ path: "/new" })?.kind).toBe("invoke");
  });

  test("its own host can be switched off", () => {
    route("GET /");
    must("UpdateApi", { ApiId: apiId, DisableExecuteApiEndpoint: true });
    expect(call()).toMatchObject({ answer: { status: 404 } });
  });

  test("more than 10 MB are refused before anything runs", () => {
    route("$default");
    expect(call({ body: new Uint8Array(10 * 1024 * 1024 + 1) })).toMatchObject({ answer: { status: 413 } });
  });
});

describe("the event of payload format 2.0", () => {
  test("joins what is repeated, lists cookies by themselves, decodes path and parameters, and leaves out what is not there", () => {
    account.now = Date.UTC(2026, 10, 3, 9, 5, 7);
    route("POST /books/{id}");
    const headers = [["host", host], ["x-a", "1"], ["x-a", "2"], ["cookie", "a=1; b=2"], ["user-agent", "curl/8"], ["content-type", "application/json"]] as const;
    expect(event({ method: "POST", path: "/books/a%20b", query: "q=1&q=x%20y+z&e", headers, body: utf8('{"ä":1}') })).toEqual({
      version: "2.0",
      routeKey: "POST /books/{id}",
      rawPath: "/books/a b",
      rawQueryString: "q=1&q=x%20y+z&e",
      cookies: ["a=1", "b=2"],
      headers: {
        host, "x-a": "1,2", "content-length": "8", "user-agent": "curl/8", "content-type": "application/json", "x-forwarded-for": "127.0.0.1", "x-forwarded-port": "443", "x-forwarded-proto": "https",
        "x-amzn-trace-id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      },
      queryStringParameters: { q: "1,x y z", e: "" },
      requestContext: {
        accountId: "123456789012", apiId, domainName: host, domainPrefix: apiId,
        http: { method: "POST", path: "/books/a b", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "curl/8" },
        requestId: expect.stringMatching(/^[A-Za-z0-9_-]{15}=$/), routeKey: "POST /books/{id}", stage: "$default", time: "03/Nov/2026:09:05:07 +0000", timeEpoch: account.now,
      },
      pathParameters: { id: "a b" },
      body: '{"ä":1}',
      isBase64Encoded: false,
    });
    expect(Object.keys(event({ method: "POST", path: "/books/1" }))).toEqual(["version", "routeKey", "rawPath", "rawQueryString", "headers", "requestContext", "pathParameters", "isBase64Encoded"]);
  });

  test.each([["text/html; charset=utf-8", false], ["application/json", false], ["application/xml", false], ["application/javascript", false], ["application/x-www-form-urlencoded", true], ["image/png", true]])("a body of %s comes in base64: %s", (type, isBase64Encoded) => {
    route("$default");
    expect(event({ headers: [["content-type", type]], body: utf8("a=1") })).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? "YT0x" : "a=1" });
  });

  test("stage variables come along", () => {
    must("DeleteStage", { ApiId: apiId, StageName: "$default" });
    must("CreateStage", { ApiId: apiId, StageName: "$default", AutoDeploy: true, StageVariables: { table: "books" } });
    route("$default");
    expect(event()).toMatchObject({ stageVariables: { table: "books" } });
  });
});

test("the event of payload format 1.0 has single and multiple values, and null for what is empty", () => {
  route("GET /books/{id}", "1.0");
  const made = event({ path: "/books/7", query: "q=1&q=2", headers: [["x-a", "1"], ["x-a", "2"]] });
  expect(made).toMatchObject({
    version: "1.0", resource: "/books/{id}", path: "/books/7", httpMethod: "GET", queryStringParameters: { q: "2" }, multiValueQueryStringParameters: { q: ["1", "2"] },
    pathParameters: { id: "7" }, stageVariables: null, body: null, isBase64Encoded: false, requestContext: { resourceId: "GET /books/{id}", resourcePath: "/books/{id}", stage: "$default", path: "/books/7" },
  });
  expect((made["headers"] as Record<string, string>)["x-a"]).toBe("2");
  expect((made["multiValueHeaders"] as Record<string, string[]>)["x-a"]).toEqual(["1", "2"]);
});

test("the event of payload format 1.0 has the path as it was sent, in both places", () => {
  route("GET /books/{id}", "1.0");
  expect(event({ path: "/books/a%20b%3Fc" })).toMatchObject({ path: "/books/a%20b%3Fc", requestContext: { path: "/books/a%20b%3Fc" } });
});

test.each(["1.0", "2.0"] as const)("the event of payload format %s says how long the body is, also where there is none or the client did not say", (version) => {
  route("$default", version);
  expect(event()).toMatchObject({ headers: { "content-length": "0" } });
  expect(event({ method: "POST", body: utf8("ä") })).toMatchObject({ headers: { "content-length": "2" } });
});

test("OPTIONS runs the function of a route that takes it, and is 404 where none does", () => {
  route("GET /books");
  expect(call({ method: "OPTIONS", path: "/books" })).toMatchObject({ kind: "answer", answer: { status: 404 } });
  route("OPTIONS /books");
  expect(event({ method: "OPTIONS", path: "/books" })).toMatchObject({ routeKey: "OPTIONS /books", requestContext: { http: { method: "OPTIONS" } } });
  route("ANY /films");
  expect(event({ method: "OPTIONS", path: "/films" })).toMatchObject({ routeKey: "ANY /films" });
  route("$default");
  expect(event({ method: "OPTIONS", path: "/other" })).toMatchObject({ routeKey: "$default" });
});

test("a request id is 15 letters of base64's alphabet for addresses and an equals sign", () => {
  fc.assert(
    fc.property(fc.uuid(), (requestId) => {
      const made = call({ requestId });
      expect(made?.kind === "answer" && made.answer.headers.find(([name]) => name === "apigw-requestid")?.[1]).toMatch(/^[A-Za-z0-9_-]{15}=$/);
    }),
  );
});

describe("what the client gets", () => {
  test("what a function returned without a statusCode is the body of a 200, a text without its quotation marks", () => {
    route("$default");
    expect(answered(returned({ message: "hi" }))).toMatchObject({ status: 200, type: "application/json", body: '{"message":"hi"}' });
    expect(answered(returned("hi"))).toMatchObject({ status: 200, type: "application/json", body: "hi" });
    expect(answered(returned('a "quoted" ☃'))).toMatchObject({ body: 'a "quoted" ☃' });
    expect(answered(returned(7))).toMatchObject({ body: "7" });
    expect(answered(returned(null))).toMatchObject({ status: 200, body: "null" });
  });

  test("status, headers, cookies and body as the function says", () => {
    route("$default");
    const { headers, ...answer } = answered(returned({ statusCode: 201, headers: { "X-A": "1", Location: "/b", "x-n": 5 }, cookies: ["a=1", "b=2; Secure"], body: "aGk=", isBase64Encoded: true }));
    expect(answer).toEqual({ status: 201, type: "text/plain; charset=utf-8", body: "hi" });
    expect(headers).toEqual(expect.arrayContaining([["x-a", "1"], ["location", "/b"], ["x-n", "5"], ["set-cookie", "a=1"], ["set-cookie", "b=2; Secure"]]));
    expect(headers.map(([name]) => name)).toContain("apigw-requestid");
  });

  test.each([
    ["an error of its code", { payload: utf8('{"errorMessage":"no"}'), failed: true }, 500, "Internal Server Error"],
    ["a missing permission", awsError("AccessDeniedException", "no"), 500, "Internal Server Error"],
    ["a throttle", awsError("TooManyRequestsException", "Rate Exceeded."), 503, "Service Unavailable"],
    ["no answer within 30 s", "timeout", 503, "Service Unavailable"],
    ["a statusCode that is none", returned({ statusCode: "abc" }), 500, "Internal Server Error"],
    ["a header with a line break", returned({ statusCode: 200, headers: { a: "b\r\nc: d" } }), 500, "Internal Server Error"],
    ["a body that is no text", returned({ statusCode: 200, body: { a: 1 } }), 500, "Internal Server Error"],
  ] as [string, EndpointOutcome, number, string][])("%s shows as %s of its own", (_what, outcome, status, text) => {
    route("$default");
    expect(answered(outcome)).toMatchObject({ status, type: "application/json", body: `{"message":"${text}"}` });
  });

  test("payload format 1.0 takes multiValueHeaders, and infers nothing", () => {
    route("$default", "1.0");
    expect(answered(returned({ hello: 1 })).status).toBe(500);
    const { headers } = answered(returned({ statusCode: 200, headers: { a: "1", b: "3" }, multiValueHeaders: { a: ["1", "2"] }, cookies: ["no"] }));
    expect(headers.filter(([name]) => /^[ab]$|cookie/.test(name))).toEqual([["a", "1"], ["a", "2"], ["b", "3"]]);
  });
});

test("any request makes an event with the documented keys; any payload makes a valid answer", () => {
  for (const version of ["1.0", "2.0"] as const) {
    createApi(version);
    route("$default", version);
    route("ANY /{id}", version);
    const keys = version === "2.0"
      ? ["version", "routeKey", "rawPath", "rawQueryString", "headers", "requestContext", "isBase64Encoded"]
      : ["version", "resource", "path", "httpMethod", "headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables", "requestContext", "body", "isBase64Encoded"];
    fc.assert(
      fc.property(anyRequest(host), anyPayload, fc.boolean(), (request, payload, failed) => {
        const made = httpApiEndpoint(account.state, request, account.context());
        if (made?.kind !== "invoke") throw new Error("$default takes everything");
        expect(Object.keys(JSON.parse(utf8Text(made.payload)!) as object)).toEqual(expect.arrayContaining(keys));
        expect(answerProblems(made.answer({ payload, failed }))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  }
});
