import * as fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { anyPayload, anyRequest, answerProblems, bodyText, requestFor } from "#testing/http-requests.ts";
import { TestAccount } from "#testing/test-account.ts";
import { awsError } from "../aws-error.ts";
import { utf8, utf8Text } from "../bytes.ts";
import type { EndpointCall, EndpointOutcome, EndpointRequest } from "../http-endpoint.ts";
import { restApiEndpoint } from "./endpoint.ts";

// Hundreds of requests: more than the usual five seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const URI = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
let account: TestAccount;
let restApiId: string;
let root: string;
let host: string;

const must = (operation: string, input: object): Record<string, unknown> => account.mustOf("api-gateway", operation, { restApiId, ...input });

function createApi(more: object = {}): void {
  const api = account.mustOf("api-gateway", "CreateRestApi", { name: "orders-API", ...more });
  restApiId = String(api["id"]);
  root = String(api["rootResourceId"]);
  host = `${restApiId}.execute-api.us-east-1.amazonaws.com`;
}

/** Resources down a path, and a method of the last one. Returns that one's id. */
function method(httpMethod: string, path: string, integrationHttpMethod = "POST"): string {
  let resourceId = root;
  for (const pathPart of path.split("/").filter((part) => part !== "")) {
    const known = (must("GetResources", { limit: 500 })["items"] as { id: string; parentId?: string; pathPart?: string }[]).find((one) => one.parentId === resourceId && one.pathPart === pathPart);
    resourceId = known?.id ?? String(must("CreateResource", { parentId: resourceId, pathPart })["id"]);
  }
  must("PutMethod", { resourceId, httpMethod, authorizationType: "NONE" });
  must("PutIntegration", { resourceId, httpMethod, type: "AWS_PROXY", integrationHttpMethod, uri: URI });
  return resourceId;
}
const deploy = (stageName = "prod", more: object = {}): unknown => must("CreateDeployment", { stageName, ...more })["id"];

const call = (path: string, more: Partial<EndpointRequest> = {}): EndpointCall | undefined => restApiEndpoint(account.state, requestFor(host, { path, ...more }), account.context());
function invocation(path: string, more: Partial<EndpointRequest> = {}): Extract<EndpointCall, { kind: "invoke" }> {
  const made = call(path, more);
  if (made?.kind !== "invoke") throw new Error(`no invocation but ${JSON.stringify(made)}`);
  return made;
}
const event = (path: string, more: Partial<EndpointRequest> = {}): Record<string, unknown> => JSON.parse(utf8Text(invocation(path, more).payload)!) as Record<string, unknown>;
function own(path: string, more: Partial<EndpointRequest> = {}): { status: number; body: string; type: string | undefined } {
  const made = call(path, more);
  if (made?.kind !== "answer") throw new Error("not answered by the API itself");
  return { status: made.answer.status, body: bodyText(made.answer), type: made.answer.headers.find(([name]) => name === "x-amzn-errortype")?.[1] };
}
const returned = (value: unknown): EndpointOutcome => ({ payload: utf8(JSON.stringify(value)), failed: false });
function answered(outcome: EndpointOutcome, more: Partial<EndpointRequest> = {}) {
  const answer = invocation("/prod/", more).answer(outcome);
  return { status: answer.status, type: answer.headers.find(([name]) => name === "content-type")?.[1], body: bodyText(answer), headers: answer.headers };
}

beforeEach(() => {
  account = new TestAccount();
  createApi();
});

describe("which method a request takes", () => {
  test("a resource by its name, then a variable, then a greedy one; a method by its name, then ANY", () => {
    method("GET", "/books/new");
    method("ANY", "/books/{id}");
    method("GET", "/books/{id}");
    method("ANY", "/{proxy+}");
    method("GET", "/");
    deploy();
    const resource = (path: string, more = {}): unknown => [event(path, more)["resource"], event(path, more)["pathParameters"]];
    expect(resource("/prod/books/new")).toEqual(["/books/new", null]);
    expect(resource("/prod/books/new/")).toEqual(["/books/new", null]);
    expect(resource("/prod/books/7")).toEqual(["/books/{id}", { id: "7" }]);
    expect(resource("/prod/books/7/pages/", { method: "PUT" })).toEqual(["/{proxy+}", { proxy: "books/7/pages" }]);
    expect(resource("/prod")).toEqual(["/", null]);
    expect(invocation("/prod/books/7", { method: "PUT" }).sourceArn).toBe(`arn:aws:execute-api:us-east-1:123456789012:${restApiId}/prod/PUT/books/{id}`);
    expect(invocation("/prod").sourceArn).toBe(`arn:aws:execute-api:us-east-1:123456789012:${restApiId}/prod/GET/`);
  });

  test("an unknown path or method is 403 Missing Authentication Token, an unknown stage 403 Forbidden", () => {
    method("GET", "/books");
    deploy();
    const missing = { status: 403, body: '{"message":"Missing Authentication Token"}', type: "MissingAuthenticationTokenException" };
    expect(own("/prod/films")).toEqual(missing);
    expect(own("/prod/books", { method: "POST" })).toEqual(missing);
    expect(own("/dev/books")).toEqual({ status: 403, body: '{"message":"Forbidden"}', type: "ForbiddenException" });
    expect(own("/").body).toBe('{"message":"Forbidden"}');
    expect(call("/prod/books", { host: "other.execute-api.us-east-1.amazonaws.com" })).toBeUndefined();
  });

  test("a deployment is a snapshot: what is changed afterwards is not served before the next one", () => {
    const resourceId = method("GET", "/old");
    deploy();
    method("GET", "/new");
    must("DeleteMethod", { resourceId, httpMethod: "GET" });
    expect(call("/prod/old")?.kind).toBe("invoke");
    expect(own("/prod/new").status).toBe(403);
    deploy();
    expect(call("/prod/new")?.kind).toBe("invoke");
    expect(own("/prod/old").status).toBe(403);
  });

  test("Lambda is called by POST: an integration with another method fails every request", () => {
    method("GET", "/", "GET");
    deploy();
    expect(own("/prod")).toEqual({ status: 500, body: '{"message": "Internal server error"}', type: "InternalServerErrorException" });
  });
});

describe("the event", () => {
  test("is payload format 1.0 with the context of a REST API, nothing decoded in the path, everything in the query", () => {
    account.now = Date.UTC(2020, 2, 4, 19, 15, 17);
    const resourceId = method("POST", "/users/{email}");
    const deploymentId = deploy("test", { variables: { table: "users" } });
    const headers = [["host", host], ["x-a", "1"], ["x-a", "2"], ["content-type", "application/json"], ["content-length", "2"]] as const;
    expect(event("/test/users/a%2Bb@c.d", { method: "POST", query: "price=10&price=30&e=a%2Bb+c", headers, body: utf8("{}") })).toEqual({
      resource: "/users/{email}",
      path: "/users/a%2Bb@c.d",
      httpMethod: "POST",
      headers: { Host: host, "x-a": "2", "content-type": "application/json", "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Port": "443", "X-Forwarded-Proto": "https", "X-Amzn-Trace-Id": expect.stringMatching(/^Root=1-/) },
      multiValueHeaders: expect.objectContaining({ "x-a": ["1", "2"], Host: [host] }),
      queryStringParameters: { price: "30", e: "a+b c" },
      multiValueQueryStringParameters: { price: ["10", "30"], e: ["a+b c"] },
      pathParameters: { email: "a%2Bb@c.d" },
      stageVariables: { table: "users" },
      requestContext: {
        accountId: "123456789012", apiId: restApiId, deploymentId, domainName: host, domainPrefix: restApiId, extendedRequestId: expect.stringMatching(/=$/), httpMethod: "POST",
        identity: {
          accessKey: null, accountId: null, caller: null, cognitoAuthenticationProvider: null, cognitoAuthenticationType: null, cognitoIdentityId: null, cognitoIdentityPoolId: null,
          principalOrgId: null, sourceIp: "127.0.0.1", user: null, userAgent: null, userArn: null,
        },
        path: "/test/users/a%2Bb@c.d", protocol: "HTTP/1.1", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), requestTime: "04/Mar/2020:19:15:17 +0000", requestTimeEpoch: account.now,
        resourceId, resourcePath: "/users/{email}", stage: "test",
      },
      body: "{}",
      isBase64Encoded: false,
    });
  });

  test("has the body in base64 only for the API's binary media types", () => {
    createApi({ binaryMediaTypes: ["image/*"] });
    method("ANY", "/");
    deploy();
    const body = Uint8Array.of(0xff, 0x41);
    expect(event("/prod", { headers: [["content-type", "image/png"]], body })).toMatchObject({ body: "/0E=", isBase64Encoded: true });
    expect(event("/prod", { headers: [["content-type", "application/zip"]], body })).toMatchObject({ body: "\ufffdA", isBase64Encoded: false });
    expect(event("/prod")).toMatchObject({ body: null, isBase64Encoded: false });
  });
});

describe("what the client gets", () => {
  beforeEach(() => {
    method("ANY", "/");
    deploy();
  });

  test("what the function says, with defaults for what it leaves out", () => {
    expect(answered(returned({ statusCode: "201", headers: { "X-A": "1" }, multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] }, body: "hi" }))).toMatchObject({
      status: 201, type: "application/json", body: "hi", headers: expect.arrayContaining([["x-a", "1"], ["set-cookie", "a=1"], ["set-cookie", "b=2"]]),
    });
    expect(answered(returned({}))).toMatchObject({ status: 200, body: "" });
    expect(answered(returned({ statusCode: 200 })).headers.map(([name]) => name)).toEqual(expect.arrayContaining(["x-amzn-requestid", "x-amz-apigw-id"]));
  });

  test("each answer of a function says its trace, the one that the event has, and its request", () => {
    const sent = (more: Partial<EndpointRequest>): unknown[] => {
      const seen = (event("/prod", more)["headers"] as Record<string, string>)["X-Amzn-Trace-Id"];
      const told = [returned({}), "timeout", awsError("TooManyRequestsException", "no"), returned({ no: "answer" })].map((outcome) => invocation("/prod", more).answer(outcome as EndpointOutcome).headers.find(([name]) => name === "x-amzn-trace-id")?.[1]);
      return [seen, ...new Set(told)];
    };
    const [seen, ...told] = sent({});
    expect(seen).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    expect(told).toEqual([seen]);
    expect(sent({ headers: [["x-amzn-trace-id", "Root=1-1-1;Sampled=1"]] })).toEqual(["Root=1-1-1;Sampled=1", "Root=1-1-1;Sampled=1"]);
  });

  test("OPTIONS runs the function behind ANY", () => {
    expect(event("/prod", { method: "OPTIONS" })).toMatchObject({ httpMethod: "OPTIONS" });
  });

  test("headers of 10,240 bytes together are still an answer", () => {
    expect(answered(returned({ statusCode: 200, headers: { a: "x".repeat(10_235) } })).status).toBe(200);
    expect(answered(returned({ statusCode: 200, headers: { a: "x".repeat(10_236) } })).status).toBe(502);
  });

  test("a body in base64 is decoded only where the client accepts a binary media type", () => {
    expect(answered(returned({ statusCode: 200, body: "aGk=", isBase64Encoded: true })).body).toBe("aGk=");
    createApi({ binaryMediaTypes: ["image/png"] });
    method("ANY", "/");
    deploy();
    expect(answered(returned({ body: "aGk=", isBase64Encoded: true }), { headers: [["accept", "image/png, */*"]] }).body).toBe("hi");
    expect(answered(returned({ body: "aGk=", isBase64Encoded: true }), { headers: [["accept", "*/*"]] }).body).toBe("aGk=");
  });

  test.each([
    ["a throttle", awsError("TooManyRequestsException", "Rate Exceeded."), 500, "Internal server error"],
    ["a missing permission", awsError("AccessDeniedException", "no"), 500, "Internal server error"],
    ["an error of the function's code", { payload: utf8('{"errorMessage":"no"}'), failed: true }, 502, "Internal server error"],
    ["a member that is none of the five", returned({ statusCode: 200, wrongValue: 1 }), 502, "Internal server error"],
    ["a value that is no object", returned("hello"), 502, "Internal server error"],
    ["a body that is no text", returned({ statusCode: 200, body: { a: 1 } }), 502, "Internal server error"],
    ["headers above 10,240 bytes together", returned({ statusCode: 200, headers: { a: "x".repeat(5200), b: "y".repeat(5100) } }), 502, "Internal server error"],
    ["a status that is none", returned({ statusCode: "ok" }), 502, "Internal server error"],
    ["no answer within 29 s", "timeout", 504, "Endpoint request timed out"],
  ] as [string, EndpointOutcome, number, string][])("%s shows as %s of its own", (_what, outcome, status, text) => {
    expect(answered(outcome)).toMatchObject({ status, type: "application/json", body: `{"message": "${text}"}` });
    expect(invocation("/prod").timeoutMs).toBe(29_000);
  });
});

test("any request makes an event with the documented keys; any payload makes a valid answer", () => {
  createApi({ binaryMediaTypes: ["image/png", "application/*"] });
  method("ANY", "/{proxy+}");
  method("ANY", "/");
  deploy();
  const keys = ["resource", "path", "httpMethod", "headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables", "requestContext", "body", "isBase64Encoded"];
  let invoked = 0;
  fc.assert(
    fc.property(anyRequest(host), anyPayload, fc.boolean(), (request, payload, failed) => {
      const made = restApiEndpoint(account.state, { ...request, path: `/prod${request.path}` }, account.context());
      if (!made) throw new Error("the host is the API's");
      const answer = made.kind === "answer" ? made.answer : made.answer({ payload, failed });
      expect(answerProblems(answer)).toEqual([]);
      if (made.kind === "answer") return;
      invoked++;
      expect(Object.keys(JSON.parse(utf8Text(made.payload)!) as object)).toEqual(expect.arrayContaining(keys));
    }),
    { numRuns: 400 },
  );
  expect(invoked).toBeGreaterThan(100);
});
