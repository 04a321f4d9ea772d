import { expect, test } from "vitest";
import { EMPTY_FIELDS, newTrigger, triggerProblems } from "./trigger-fields.ts";

test("each kind asks for its own source and for nothing of the others", () => {
  expect(Object.keys(triggerProblems(EMPTY_FIELDS))).toEqual(["bucketArn"]);
  expect(Object.keys(triggerProblems({ ...EMPTY_FIELDS, kind: "sqs" }))).toEqual(["queueArn"]);
  expect(Object.keys(triggerProblems({ ...EMPTY_FIELDS, kind: "sns" }))).toEqual(["topicArn"]);
  expect(Object.keys(triggerProblems({ ...EMPTY_FIELDS, kind: "schedule" }))).toEqual(["scheduleName"]);
});

test("a batch above ten messages needs a window", () => {
  const sqs = { ...EMPTY_FIELDS, kind: "sqs" as const, queueArn: "arn" };
  expect(triggerProblems({ ...sqs, batchSize: "11" }).batchSize).toMatch(/at least 1 second/);
  expect(triggerProblems({ ...sqs, batchSize: "11", windowSeconds: "1" })).toEqual({});
  expect(triggerProblems({ ...sqs, batchSize: "0" }).batchSize).toMatch(/1 to 10,000/);
  expect(triggerProblems({ ...sqs, windowSeconds: "301" }).windowSeconds).toMatch(/300/);
});

test("a queue's filter is a pattern or nothing", () => {
  const sqs = { ...EMPTY_FIELDS, kind: "sqs" as const, queueArn: "arn" };
  expect(triggerProblems({ ...sqs, filter: "{" }).filter).toMatch(/not JSON yet/);
  expect(newTrigger({ ...sqs, filter: ' {"body":["x"]} ' }, "orders")).toMatchObject({ kind: "sqs", filter: '{"body":["x"]}' });
});

test("schedules are rate, cron or at", () => {
  const at = (expression: string) => triggerProblems({ ...EMPTY_FIELDS, kind: "schedule", scheduleName: "s", expression }).expression;
  expect(at("rate(1 minute)")).toBeUndefined();
  expect(at("cron(0 12 * * ? *)")).toBeUndefined();
  expect(at("at(2026-12-24T18:00:00)")).toBeUndefined();
  expect(at("every day")).toMatch(/rate\(5 minutes\)/);
});

test("a load balancer is one that is there or has a name, with a port and perhaps a path", () => {
  const alb = { ...EMPTY_FIELDS, kind: "alb" as const };
  expect(Object.keys(triggerProblems(alb))).toEqual(["loadBalancerName"]);
  expect(triggerProblems({ ...alb, loadBalancerArn: "arn" })).toEqual({});
  expect(triggerProblems({ ...alb, loadBalancerName: "web" })).toEqual({});
  for (const loadBalancerName of ["a_b", "-web", "internal-web", "w".repeat(33)]) expect(triggerProblems({ ...alb, loadBalancerName }).loadBalancerName, loadBalancerName).toMatch(/1 to 32/);
  for (const listenerPort of ["0", "65536", "", "8o"]) expect(triggerProblems({ ...alb, loadBalancerArn: "arn", listenerPort }).listenerPort, listenerPort).toMatch(/1 to 65535/);
  for (const pathPattern of ["api", "/ü", `/${"a".repeat(128)}`]) expect(triggerProblems({ ...alb, loadBalancerArn: "arn", pathPattern }).pathPattern, pathPattern).toMatch(/begins with/);
  expect(newTrigger({ ...alb, loadBalancerName: "web", listenerPort: "8080", pathPattern: "/api/*" }, "orders")).toEqual({ kind: "alb", loadBalancer: { name: "web" }, port: 8080, path: "/api/*" });
});

test("what was typed for another kind is left out", () => {
  expect(newTrigger({ ...EMPTY_FIELDS, kind: "sns", topicArn: "t", bucketArn: "b" }, "orders")).toEqual({ kind: "sns", topicArn: "t" });
});

test("a new API is called after the function unless it is given a name, and has the stage default", () => {
  const api = { ...EMPTY_FIELDS, kind: "api" as const };
  expect(triggerProblems(api)).toEqual({});
  expect(newTrigger(api, "orders")).toEqual({ kind: "api", type: "HTTP", name: "orders-API", stage: "default" });
  expect(newTrigger({ ...api, apiType: "REST", apiName: " shop " }, "orders")).toEqual({ kind: "api", type: "REST", name: "shop", stage: "default" });
});

test("an API that is used must be chosen; its stage is the one that was chosen", () => {
  const api = { ...EMPTY_FIELDS, kind: "api" as const, apiIntent: "use" as const };
  expect(triggerProblems(api).api).toMatch(/Choose an API/);
  const chosen = { ...api, api: { type: "REST" as const, id: "a1", name: "shop" } };
  expect(triggerProblems(chosen)).toEqual({});
  expect(newTrigger({ ...chosen, apiStage: "prod" }, "orders")).toEqual({ kind: "api", type: "REST", apiId: "a1", name: "shop", stage: "prod" });
});
