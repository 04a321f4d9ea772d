import type { Message, SQSClient } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { messageKind, pollMessages, readableBody } from "./poll.ts";

/** A queue of `count` messages that gives ten at a time and knows what was given back. */
function queueOf(count: number): { readonly client: SQSClient; readonly givenBack: string[] } {
  const messages = Array.from({ length: count }, (_, index): Message => ({ MessageId: `m${index}`, ReceiptHandle: `h${index}` }));
  const givenBack: string[] = [];
  let at = 0;
  const send = (command: { constructor: { name: string }; input: { Entries?: { ReceiptHandle?: string }[] } }): Promise<unknown> => {
    if (command.input.Entries) {
      givenBack.push(...command.input.Entries.map(({ ReceiptHandle = "" }) => ReceiptHandle));
      return Promise.resolve({});
    }
    const Messages = messages.slice(at, at + 10);
    at += 10;
    return Promise.resolve({ Messages });
  };
  return { client: { send } as unknown as SQSClient, givenBack };
}

test("a look at a queue reads all of it and gives all of it back", async () => {
  const { client, givenBack } = queueOf(23);
  const read = await pollMessages(client, "url");
  expect(read.map(({ MessageId }) => MessageId)).toEqual(Array.from({ length: 23 }, (_, index) => `m${index}`));
  expect(givenBack).toHaveLength(23);
});

test("an empty queue shows nothing and changes nothing", async () => {
  const { client, givenBack } = queueOf(0);
  expect(await pollMessages(client, "url")).toEqual([]);
  expect(givenBack).toEqual([]);
});

test("a very long queue is looked at in part", async () => {
  const { client } = queueOf(500);
  expect(await pollMessages(client, "url")).toHaveLength(100);
});

test("a message that comes again ends the look", async () => {
  const same: Message = { MessageId: "m", ReceiptHandle: "h" };
  const client = { send: () => Promise.resolve({ Messages: [same] }) } as unknown as SQSClient;
  expect(await pollMessages(client, "url")).toHaveLength(1);
});

test("bodies are indented where they are JSON, and left alone where that would change them", () => {
  expect(readableBody('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(readableBody("plain")).toBe("plain");
  expect(readableBody('{"id":12345678901234567890}')).toBe('{"id":12345678901234567890}');
});

test("a dead-lettered event is known by its attributes, a destination's record by its members", () => {
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  expect(messageKind({ Body: "{}", MessageAttributes: { RequestID: text("r"), ErrorCode: text("200"), ErrorMessage: text("e") } })).toBe("Dead-lettered event");
  expect(messageKind({ Body: '{"version":"1.0","requestContext":{},"requestPayload":{}}' })).toBe("Destination record");
  expect(messageKind({ Body: '{"Type":"Notification","TopicArn":"arn"}' })).toBe("Notification of a topic");
  expect(messageKind({ Body: '{"version":"0","detail-type":"Order","source":"shop","detail":{}}' })).toBe("Event of EventBridge");
  expect(messageKind({ Body: "null" })).toBe("Message");
});
