import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { utf8Text } from "../bytes.ts";
import { SNS_OPERATIONS } from "../sns/operations.ts";
import { SQS_OPERATIONS } from "../sqs/operations.ts";
import { EVENTBRIDGE_OPERATIONS } from "./operations.ts";
import { due, nextDue } from "./scheduled-rules.ts";

const ALL = { ...SQS_OPERATIONS, ...SNS_OPERATIONS, ...EVENTBRIDGE_OPERATIONS };
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const QUEUE = "arn:aws:sqs:us-east-1:123456789012:events";
const LOST = "arn:aws:sqs:us-east-1:123456789012:lost";
const TOPIC = "arn:aws:sns:us-east-1:123456789012:events";
const RULE = "arn:aws:events:us-east-1:123456789012:rule/all";
let account: TestAccount;

const run = (name: keyof typeof ALL, input: object): Record<string, unknown> | string => account.answerIn(ALL, name, input);
const put = (Detail: string, more: object = {}): unknown => run("PutEvents", { Entries: [{ Source: "shop", DetailType: "Order", Detail, ...more }] });
const target = (Arn: string, more: object = {}): unknown => run("PutTargets", { Rule: "all", Targets: [{ Id: "t", Arn, ...more }] });
const bodies = (queue = "events"): string[] => [...account.state["sqs.messages"].values()].filter((message) => message.queue === queue).map(({ body }) => body);
const events = (): unknown[] => [...account.state["lambda.async-events"].values()].map(({ payload }) => JSON.parse(utf8Text(payload)!) as unknown);
const allow = (SourceArn: string): unknown => account.must("AddPermission", { FunctionName: "orders", StatementId: "eb", Action: "lambda:InvokeFunction", Principal: "events.amazonaws.com", SourceArn });

beforeEach(() => {
  account = new TestAccount();
  account.createFunction("orders");
  run("CreateQueue", { QueueName: "events" });
  run("CreateQueue", { QueueName: "lost" });
  run("CreateTopic", { Name: "events" });
  run("PutRule", { Name: "all", EventPattern: '{"source":["shop"]}' });
});

describe("An event", () => {
  it("goes to the targets of every enabled rule that it matches, in EventBridge's envelope, its numbers untouched", () => {
    target(QUEUE);
    put('{"id": 12345678901234567890, "n":1.0}', { Resources: ["r"], Time: new Date("2026-01-02T03:04:05.678Z") });
    put("{}", { Source: "other" });
    expect(bodies()).toEqual([
      `{"version":"0","id":"${JSON.parse(bodies()[0]!).id as string}","detail-type":"Order","source":"shop","account":"123456789012","time":"2026-01-02T03:04:05Z","region":"us-east-1","resources":["r"],"detail":{"id": 12345678901234567890, "n":1.0}}`,
    ]);
    run("DisableRule", { Name: "all" });
    put("{}");
    expect(bodies()).toHaveLength(1);
    run("EnableRule", { Name: "all" });
    put("{}");
    expect(bodies()).toHaveLength(2);
  });

  it("whose time is no date is refused by itself, and the others of its request go on", () => {
    target(QUEUE);
    const entry = { Source: "shop", DetailType: "Order", Detail: "{}" };
    expect(run("PutEvents", { Entries: [{ ...entry, Time: new Date(1e20) }, entry] })).toMatchObject({
      FailedEntryCount: 1, Entries: [{ ErrorCode: "InvalidArgument", ErrorMessage: expect.stringContaining("Parameter Time is not valid.") }, { EventId: expect.any(String) }],
    });
    expect(bodies()).toHaveLength(1);
  });

  it("invokes a function only where its policy lets EventBridge, for this rule", () => {
    target(FUNCTION);
    put('{"a":1}');
    allow(`${RULE}2`);
    put('{"a":1}');
    expect(events()).toEqual([]);
    account.must("RemovePermission", { FunctionName: "orders", StatementId: "eb" });
    allow(RULE);
    put('{"a":1}');
    expect(events()).toMatchObject([{ "detail-type": "Order", detail: { a: 1 } }]);
  });

  it("reaches a topic's subscribers, and of a target's own input or path only that", () => {
    run("Subscribe", { TopicArn: TOPIC, Protocol: "sqs", Endpoint: QUEUE, Attributes: { RawMessageDelivery: "true" } });
    target(TOPIC, { InputPath: "$.detail.lines[1].sku" });
    put('{"lines":[{"sku":"a"},{"sku":"b"}]}');
    target(TOPIC, { InputPath: "$.detail.nothing" });
    put("{}");
    target(TOPIC, { Input: '{"fixed": 1}' });
    put("{}");
    expect(bodies()).toEqual(['"b"', "null", '{"fixed": 1}']);
  });

  it("that a target cannot be given goes to the target's dead-letter queue at once, unchanged, with the reason; the other targets get theirs", () => {
    run("PutTargets", { Rule: "all", Targets: [
      { Id: "a", Arn: FUNCTION, Input: '"x"', DeadLetterConfig: { Arn: LOST } },
      { Id: "b", Arn: `${FUNCTION}2`, DeadLetterConfig: { Arn: LOST } },
      { Id: "c", Arn: QUEUE },
      { Id: "d", Arn: `${QUEUE}2` },
    ] });
    put('{"a":1}');
    const lost = [...account.state["sqs.messages"].values()].filter(({ queue }) => queue === "lost");
    expect(lost.map(({ attributes }) => [attributes["ERROR_CODE"]?.StringValue, attributes["TARGET_ARN"]?.StringValue, attributes["RULE_ARN"]?.StringValue])).toEqual([
      ["NO_PERMISSIONS", FUNCTION, RULE], ["NO_RESOURCE", `${FUNCTION}2`, RULE],
    ]);
    expect(lost.map(({ body }) => JSON.parse(body) as object)).toMatchObject([{ source: "shop" }, { source: "shop" }]);
    expect(bodies()).toHaveLength(1);
  });

  it("is refused by itself, with the others taken; on a bus that is not there it goes nowhere", () => {
    target(QUEUE);
    const good = { Source: "shop", DetailType: "t", Detail: "{}" };
    expect(run("PutEvents", { Entries: [good, { ...good, Source: undefined }, { ...good, Detail: "[]" }, { ...good, Source: "aws.ec2" }, { ...good, EventBusName: "nowhere" }] })).toMatchObject({
      FailedEntryCount: 3,
      Entries: [
        { EventId: expect.any(String) },
        { ErrorCode: "InvalidArgument", ErrorMessage: "Parameter Source is not valid. Reason: Source is a required argument." },
        { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." },
        { ErrorCode: "NotAuthorizedForSourceException" },
        { EventId: expect.any(String) },
      ],
    });
    expect(bodies()).toHaveLength(1);
    expect(put(JSON.stringify("x".repeat(1_048_576)))).toBe("ValidationException: Total size of the entries in the request is over the limit.");
  });

  it("whose detail type is longer than 128 characters is refused by itself; one of 128 goes on", () => {
    target(QUEUE);
    const entry = { Source: "shop", Detail: "{}" };
    expect(run("PutEvents", { Entries: [{ ...entry, DetailType: "a".repeat(129) }, { ...entry, DetailType: "a".repeat(128) }] })).toEqual({
      FailedEntryCount: 1,
      Entries: [
        { ErrorCode: "InvalidArgument", ErrorMessage: "Parameter DetailType is not valid. Reason: DetailType must have at most 128 characters." },
        { EventId: expect.any(String) as string },
      ],
    });
    expect(bodies()).toHaveLength(1);
  });
});

describe("A rule with a schedule", () => {
  it("sends the scheduled event to its targets, first after one interval, and once for what was missed", () => {
    run("PutRule", { Name: "all", ScheduleExpression: "rate(5 minutes)" });
    target(QUEUE);
    const begin = account.now;
    expect(nextDue(account.state)).toBe(begin + 300_000);
    for (const ms of [300_000, 3 * 3_600_000]) {
      account.now = begin + ms;
      account.apply(due(account.state, account.context()));
    }
    expect(bodies().map((body) => JSON.parse(body) as object)).toMatchObject([
      { version: "0", "detail-type": "Scheduled Event", source: "aws.events", account: "123456789012", time: "2026-11-23T09:05:00Z", region: "us-east-1", resources: [RULE], detail: {} },
      { time: "2026-11-23T09:10:00Z" },
    ]);
    expect(nextDue(account.state)).toBe(account.now + 300_000);
    run("DisableRule", { Name: "all" });
    expect(nextDue(account.state)).toBeNull();
  });

  it.each(["rate(1 minutes)", "rate(5 minute)", "rate(0 minutes)", "at(2027-01-01T00:00:00)", "cron(0 10 * * * *)", "daily"])("%s is none of a rule", (ScheduleExpression) => {
    expect(run("PutRule", { Name: "x", ScheduleExpression })).toBe("ValidationException: Parameter ScheduleExpression is not valid.");
  });
});

describe("Buses, rules and targets", () => {
  it("of a bus of one's own have their own names and ARNs, and go in order: targets, rules, bus", () => {
    const bus = "arn:aws:events:us-east-1:123456789012:event-bus/shop";
    expect(run("CreateEventBus", { Name: "shop" })).toEqual({ EventBusArn: bus });
    expect(run("ListEventBuses", {})).toMatchObject({ EventBuses: [{ Name: "default", Arn: "arn:aws:events:us-east-1:123456789012:event-bus/default" }, { Name: "shop", Arn: bus }] });
    expect(run("PutRule", { Name: "r", EventBusName: bus, EventPattern: '{"source":["shop"]}' })).toEqual({ RuleArn: "arn:aws:events:us-east-1:123456789012:rule/shop/r" });
    run("PutTargets", { Rule: "r", EventBusName: "shop", Targets: [{ Id: "q", Arn: QUEUE }] });
    put("{}");
    expect(bodies()).toEqual([]);
    put("{}", { EventBusName: bus });
    expect(bodies()).toHaveLength(1);
    expect(run("DeleteRule", { Name: "r", EventBusName: "shop" })).toBe("ValidationException: Rule can't be deleted since it has targets.");
    expect(run("DeleteEventBus", { Name: "shop" })).toBe("ValidationException: Event bus shop cannot be deleted since it has rules.");
    run("RemoveTargets", { Rule: "r", EventBusName: "shop", Ids: ["q", "none"] });
    run("DeleteRule", { Name: "r", EventBusName: "shop" });
    expect(run("DeleteEventBus", { Name: "shop" })).toEqual({});
    expect([account.state["events.buses"].size, account.state["events.rules"].size]).toEqual([0, 1]);
  });

  it("keep and show what they were given; a rule put again keeps its targets", () => {
    const given = { Id: "t", Arn: QUEUE, InputPath: "$.detail", RetryPolicy: { MaximumRetryAttempts: 3 }, DeadLetterConfig: { Arn: LOST } };
    run("PutTargets", { Rule: "all", Targets: [given] });
    run("PutRule", { Name: "all", EventPattern: '{"source":["x"]}', Description: "d", State: "DISABLED" });
    expect(run("ListTargetsByRule", { Rule: "all" })).toEqual({ Targets: [given] });
    expect(run("DescribeRule", { Name: "all" })).toEqual({ Name: "all", Arn: RULE, State: "DISABLED", EventBusName: "default", EventPattern: '{"source":["x"]}', Description: "d", CreatedBy: "123456789012" });
    expect(run("ListRules", { NamePrefix: "al" })).toMatchObject({ Rules: [{ Name: "all" }] });
  });

  it("are refused in EventBridge's words, or where something is not simulated in a sentence", () => {
    expect(run("CreateEventBus", { Name: "default" })).toBe("ResourceAlreadyExistsException: Event bus default already exists.");
    expect(run("CreateEventBus", { Name: "a/b" })).toBe("ValidationException: Event bus name must not contain '/'.");
    expect(run("CreateEventBus", { Name: "a", KmsKeyIdentifier: "k" })).toContain("KmsKeyIdentifier of an event bus is not simulated");
    expect(run("DeleteEventBus", { Name: "default" })).toBe("ValidationException: Cannot delete event bus default.");
    expect(run("DescribeEventBus", { Name: "x" })).toBe("ResourceNotFoundException: Event bus x does not exist.");
    expect(run("DescribeRule", { Name: "x" })).toBe("ResourceNotFoundException: Rule x does not exist on EventBus default.");
    expect(run("PutRule", { Name: "x" })).toBe("ValidationException: Parameter(s) EventPattern or ScheduleExpression must be specified.");
    expect(run("PutRule", { Name: "x", EventPattern: "{}" })).toBe("InvalidEventPatternException: Event pattern is not valid.");
    run("CreateEventBus", { Name: "shop" });
    expect(run("PutRule", { Name: "x", EventBusName: "shop", ScheduleExpression: "rate(5 minutes)" })).toBe("ValidationException: ScheduleExpression is supported only on the default event bus.");
    expect(target("nonsense")).toBe("ValidationException: Parameter t is not valid. Reason: Provided Arn is not in correct format.");
    expect(target("arn:aws:states:us-east-1:123456789012:stateMachine:s")).toContain("The targets that are simulated are Lambda functions, SQS standard queues and SNS standard topics.");
    expect(target(QUEUE, { InputTransformer: { InputTemplate: "x" } })).toContain("InputTransformer is not simulated for this target.");
    expect(target(QUEUE, { Input: "{" })).toContain("JSON syntax error in input for target.");
    expect(target(QUEUE, { Input: "{}", InputPath: "$.detail" })).toContain("Only one of Input, InputPath, or InputTransformer");
    expect(run("PutTargets", { Rule: "all", Targets: [1, 2, 3, 4, 5, 6].map((id) => ({ Id: String(id), Arn: QUEUE })) })).toBe("LimitExceededException: The requested resource exceeds the maximum number allowed.");
  });

  it("a pattern is tried on an event without a rule", () => {
    const Event = JSON.stringify({ id: "1", account: "1", source: "shop", time: "2026-01-01T00:00:00Z", region: "us-east-1", resources: [], "detail-type": "t", detail: { a: 1 } });
    expect(run("TestEventPattern", { EventPattern: '{"detail":{"a":[1]}}', Event })).toEqual({ Result: true });
    expect(run("TestEventPattern", { EventPattern: '{"detail":{"a":[2]}}', Event })).toEqual({ Result: false });
    expect(run("TestEventPattern", { EventPattern: '{"detail":{"a":[2]}}', Event: "{}" })).toContain("Parameter Event is not valid.");
  });
});
