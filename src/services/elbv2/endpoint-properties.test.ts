import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { answerProblems, anyPayload, anyRequest } from "#testing/http-requests.ts";
import { awsError } from "../aws-error.ts";
import { utf8, utf8Text } from "../bytes.ts";
import type { EndpointOutcome } from "../http-endpoint.ts";
import { lambdaEvent } from "./lambda-event.ts";
import { lambdaAnswer } from "./lambda-response.ts";

vi.setConfig({ testTimeout: 60_000 });

test("any request becomes an event of JSON with the documented keys, whose body can be had back", () => {
  fc.assert(
    fc.property(anyRequest("web-1.us-east-1.elb.amazonaws.com"), fc.boolean(), fc.integer({ min: 1, max: 65_535 }), fc.nat(), (request, multiValueHeaders, port, now) => {
      const event = JSON.parse(utf8Text(lambdaEvent(request, { arn: "arn:group", multiValueHeaders }, { port, now }))!) as Record<string, unknown>;
      const named = multiValueHeaders ? ["multiValueQueryStringParameters", "multiValueHeaders"] : ["queryStringParameters", "headers"];
      expect(Object.keys(event)).toEqual(["requestContext", "httpMethod", "path", ...named, "body", "isBase64Encoded"]);
      const values = named.flatMap((key) => Object.values(event[key] as object) as unknown[]);
      expect(values.every((value) => (multiValueHeaders ? Array.isArray(value) && value.every((one) => typeof one === "string") : typeof value === "string"))).toBe(true);
      expect(event[named[1]!]).toMatchObject(multiValueHeaders ? { host: [request.host], "x-forwarded-port": [String(port)] } : { host: request.host, "x-forwarded-port": String(port) });
      const body = event["body"] as string;
      expect(event["isBase64Encoded"] === true ? new Uint8Array(Buffer.from(body, "base64")) : utf8(body)).toEqual(new Uint8Array(request.body));
    }),
  );
});

/** Without these the generator would seldom get past the first check. */
const good = fc.record({
  statusCode: fc.integer({ min: 200, max: 599 }),
  headers: fc.dictionary(fc.stringMatching(/^[A-Za-z0-9-]{1,10}$/), fc.string({ unit: "grapheme" })),
  multiValueHeaders: fc.dictionary(fc.stringMatching(/^[A-Za-z0-9-]{1,10}$/), fc.array(fc.string({ unit: "grapheme" }))),
  body: fc.base64String(),
  isBase64Encoded: fc.boolean(),
});
const outcomes: fc.Arbitrary<EndpointOutcome> = fc.oneof(
  { weight: 2, arbitrary: good.map((value) => ({ payload: utf8(JSON.stringify(value)), failed: false })) },
  { weight: 2, arbitrary: fc.record({ payload: anyPayload, failed: fc.boolean() }) },
  fc.string().map((message) => awsError("TooManyRequestsException", message)),
  fc.constant("timeout" as const),
);

test("any outcome becomes an answer that HTTP can carry: a status, and headers of octets without a line break", () => {
  let passed = 0;
  fc.assert(
    fc.property(outcomes, fc.boolean(), (outcome, multiValueHeaders) => {
      const answer = lambdaAnswer(outcome, multiValueHeaders);
      expect(answerProblems(answer)).toEqual([]);
      expect(answer.status).toBeGreaterThanOrEqual(200);
      const names = answer.headers.map(([name]) => name);
      expect(names).toEqual(expect.arrayContaining(["server", "content-type"]));
      if (typeof outcome === "object" && "failed" in outcome && outcome.failed) expect(answer.status).toBe(502);
      if (answer.status !== 502) passed++;
    }),
    { numRuns: 500 },
  );
  expect(passed).toBeGreaterThan(100);
});
