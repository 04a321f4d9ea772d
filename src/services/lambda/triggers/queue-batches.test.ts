import { beforeEach, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { utf8Text } from "../../bytes.ts";
import { SQS_OPERATIONS } from "../../sqs/operations.ts";
import type { MessageAttributes } from "../../sqs/records.ts";
import { batchEvent, takeBatch } from "./queue-batches.ts";

const QUEUE_URL = "https://sqs.us-east-1.amazonaws.com/123456789012/orders";
let account: TestAccount;

beforeEach(() => {
  account = new TestAccount();
  account.createFunction("orders");
  account.answerIn(SQS_OPERATIONS, "CreateQueue", { QueueName: "orders" });
  account.must("CreateEventSourceMapping", { FunctionName: "orders", EventSourceArn: "arn:aws:sqs:us-east-1:123456789012:orders" });
});

/** Sends a message; the record in which a function gets it, and what SQS answered to its sender. */
function sent(MessageBody: string, MessageAttributes: MessageAttributes): { record: Record<string, unknown>; answer: Record<string, unknown> } {
  const answer = account.answerIn(SQS_OPERATIONS, "SendMessage", { QueueUrl: QUEUE_URL, MessageBody, MessageAttributes }) as Record<string, unknown>;
  const [mapping] = account.state["lambda.event-source-mappings"].values();
  const { messages } = takeBatch(account.state, mapping!, account.context());
  const { Records } = JSON.parse(utf8Text(batchEvent(mapping!, messages, "us-east-1"))!) as { Records: Record<string, unknown>[] };
  return { record: Records[0]!, answer };
}

it("A record shows each attribute under its value's kind, binary ones in base64, with both lists empty", () => {
  const { record } = sent("x", {
    who: { DataType: "String", StringValue: "me" },
    count: { DataType: "Number.int", StringValue: "7" },
    picture: { DataType: "Binary.png", BinaryValue: Uint8Array.of(0, 255, 1) },
  });
  expect(record["messageAttributes"]).toEqual({
    who: { stringValue: "me", stringListValues: [], binaryListValues: [], dataType: "String" },
    count: { stringValue: "7", stringListValues: [], binaryListValues: [], dataType: "Number.int" },
    picture: { binaryValue: "AP8B", stringListValues: [], binaryListValues: [], dataType: "Binary.png" },
  });
});

it("A record has the digests that SQS answered to the sender; that of the attributes only where there are any", () => {
  const { record, answer } = sent("héllo", { picture: { DataType: "Binary", BinaryValue: Uint8Array.of(1, 2) } });
  expect(record).toMatchObject({ md5OfBody: answer["MD5OfMessageBody"], md5OfMessageAttributes: answer["MD5OfMessageAttributes"] });
  expect(record["md5OfMessageAttributes"]).toMatch(/^[0-9a-f]{32}$/);
});

it("A record of a message without attributes has an empty map of them and no digest", () => {
  const { record } = sent("x", {});
  expect(record["messageAttributes"]).toEqual({});
  expect(record).not.toHaveProperty("md5OfMessageAttributes");
});
