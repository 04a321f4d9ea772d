import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { isAwsError } from "#services/aws-error.ts";
import { returns } from "#testing/scripted-runtime.ts";
import { settle } from "#testing/manual-time.ts";
import { TestCloud } from "#testing/test-cloud.ts";

const url = (name: string): string => `https://sqs.us-east-1.amazonaws.com/123456789012/${name}`;
let cloud: TestCloud;

beforeEach(async () => {
  cloud = await TestCloud.open();
  await cloud.must("CreateQueue", { QueueName: "orders" }, {}, "sqs");
});

const sqs = (operation: string, input: object = {}, caller: object = {}): Promise<Record<string, unknown>> => cloud.must(operation, { QueueUrl: url("orders"), ...input }, caller, "sqs");
const send = (MessageBody: string, more: object = {}): Promise<unknown> => sqs("SendMessage", { MessageBody, ...more });

interface Poll {
  /** Ms after its begin, once it was answered. */
  answeredAfter: number | null;
  bodies: string[];
  refusal: string | undefined;
}
/** Begins a receive and watches it. */
function poll(input: object = {}, caller: object = {}): Poll {
  const begun = cloud.time.now();
  const seen: Poll = { answeredAfter: null, bodies: [], refusal: undefined };
  void cloud.call<{ Messages?: { Body: string }[] }>("ReceiveMessage", { QueueUrl: url("orders"), MaxNumberOfMessages: 10, ...input }, caller, "sqs").then((answer) => {
    seen.answeredAfter = cloud.time.now() - begun;
    if (isAwsError(answer)) seen.refusal = answer.name;
    else seen.bodies = (answer.output.Messages ?? []).map(({ Body }) => Body);
  });
  return seen;
}

describe("A receive that may wait", () => {
  it("is answered by the message that comes, and with nothing when its time is over", async () => {
    const first = poll({ WaitTimeSeconds: 20 });
    await cloud.time.advance(7000);
    expect(first.answeredAfter).toBeNull();
    await send("one");
    await settle();
    expect(first).toMatchObject({ answeredAfter: 7000, bodies: ["one"] });
    const second = poll({ WaitTimeSeconds: 5 });
    await cloud.time.advance(4999);
    expect(second.answeredAfter).toBeNull();
    await cloud.time.advance(1);
    expect(second).toMatchObject({ answeredAfter: 5000, bodies: [] });
    expect(cloud.bugs).toEqual([]);
  });

  it("does not wait where something is there, nor where it says 0; where it says nothing, the queue does", async () => {
    await sqs("SetQueueAttributes", { Attributes: { ReceiveMessageWaitTimeSeconds: "3" } });
    const none = poll({ WaitTimeSeconds: 0 });
    await settle();
    expect(none.answeredAfter).toBe(0);
    const byQueue = poll();
    await cloud.time.advance(10_000);
    expect(byQueue.answeredAfter).toBe(3000);
    await send("one");
    const there = poll({ WaitTimeSeconds: 20 });
    await settle();
    expect(there).toMatchObject({ answeredAfter: 0, bodies: ["one"] });
  });

  it("gets a delayed message, one whose time-out ends, and one that is given back, when each can be received", async () => {
    await send("delayed", { DelaySeconds: 4 });
    const delayed = poll({ WaitTimeSeconds: 20, VisibilityTimeout: 10 });
    await cloud.time.advance(6000);
    expect(delayed).toMatchObject({ answeredAfter: 4000, bodies: ["delayed"] });
    const timedOut = poll({ WaitTimeSeconds: 20, VisibilityTimeout: 600 });
    await cloud.time.advance(10_000);
    expect(timedOut).toMatchObject({ answeredAfter: 8000, bodies: ["delayed"] });
    const givenBack = poll({ WaitTimeSeconds: 20 });
    const [message] = cloud.rows("sqs.messages");
    await cloud.time.advance(1000);
    await sqs("ChangeMessageVisibility", { ReceiptHandle: message!.receiptHandle, VisibilityTimeout: 2 });
    await cloud.time.advance(5000);
    expect(givenBack).toMatchObject({ answeredAfter: 3000, bodies: ["delayed"] });
  });

  it("holds up nobody: commands go on, functions run, and fast-forward goes past it", async () => {
    await cloud.createFunction("orders");
    cloud.runtime.behaviour = { invoke: () => returns("ran") };
    const waiting = poll({ WaitTimeSeconds: 20 });
    expect((await cloud.invoke("orders")).value).toBe("ran");
    expect(waiting.answeredAfter).toBeNull();
    await cloud.plane.simulator.setClockMode("fast-forward");
    await cloud.time.advance(0);
    expect(waiting).toMatchObject({ bodies: [] });
    expect(waiting.answeredAfter).not.toBeNull();
  });

  it("of whoever came first is served first, and each message goes to one", async () => {
    const polls = [1, 2, 3].map(() => poll({ WaitTimeSeconds: 20, MaxNumberOfMessages: 1 }));
    await settle();
    for (const body of ["a", "b"]) {
      await send(body);
      await settle();
    }
    await cloud.time.advance(20_000);
    expect(polls.map(({ bodies }) => bodies)).toEqual([["a"], ["b"], []]);
  });

  it("of a caller who hung up takes no message", async () => {
    const line = new AbortController();
    const dropped = poll({ WaitTimeSeconds: 20 }, { hangUp: line.signal });
    await cloud.time.advance(1000);
    line.abort();
    await settle();
    expect(dropped.answeredAfter).toBe(1000);
    await send("one");
    await settle();
    expect(cloud.rows("sqs.messages")).toMatchObject([{ receiveCount: 0 }]);
    const gone = poll({ WaitTimeSeconds: 20 }, { hangUp: line.signal });
    await settle();
    expect(gone).toMatchObject({ answeredAfter: 0, bodies: [] });
  });

  it("ends when its queue is deleted or the account is reset, and when the cloud closes", async () => {
    const ofQueue = poll({ WaitTimeSeconds: 20 });
    await settle();
    await sqs("DeleteQueue");
    await settle();
    expect(ofQueue.refusal).toBe("QueueDoesNotExist");
    await cloud.must("CreateQueue", { QueueName: "again" }, {}, "sqs");
    const ofAccount = poll({ QueueUrl: url("again"), WaitTimeSeconds: 20 });
    await settle();
    await cloud.plane.simulator.reset();
    await cloud.time.advance(20_000);
    expect(ofAccount.refusal).toBe("QueueDoesNotExist");
    expect(cloud.rows("sqs.messages")).toEqual([]);
    await cloud.must("CreateQueue", { QueueName: "last" }, {}, "sqs");
    const ofCloud = poll({ QueueUrl: url("last"), WaitTimeSeconds: 20 });
    await settle();
    cloud.plane.close();
    await settle();
    expect(ofCloud).toMatchObject({ bodies: [] });
    expect(ofCloud.answeredAfter).not.toBeNull();
  });

  it("ends whenever the cloud closes: at no step of its way is it forgotten", async () => {
    for (let steps = 0; steps < 40; steps++) {
      const other = await TestCloud.open();
      await other.must("CreateQueue", { QueueName: "orders" }, {}, "sqs");
      let answered = false;
      void other.call("ReceiveMessage", { QueueUrl: url("orders"), WaitTimeSeconds: 20 }, {}, "sqs").then(() => (answered = true));
      for (let step = 0; step < steps; step++) await Promise.resolve();
      other.plane.close();
      await settle();
      expect(answered, `closed after ${steps} steps`).toBe(true);
    }
  });

  it("moves what was received too often to the dead-letter queue, and waits on; a queue that is its own is no endless round", async () => {
    await cloud.must("CreateQueue", { QueueName: "dead" }, {}, "sqs");
    for (const target of ["dead", "orders"]) {
      const deadLetterTargetArn = `arn:aws:sqs:us-east-1:123456789012:${target}`;
      await sqs("SetQueueAttributes", { Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 }), VisibilityTimeout: "1" } });
      await send(`for ${target}`);
      const first = poll();
      await cloud.time.advance(1000);
      expect(first.bodies).toEqual([`for ${target}`]);
      const again = poll({ WaitTimeSeconds: 5 });
      await cloud.time.advance(5000);
      expect(again.bodies).toEqual(target === "dead" ? [] : ["for orders"]);
      if (target === "dead") expect(again.answeredAfter).toBe(5000);
    }
    const other = poll({ QueueUrl: url("dead") });
    await settle();
    expect(other.bodies).toEqual(["for dead"]);
  });

  it("whatever is sent and polled in whatever order, every message is received once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.constantFrom("send", "poll", "poll one"), fc.integer({ min: 1, max: 15_000 })), { maxLength: 30 }), async (steps) => {
        cloud = await TestCloud.open();
        await cloud.must("CreateQueue", { QueueName: "orders", Attributes: { VisibilityTimeout: "43200" } }, {}, "sqs");
        const polls: Poll[] = [];
        let sent = 0;
        for (const step of steps) {
          if (step === "send") await send(`m${sent++}`);
          else if (typeof step === "number") await cloud.time.advance(step);
          else polls.push(poll({ WaitTimeSeconds: 20, ...(step === "poll one" && { MaxNumberOfMessages: 1 }) }));
        }
        await cloud.time.advance(20_000);
        polls.push(poll({ MaxNumberOfMessages: 10 }), poll({ MaxNumberOfMessages: 10 }), poll({ MaxNumberOfMessages: 10 }));
        await settle();
        expect(polls.every(({ answeredAfter }) => answeredAfter !== null && answeredAfter <= 20_000)).toBe(true);
        expect(polls.flatMap(({ bodies }) => bodies).toSorted()).toEqual(Array.from({ length: sent }, (_, index) => `m${index}`).toSorted());
      }),
      { numRuns: 25 },
    );
  });
});
