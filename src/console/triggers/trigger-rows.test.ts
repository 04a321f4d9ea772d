import { expect, test } from "vitest";
import { bucketTriggers, permissionSid, queueTriggers, removalText, scheduleTriggers, topicTriggers, triggerDetails } from "./trigger-rows.ts";

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
  const [inBerlin] = scheduleTriggers([{ Target: { Arn: arn, RoleArn: "r" }, ScheduleExpression: "cron(0 9 * * ? *)", ScheduleExpressionTimezone: "Europe/Berlin", State: "ENABLED" }], arn);
  expect(triggerDetails(inBerlin!)).toBe("cron(0 9 * * ? *) (Europe/Berlin), enabled");
  expect(scheduleTriggers([{ Name: "nightly", Target: { Arn: arn, RoleArn: "r" }, ScheduleExpression: "rate(5 minutes)", State: "ENABLED" }], arn)).toHaveLength(1);
});

test("a queue's filters are told with it", () => {
  const Filters = [{ Pattern: '{"body":{"n":[1]}}' }, { Pattern: '{"body":["x"]}' }];
  const [trigger] = queueTriggers([{ UUID: "u", FunctionArn: arn, BatchSize: 5, State: "Enabled", FilterCriteria: { Filters } }], arn);
  expect(triggerDetails(trigger!)).toBe('Enabled; batches of 5; last result: none yet; only messages that match {"body":{"n":[1]}} or {"body":["x"]}');
});

test("a removal says what stays", () => {
  expect(removalText({ kind: "sqs", id: "u", sourceArn: "a", batchSize: 10, state: "Enabled", lastResult: "", filters: [] })).toMatch(/messages stay/);
  const api = { kind: "api" as const, id: "1", sourceArn: "a", api: { type: "REST" as const, id: "r1", name: "shop" }, host: "h", method: "ANY", path: "/orders", stages: [], route: { type: "REST" as const, resourceId: "r", httpMethod: "ANY" } };
  expect(removalText({ ...api, isLast: true })).toMatch(/^The API shop leads nowhere else, so it is deleted/);
  expect(removalText({ ...api, isLast: false })).toMatch(/no longer leads ANY \/orders here: the method .* its other routes stay/);
  expect(triggerDetails({ ...api, isLast: true })).toBe("REST API; ANY /orders; no stage serves it yet");
});

test("a source's permission has one Sid, whatever letters its name has", () => {
  expect(permissionSid("arn:aws:s3:::my.photos")).toBe("lambdarium-s3---my-photos");
  expect(permissionSid(`arn:aws:sns:us-east-1:123456789012:${"t".repeat(256)}`)).toHaveLength(100);
});
