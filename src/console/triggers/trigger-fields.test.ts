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
  expect(newTrigger({ ...sqs, filter: ' {"body":["x"]} ' })).toMatchObject({ kind: "sqs", filter: '{"body":["x"]}' });
});

test("schedules are rate, cron or at", () => {
  const at = (expression: string) => triggerProblems({ ...EMPTY_FIELDS, kind: "schedule", scheduleName: "s", expression }).expression;
  expect(at("rate(1 minute)")).toBeUndefined();
  expect(at("cron(0 12 * * ? *)")).toBeUndefined();
  expect(at("at(2026-12-24T18:00:00)")).toBeUndefined();
  expect(at("every day")).toMatch(/rate\(5 minutes\)/);
});

test("what was typed for another kind is left out", () => {
  expect(newTrigger({ ...EMPTY_FIELDS, kind: "sns", topicArn: "t", bucketArn: "b" })).toEqual({ kind: "sns", topicArn: "t" });
});
