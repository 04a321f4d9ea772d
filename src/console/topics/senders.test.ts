import { expect, test } from "vitest";
import { sendersTo } from "./senders.ts";

const topic = "arn:aws:sns:us-east-1:123456789012:news";
const arn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

test("functions send to a topic by their dead-letter queue and by both destinations, each version and alias for itself", () => {
  const functions = [
    { FunctionArn: `${arn("orders")}:$LATEST`, DeadLetterConfig: { TargetArn: topic } },
    { FunctionArn: `${arn("orders")}:1`, DeadLetterConfig: { TargetArn: topic } },
    { FunctionArn: `${arn("mail")}:$LATEST`, DeadLetterConfig: { TargetArn: `${topic}-2` } },
    { FunctionArn: `${arn("mail")}:1` },
  ];
  const configs = [
    { FunctionArn: `${arn("mail")}:prod`, DestinationConfig: { OnFailure: { Destination: topic }, OnSuccess: { Destination: topic } } },
    { FunctionArn: `${arn("mail")}:$LATEST`, DestinationConfig: { OnFailure: {} } },
    { FunctionArn: `${arn("orders")}:$LATEST`, DestinationConfig: {} },
  ];
  expect(sendersTo(topic, functions, configs)).toEqual([
    { functionArn: arn("mail:prod"), as: "Destination on failure" },
    { functionArn: arn("mail:prod"), as: "Destination on success" },
    { functionArn: arn("orders"), as: "Dead-letter queue" },
    { functionArn: arn("orders:1"), as: "Dead-letter queue" },
  ]);
});
