import { expect, test } from "vitest";
import { EMPTY_FIELDS, newTrigger, triggerProblems } from "./trigger-fields.ts";

const NOW = Date.UTC(2026, 10, 26);

test("each kind asks for its own source and for nothing of the others", () => {
  expect(Object.keys(triggerProblems(EMPTY_FIELDS, NOW))).toEqual(["bucketArn"]);
  expect(Object.keys(triggerProblems({ ...EMPTY_FIELDS, kind: "sqs" }, NOW))).toEqual(["queueArn"]);
  expect(Object.keys(triggerProblems({ ...EMPTY_FIELDS, kind: "sns" }, NOW))).toEqual(["topicArn"]);
  expect(Object.keys(triggerProblems({ ...EMPTY_FIELDS, kind: "schedule" }, NOW))).toEqual(["scheduleName"]);
});

test("a batch above ten messages needs a window", () => {
  const sqs = { ...EMPTY_FIELDS, kind: "sqs" as const, queueArn: "arn" };
  expect(triggerProblems({ ...sqs, batchSize: "11" }, NOW).batchSize).toMatch(/at least 1 second/);
  expect(triggerProblems({ ...sqs, batchSize: "11", windowSeconds: "1" }, NOW)).toEqual({});
  expect(triggerProblems({ ...sqs, batchSize: "0" }, NOW).batchSize).toMatch(/1 to 10,000/);
  expect(triggerProblems({ ...sqs, windowSeconds: "301" }, NOW).windowSeconds).toMatch(/300/);
});

test("a queue's filter is a pattern or nothing", () => {
  const sqs = { ...EMPTY_FIELDS, kind: "sqs" as const, queueArn: "arn" };
  expect(triggerProblems({ ...sqs, filter: "{" }, NOW).filter).toMatch(/not JSON yet/);
  expect(newTrigger({ ...sqs, filter: ' {"body":["x"]} ' }, "orders")).toMatchObject({ kind: "sqs", filter: '{"body":["x"]}' });
});

test("schedules are rate, cron or at, and not past", () => {
  const at = (expression: string) => triggerProblems({ ...EMPTY_FIELDS, kind: "schedule", scheduleName: "s", expression }, NOW).expression;
  expect(at("rate(1 minute)")).toBeUndefined();
  expect(at("cron(0 12 * * ? *)")).toBeUndefined();
  expect(at("at(2026-12-24T18:00:00)")).toBeUndefined();
  expect(at("at(2026-11-25T23:59:59)")).toMatch(/That time is past/);
  expect(at("every day")).toMatch(/rate\(5 minutes\)/);
});

test("a load balancer is one that is there or has a name, with a port and perhaps a path", () => {
  const alb = { ...EMPTY_FIELDS, kind: "alb" as const };
  expect(Object.keys(triggerProblems(alb, NOW))).toEqual(["loadBalancerName"]);
  expect(triggerProblems({ ...alb, loadBalancerArn: "arn" }, NOW)).toEqual({});
  expect(triggerProblems({ ...alb, loadBalancerName: "web" }, NOW)).toEqual({});
  for (const loadBalancerName of ["a_b", "-web", "internal-web", "w".repeat(33)]) expect(triggerProblems({ ...alb, loadBalancerName }, NOW).loadBalancerName, loadBalancerName).toMatch(/1 to 32/);
  for (const listenerPort of ["0", "65536", "", "8o"]) expect(triggerProblems({ ...alb, loadBalancerArn: "arn", listenerPort }, NOW).listenerPort, listenerPort).toMatch(/1 to 65535/);
  for (const pathPattern of ["api", "/ü", `/${"a".repeat(128)}`]) expect(triggerProblems({ ...alb, loadBalancerArn: "arn", pathPattern }, NOW).pathPattern, pathPattern).toMatch(/begins with/);
  expect(newTrigger({ ...alb, loadBalancerName: "web", listenerPort: "8080", pathPattern: "/api/*" }, "orders")).toEqual({ kind: "alb", loadBalancer: { name: "web" }, port: 8080, path: "/api/*" });
});

test("what was typed for another kind is left out", () => {
  expect(newTrigger({ ...EMPTY_FIELDS, kind: "sns", topicArn: "t", bucketArn: "b" }, "orders")).toEqual({ kind: "sns", topicArn: "t" });
});

test("a new API is called after the function unless it is given a name, and has the stage default", () => {
  const api = { ...EMPTY_FIELDS, kind: "api" as const };
  expect(triggerProblems(api, NOW)).toEqual({});
  expect(newTrigger(api, "orders")).toEqual({ kind: "api", type: "HTTP", name: "orders-API", stage: "default" });
  expect(newTrigger({ ...api, apiType: "REST", apiName: " shop " }, "orders")).toEqual({ kind: "api", type: "REST", name: "shop", stage: "default" });
});

test("an API that is used must be chosen; its stage is the one that was chosen", () => {
  const api = { ...EMPTY_FIELDS, kind: "api" as const, apiIntent: "use" as const };
  expect(triggerProblems(api, NOW).api).toMatch(/Choose an API/);
  const chosen = { ...api, api: { type: "REST" as const, id: "a1", name: "shop" } };
  expect(triggerProblems(chosen, NOW)).toEqual({});
  expect(newTrigger({ ...chosen, apiStage: "prod" }, "orders")).toEqual({ kind: "api", type: "REST", apiId: "a1", name: "shop", stage: "prod" });
});
