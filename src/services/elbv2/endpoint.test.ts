import { beforeEach, describe, expect, it, test, vi } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { awsError } from "../aws-error.ts";
import { base64, utf8, utf8Text } from "../bytes.ts";
import type { EndpointAnswer, EndpointCall, EndpointOutcome, EndpointRequest } from "../http-endpoint.ts";
import { loadBalancerEndpoint, MAX_REQUEST_BYTES } from "./endpoint.ts";
import { lambdaAnswer, MAX_RESPONSE_BYTES } from "./lambda-response.ts";

vi.setConfig({ testTimeout: 60_000 });

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const GET = { method: "GET", path: "/", query: "", headers: [], body: new Uint8Array(), sourceIp: "203.0.113.7", requestId: "r-1" } as const;
let account: TestAccount;
let balancer: string;
let host: string;

const run = (name: string, input: object): Record<string, Record<string, string>[]> => account.mustOf("elbv2", name, input) as Record<string, Record<string, string>[]>;
/** A target group whose function is `orders`. */
function group(Name: string): string {
  const arn = run("CreateTargetGroup", { Name, TargetType: "lambda" })["TargetGroups"]![0]!["TargetGroupArn"]!;
  account.must("AddPermission", { FunctionName: "orders", StatementId: Name, Action: "lambda:InvokeFunction", Principal: "elasticloadbalancing.amazonaws.com", SourceArn: arn });
  run("RegisterTargets", { TargetGroupArn: arn, Targets: [{ Id: FUNCTION }] });
  return arn;
}
const forward = (TargetGroupArn: string): object[] => [{ Type: "forward", TargetGroupArn }];
const fixed = (MessageBody: string, StatusCode = "200"): object[] => [{ Type: "fixed-response", FixedResponseConfig: { StatusCode, MessageBody } }];
const listen = (DefaultActions: object[], Port = 80): string => run("CreateListener", { LoadBalancerArn: balancer, Protocol: "HTTP", Port, DefaultActions })["Listeners"]![0]!["ListenerArn"]!;
const ask = (request: Partial<EndpointRequest> = {}): EndpointCall | undefined => loadBalancerEndpoint(account.state, { ...GET, host, ...request }, account.context());
const body = (answer: EndpointAnswer): string => utf8Text(answer.body)!;
function asked(request: Partial<EndpointRequest> = {}): string {
  const call = ask(request);
  return call?.kind === "answer" ? `${call.answer.status} ${body(call.answer)}` : call ? call.sourceArn.split("/")[1]! : "nobody";
}
function event(request: Partial<EndpointRequest> = {}): Record<string, unknown> {
  const call = ask(request);
  if (call?.kind !== "invoke") throw new Error("nothing is invoked");
  return JSON.parse(utf8Text(call.payload)!) as Record<string, unknown>;
}

beforeEach(() => {
  account = new TestAccount();
  account.createFunction("orders");
  const [made] = run("CreateLoadBalancer", { Name: "Web" })["LoadBalancers"]!;
  balancer = made!["LoadBalancerArn"]!;
  host = made!["DNSName"]!.toLowerCase();
});

describe("A request to a load balancer", () => {
  it("goes by host and port to a listener, whose default action forwards it for the target group", () => {
    const arn = group("orders");
    listen(forward(arn), 8080);
    expect(ask({ host: `${host}:8080` })).toMatchObject({ kind: "invoke", functionArn: FUNCTION, service: "elasticloadbalancing.amazonaws.com", sourceArn: arn, timeoutMs: null });
    expect(ask({ host: "other.us-east-1.elb.amazonaws.com" })).toBeUndefined();
    expect(asked()).toBe("503 No listener of the load balancer Web has port 80. At AWS the connection would be refused.\n");
  });

  it("takes the first rule by priority whose conditions all hold, else the default", () => {
    const ListenerArn = listen(fixed("default", "404"));
    const rule = (Priority: number, ...Conditions: object[]): unknown => run("CreateRule", { ListenerArn, Priority, Conditions, Actions: fixed(`rule ${Priority}`) });
    rule(50, { Field: "path-pattern", Values: ["/api/*"] });
    rule(10, { Field: "path-pattern", PathPatternConfig: { Values: ["/img/?.png", "/api/v1/*"] } }, { Field: "http-request-method", HttpRequestMethodConfig: { Values: ["POST", "PUT"] } });
    rule(20, { Field: "query-string", QueryStringConfig: { Values: [{ Key: "Stage", Value: "b*" }, { Value: "x" }] } });
    rule(30, { Field: "host-header", Values: ["WEB-*.us-east-1.elb.amazonaws.com"] }, { Field: "path-pattern", Values: ["/host"] });
    expect(asked({ path: "/api/v1/x" })).toBe("200 rule 50");
    expect(asked({ path: "/api/v1/x", method: "PUT" })).toBe("200 rule 10");
    expect(asked({ path: "/img/a.png", method: "POST" })).toBe("200 rule 10");
    expect(asked({ path: "/img/ab.png", method: "POST" })).toBe("404 default");
    expect(asked({ path: "/API/v1/x" })).toBe("404 default");
    expect(asked({ path: "/api/x", query: "a=1&stage=Blue" })).toBe("200 rule 20");
    expect(asked({ path: "/api/x", query: "other=X" })).toBe("200 rule 20");
    expect(asked({ query: "stage=green" })).toBe("404 default");
    expect(asked({ path: "/host" })).toBe("200 rule 30");
  });

  it("is drawn by the weights of several target groups, the same request always alike", () => {
    const [old, fresh] = [group("old"), group("fresh")];
    listen([{ Type: "forward", ForwardConfig: { TargetGroups: [{ TargetGroupArn: old, Weight: 9 }, { TargetGroupArn: fresh, Weight: 1 }] } }]);
    const drawn = Array.from({ length: 1000 }, (_, index) => asked({ requestId: `request-${index}` }));
    // 4 sigma of a binomial of 1,000 at 10 %.
    const count = drawn.filter((name) => name === "fresh").length;
    expect(count).toBeGreaterThanOrEqual(64);
    expect(count).toBeLessThanOrEqual(140);
    expect(asked({ requestId: "request-7" })).toBe(drawn[7]);
  });

  it("finds 503 where no target is registered or no weight is left, and 413 for a body above 1 MB", () => {
    const arn = group("orders");
    listen([{ Type: "forward", ForwardConfig: { TargetGroups: [{ TargetGroupArn: arn, Weight: 0 }] } }], 81);
    listen(forward(arn));
    expect(asked({ body: new Uint8Array(MAX_REQUEST_BYTES) })).toBe("orders");
    expect(asked({ body: new Uint8Array(MAX_REQUEST_BYTES + 1) })).toContain("<center><h1>413 Request Entity Too Large</h1></center>");
    expect(asked({ host: `${host}:81` })).toContain("503 Service Temporarily Unavailable");
    run("DeregisterTargets", { TargetGroupArn: arn, Targets: [{ Id: FUNCTION }] });
    expect(asked()).toContain("503 Service Temporarily Unavailable");
  });
});

describe("The event", () => {
  let arn: string;
  beforeEach(() => {
    arn = group("orders");
    listen(forward(arn));
  });

  it("has AWS's form: what ELB adds, nothing decoded, the last of several values", () => {
    const headers = [["host", "localhost"], ["accept", "text/html"], ["accept", "*/*"], ["x-forwarded-for", "198.51.100.1"], ["x-forwarded-proto", "https"]] as const;
    expect(event({ path: "/a%20b", query: "q=1&q=a%20b+c&empty=&flag&a=b=c", headers })).toEqual({
      requestContext: { elb: { targetGroupArn: arn } },
      httpMethod: "GET",
      path: "/a%20b",
      queryStringParameters: { q: "a%20b+c", empty: "", flag: "", a: "b=c" },
      headers: {
        accept: "*/*",
        host,
        "x-amzn-trace-id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        "x-forwarded-for": "198.51.100.1, 203.0.113.7",
        "x-forwarded-port": "80",
        "x-forwarded-proto": "http",
      },
      body: "",
      isBase64Encoded: false,
    });
  });

  it("has lists where the target group wants multi-value headers", () => {
    run("ModifyTargetGroupAttributes", { TargetGroupArn: arn, Attributes: [{ Key: "lambda.multi_value_headers.enabled", Value: "true" }] });
    const shown = event({ query: "q=1&q=2&r=3", headers: [["accept", "text/html"], ["accept", "*/*"]] });
    expect(Object.keys(shown)).toEqual(["requestContext", "httpMethod", "path", "multiValueQueryStringParameters", "multiValueHeaders", "body", "isBase64Encoded"]);
    expect(shown).toMatchObject({ multiValueQueryStringParameters: { q: ["1", "2"], r: ["3"] }, multiValueHeaders: { accept: ["text/html", "*/*"], "x-forwarded-for": ["203.0.113.7"] } });
  });

  it("is made of an OPTIONS request too", () => {
    expect(event({ method: "OPTIONS" })).toMatchObject({ httpMethod: "OPTIONS" });
  });

  it("goes on with the trace that came", () => {
    const trace = (given: string): unknown => (event({ headers: [["x-amzn-trace-id", given]] })["headers"] as Record<string, string>)["x-amzn-trace-id"];
    expect(trace("Root=1-67891233-abcdef012345678912345678;Parent=1")).toMatch(/^Self=1-[0-9a-f]{8}-[0-9a-f]{24};Root=1-67891233-abcdef012345678912345678;Parent=1$/);
    expect(trace("Self=1-1-1;Project=7")).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Project=7$/);
  });

  it.each([
    ["application/json; charset=utf-8", [], '{"a":"ü"}', false],
    ["text/csv", [], "a;b", false],
    ["application/xml", [], "<a/>", false],
    ["application/javascript", [], "1", false],
    ["application/x-www-form-urlencoded", [], "a=1", true],
    ["text/plain", [["content-encoding", "gzip"]], "x", true],
    [undefined, [], "x", true],
  ] as const)("carries a body of %s as text or in base64", (type, more, text, isBase64Encoded) => {
    const headers = [...(type === undefined ? [] : [["content-type", type] as const]), ...more];
    expect(event({ method: "POST", headers, body: utf8(text) })).toMatchObject({ body: isBase64Encoded ? base64(utf8(text)) : text, isBase64Encoded });
  });

  it("carries what is no UTF-8 in base64, whatever its type says", () => {
    expect(event({ headers: [["content-type", "text/plain"]], body: Uint8Array.of(0xff, 0xfe) })).toMatchObject({ body: "//4=", isBase64Encoded: true });
  });
});

describe("The answer", () => {
  const returned = (value: unknown, multi = false): EndpointAnswer => lambdaAnswer({ payload: utf8(JSON.stringify(value)), failed: false }, multi);
  const BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";

  test("is what the function returned, with ELB's server header and a content type", () => {
    expect(returned({ statusCode: 201, statusDescription: "201 Created", headers: { "Content-Type": "text/plain", "X-É": "no" }, body: "é" })).toMatchObject({ status: 502 });
    const answer = returned({ statusCode: 201, statusDescription: "201 Created", headers: { "Content-Type": "text/plain", "X-Name": "é" }, body: "é", isBase64Encoded: false });
    expect(answer).toEqual({ status: 201, headers: [["content-type", "text/plain"], ["x-name", "Ã©"], ["server", "awselb/2.0"]], body: utf8("é") });
    expect(returned({ statusCode: 200 })).toEqual({ status: 200, headers: [["server", "awselb/2.0"], ["content-type", "application/octet-stream"]], body: utf8("") });
    expect(returned({ statusCode: 200, body: "AQL/", isBase64Encoded: true }).body).toEqual(Uint8Array.of(1, 2, 255));
  });

  test("has the headers of the form that the target group uses, and passes over the other", () => {
    const both = { statusCode: 200, headers: { "X-One": "1" }, multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] } };
    expect(returned(both).headers).toContainEqual(["x-one", "1"]);
    expect(returned(both).headers.map(([name]) => name)).not.toContain("set-cookie");
    expect(returned(both, true).headers.filter(([name]) => name === "set-cookie")).toEqual([["set-cookie", "a=1"], ["set-cookie", "b=2"]]);
    expect(returned(both, true).headers.map(([name]) => name)).not.toContain("x-one");
  });

  test("may have headers of 32 KB together", () => {
    expect(returned({ statusCode: 200, headers: { a: "x".repeat(32 * 1024 - 5) } }).status).toBe(200);
    expect(returned({ statusCode: 200, headers: { a: "x".repeat(32 * 1024 - 4) } }).status).toBe(502);
  });

  test.each<[string, unknown]>([
    ["no object", "hello"], ["null", null], ["a list", [1]], ["no status", { body: "x" }], ["a status that is a text", { statusCode: "200" }], ["a status beyond HTTP's", { statusCode: 99 }],
    ["a fraction", { statusCode: 200.5 }], ["a body that is an object", { statusCode: 200, body: {} }], ["a body that is null", { statusCode: 200, body: null }],
    ["a header that is a number", { statusCode: 200, headers: { "Content-Length": 3 } }], ["headers that are null", { statusCode: 200, headers: null }],
    ["a line break in a header", { statusCode: 200, headers: { a: "b\r\nSet-Cookie: c" } }], ["a header's name with a space", { statusCode: 200, headers: { "a b": "c" } }],
    ["base64 in lines", { statusCode: 200, body: "AQ\nL/", isBase64Encoded: true }], ["what is no base64", { statusCode: 200, body: "%", isBase64Encoded: true }],
    ["headers above 32 KB together", { statusCode: 200, headers: { a: "x".repeat(16_500), b: "é".repeat(8200) } }],
    ["a text for isBase64Encoded", { statusCode: 200, isBase64Encoded: "true" }],
  ])("is 502 for %s", (_, value) => {
    expect(body(returned(value))).toBe(BAD_GATEWAY);
  });

  test.each<[string, EndpointOutcome]>([
    ["a function that failed", { payload: utf8('{"statusCode":200}'), failed: true }],
    ["a throttle", awsError("TooManyRequestsException", "Rate Exceeded.")],
    ["a missing permission", awsError("AccessDeniedException", "no")],
    ["a response above 1 MB", { payload: utf8(`{"statusCode":200,"body":"${"x".repeat(MAX_RESPONSE_BYTES)}"}`), failed: false }],
    ["what is no UTF-8", { payload: Uint8Array.of(0xff), failed: false }],
  ])("is 502 for %s", (_, outcome) => {
    expect(lambdaAnswer(outcome, false)).toEqual({ status: 502, headers: [["server", "awselb/2.0"], ["content-type", "text/html"]], body: utf8(BAD_GATEWAY) });
  });
});
