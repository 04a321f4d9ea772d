import { expect, test } from "vitest";
import { sidProblem, sourceArnProblem, statementsOf } from "./policy.ts";

test("a policy is read statement by statement, with its conditions in words", () => {
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Sid: "s3", Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "lambda:InvokeFunction", Resource: "arn", Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:s3:::b" }, StringEquals: { "AWS:SourceAccount": "123456789012" } } },
      { Sid: "all", Effect: "Allow", Principal: "*", Action: "lambda:InvokeFunction", Resource: "arn" },
    ],
  });
  expect(statementsOf(policy)).toMatchObject([
    { sid: "s3", principal: "s3.amazonaws.com", conditions: ["AWS:SourceArn like arn:aws:s3:::b", "AWS:SourceAccount is 123456789012"] },
    { sid: "all", principal: "*", conditions: [] },
  ]);
});

test("no policy, or one that cannot be read, has no statements", () => {
  expect(statementsOf(undefined)).toEqual([]);
  expect(statementsOf("{")).toEqual([]);
});

test("a statement ID is new and well formed", () => {
  expect(sidProblem("s3-trigger", [])).toBeUndefined();
  expect(sidProblem("s3", ["s3"])).toMatch(/Choose another/);
  expect(sidProblem("two words", [])).toMatch(/1 to 100/);
});

test("a source is an ARN or nothing", () => {
  expect(sourceArnProblem("")).toBeUndefined();
  expect(sourceArnProblem("arn:aws:s3:::my-bucket")).toBeUndefined();
  expect(sourceArnProblem("arn:aws:sns:us-east-1:123456789012:news")).toBeUndefined();
  expect(sourceArnProblem("my-bucket")).toMatch(/ARN/);
});
