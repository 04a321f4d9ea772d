import { expect, test } from "vitest";
import { bucketTriggers, queueTriggers, removalText, scheduleTriggers, topicTriggers, triggerDetails } from "./trigger-rows.ts";

const arn = "arn:aws:lambda:us-east-1:123456789012:function:thumbs";

test("only what starts this very function, version or alias is its trigger", () => {
  const configuration = {
    LambdaFunctionConfigurations: [
      { Id: "one", LambdaFunctionArn: arn, Events: ["s3:ObjectCreated:*" as const], Filter: { Key: { FilterRules: [{ Name: "Prefix" as "prefix", Value: "in/" }, { Name: "suffix" as const, Value: ".jpg" }] } } },
      { Id: "two", LambdaFunctionArn: `${arn}:prod`, Events: ["s3:ObjectRemoved:*" as const] },
    ],
  };
  const [trigger, ...others] = bucketTriggers("photos", configuration, arn);
  expect(others).toEqual([]);
  expect(trigger).toMatchObject({ id: "photos/one", prefix: "in/", suffix: ".jpg" });
  expect(triggerDetails(trigger!)).toBe("s3:ObjectCreated:*; prefix in/, suffix .jpg");
  expect(queueTriggers([{ UUID: "u", FunctionArn: `${arn}:prod` }], arn)).toEqual([]);
  expect(topicTriggers([{ Protocol: "sqs", Endpoint: arn }], arn)).toEqual([]);
  expect(scheduleTriggers([{ Name: "nightly", Target: { Arn: arn, RoleArn: "r" }, ScheduleExpression: "rate(5 minutes)", State: "ENABLED" }], arn)).toHaveLength(1);
});

test("a removal says what stays", () => {
  expect(removalText({ kind: "sqs", id: "u", sourceArn: "a", batchSize: 10, state: "Enabled", lastResult: "" })).toMatch(/messages stay/);
});
