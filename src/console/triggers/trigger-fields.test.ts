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

test("schedules are rate, cron or at, and not past", () => {
  const at = (expression: string) => triggerProblems({ ...EMPTY_FIELDS, kind: "schedule", scheduleName: "s", expression }, NOW).expression;
  expect(at("rate(1 minute)")).toBeUndefined();
  expect(at("cron(0 12 * * ? *)")).toBeUndefined();
  expect(at("at(2026-12-24T18:00:00)")).toBeUndefined();
  expect(at("at(2026-11-25T23:59:59)")).toMatch(/That time is past/);
  expect(at("every day")).toMatch(/rate\(5 minutes\)/);
});

test("what was typed for another kind is left out", () => {
  expect(newTrigger({ ...EMPTY_FIELDS, kind: "sns", topicArn: "t", bucketArn: "b" })).toEqual({ kind: "sns", topicArn: "t" });
});
