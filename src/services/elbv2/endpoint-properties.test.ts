import * as fc from "fast-check";
import { expect, test } from "vitest";
import { awsError } from "../aws-error.ts";
import { utf8, utf8Text } from "../bytes.ts";
import type { EndpointAnswer, EndpointOutcome, EndpointRequest } from "../http-endpoint.ts";
import { lambdaEvent } from "./lambda-event.ts";
import { lambdaAnswer } from "./lambda-response.ts";

const headerName = fc.oneof(fc.stringMatching(/^[a-z0-9-]{1,12}$/), fc.constantFrom("host", "x-forwarded-for", "x-amzn-trace-id", "content-type", "content-encoding", "__proto__", "constructor"));
const requests: fc.Arbitrary<EndpointRequest> = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"),
  host: fc.domain(),
  path: fc.webPath().map((path) => `/${path.replace(/^\//, "")}`),
  query: fc.oneof(fc.webQueryParameters(), fc.string(), fc.constantFrom("__proto__=1&__proto__=2", "&&=&=x")),
  headers: fc.array(fc.tuple(headerName, fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("text/plain", "gzip", "Root=1-2-3;Self=4")))),
  body: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.string({ unit: "grapheme" }).map(utf8)),
  sourceIp: fc.ipV4(),
  requestId: fc.uuid(),
});

test("any request becomes an event of JSON with the documented keys, whose body can be had back", () => {
  fc.assert(
    fc.property(requests, fc.boolean(), fc.integer({ min: 1, max: 65_535 }), fc.nat(), (request, multiValueHeaders, port, now) => {
      const event = JSON.parse(utf8Text(lambdaEvent(request, { arn: "arn:group", multiValueHeaders }, { port, now, newId: () => "00000000-0000-4000-8000-000000000001" }))!) as Record<string, unknown>;
      const named = multiValueHeaders ? ["multiValueQueryStringParameters", "multiValueHeaders"] : ["queryStringParameters", "headers"];
      expect(Object.keys(event)).toEqual(["requestContext", "httpMethod", "path", ...named, "body", "isBase64Encoded"]);
      for (const key of named) {
        for (const value of Object.values(event[key] as object)) expect(Array.isArray(value) ? [typeof value[0], multiValueHeaders] : [typeof value, multiValueHeaders]).toEqual(["string", Array.isArray(value)]);
      }
      const headers = event[named[1]!] as Record<string, unknown>;
      expect(headers).toMatchObject(multiValueHeaders ? { host: [request.host], "x-forwarded-port": [String(port)] } : { host: request.host, "x-forwarded-port": String(port) });
      const body = event["body"] as string;
      expect(event["isBase64Encoded"] === true ? new Uint8Array(Buffer.from(body, "base64")) : utf8(body)).toEqual(new Uint8Array(request.body));
    }),
  );
});

/** What hostile or careless code may return: any JSON, things near to a response, and no JSON at all. */
const near = fc.record(
  {
    statusCode: fc.oneof(fc.integer({ min: -1, max: 700 }), fc.jsonValue()),
    statusDescription: fc.oneof(fc.string(), fc.jsonValue()),
    headers: fc.oneof(fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue())), fc.jsonValue()),
    multiValueHeaders: fc.oneof(fc.dictionary(fc.string(), fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()))), fc.jsonValue()),
    body: fc.oneof(fc.string({ unit: "binary" }), fc.base64String(), fc.jsonValue()),
    isBase64Encoded: fc.oneof(fc.boolean(), fc.jsonValue()),
  },
  { requiredKeys: [] },
);
const likelyGood = fc.record({
  statusCode: fc.integer({ min: 200, max: 599 }),
  headers: fc.dictionary(fc.stringMatching(/^[A-Za-z0-9-]{1,10}$/), fc.string({ unit: "grapheme" })),
  multiValueHeaders: fc.dictionary(fc.stringMatching(/^[A-Za-z0-9-]{1,10}$/), fc.array(fc.string({ unit: "grapheme" }))),
  body: fc.base64String(),
  isBase64Encoded: fc.boolean(),
});
const outcomes: fc.Arbitrary<EndpointOutcome> = fc.oneof(
  { arbitrary: likelyGood.map((value) => ({ payload: utf8(JSON.stringify(value)), failed: false })), weight: 2 },
  fc.record({ payload: fc.oneof(near, fc.jsonValue()).map((value) => utf8(JSON.stringify(value))), failed: fc.boolean() }),
  fc.record({ payload: fc.uint8Array(), failed: fc.boolean() }),
  fc.string().map((message) => awsError("TooManyRequestsException", message)),
  fc.constant("timeout" as const),
);

test("any outcome becomes an answer that HTTP can carry: a status, and headers of octets without a line break", () => {
  let good = 0;
  fc.assert(
    fc.property(outcomes, fc.boolean(), (outcome, multiValueHeaders) => {
      const answer = lambdaAnswer(outcome, multiValueHeaders);
      expectCarried(answer);
      if (typeof outcome === "object" && "failed" in outcome && outcome.failed) expect(answer.status).toBe(502);
      if (answer.status !== 502) good++;
    }),
    { numRuns: 500 },
  );
  // Otherwise the generator would only ever show refusals.
  expect(good).toBeGreaterThan(100);
});

function expectCarried({ status, headers }: EndpointAnswer): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThanOrEqual(599);
  for (const [, value] of headers) expect(value).toMatch(/^[\t\u0020-\u007e\u0080-\u00ff]*$/);
  // The platform's own judge of names and values.
  const sent = new Headers(headers.map(([name, value]): [string, string] => [name, value]));
  expect(sent.get("server")).not.toBeNull();
  expect(sent.get("content-type")).not.toBeNull();
}
