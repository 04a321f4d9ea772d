import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { isAwsError } from "../aws-error.ts";
import { utf8Text } from "../bytes.ts";
import type { Operation } from "../operation.ts";
import { SNS_OPERATIONS } from "../sns/operations.ts";
import { SQS_OPERATIONS } from "../sqs/operations.ts";
import { due, nextDue } from "./alarm-evaluation.ts";
import { evaluateExpression } from "./math-expression.ts";
import { putMetricAlarm, setAlarmState } from "./operations/alarms.ts";
import { percentile, stepOf } from "./percentiles.ts";
import { recordMetric } from "./record.ts";
import { periodsOf, statisticOf } from "./statistics.ts";

const METRIC = { namespace: "Shop", name: "Load", dimensions: [{ Name: "B", Value: "2" }, { Name: "A", Value: "1" }] };
let account: TestAccount;
beforeEach(() => {
  account = new TestAccount();
});

const record = (value: number): void => account.apply(recordMetric(account.state, { ...METRIC, unit: "Count", value, at: account.now }));
function alarm(more: object = {}): void {
  const outcome = putMetricAlarm(account.state, {
    AlarmName: "a", Namespace: "Shop", MetricName: "Load", Dimensions: METRIC.dimensions.toReversed(), Statistic: "Maximum", Period: 60, EvaluationPeriods: 3,
    DatapointsToAlarm: 2, Threshold: 5, ComparisonOperator: "GreaterThanThreshold", ...more,
  }, account.context());
  if (isAwsError(outcome)) throw new Error(outcome.message);
  account.apply(outcome.changes);
}
const state = (): string => account.state["cloudwatch.alarms"].get("a")!.state;
/** Records a value (or none) in each minute, evaluating after each; the alarm's states in turn. */
function minutes(...values: (number | null)[]): string[] {
  return values.map((value) => {
    if (value !== null) record(value);
    account.now += 60_000;
    account.apply(due(account.state, account.context()));
    return state();
  });
}

describe("An alarm", () => {
  it("needs M of the last N minutes, and is OK when they are not broken any more", () => {
    alarm();
    expect(minutes(1, 9, 1, 9, 1, 1)).toEqual(["OK", "OK", "OK", "ALARM", "OK", "OK"]);
  });

  it("has insufficient data when nothing is left in its evaluation range, and then waits for nothing", () => {
    alarm();
    expect(nextDue(account.state, account.now)).toBeNull();
    expect(minutes(9, 9)).toEqual(["INSUFFICIENT_DATA", "ALARM"]);
    expect(nextDue(account.state, account.now)).toBe(account.now + 60_000);
    expect(minutes(null, null, null, null, null)).toEqual(["ALARM", "ALARM", "ALARM", "ALARM", "INSUFFICIENT_DATA"]);
    account.now += 60_000;
    expect(nextDue(account.state, account.now)).toBeNull();
    account.now += 7 * 3_600_000;
    record(9);
    expect(nextDue(account.state, account.now)).not.toBeNull();
  });

  it.each([["breaching", "ALARM"], ["notBreaching", "OK"], ["missing", "INSUFFICIENT_DATA"], ["ignore", "OK"]])("that treats missing data as %s ends as %s", (TreatMissingData, expected) => {
    alarm({ TreatMissingData });
    minutes(1, null, null, null, null, null);
    expect(state()).toBe(expected);
    account.now += 3_600_000;
    expect(nextDue(account.state, account.now)).toBeNull();
  });

  it("evaluated again at the same instant changes nothing", () => {
    alarm();
    minutes(9, 9);
    expect(due(account.state, account.context())).toEqual([]);
  });
});

describe("An alarm's actions", () => {
  const TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms";
  const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
  const ALARM = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a";
  function run<Input>(operation: Operation<Input, unknown>, input: Input): void {
    const outcome = operation(account.state, input, account.context());
    if (isAwsError(outcome)) throw new Error(outcome.message);
    account.apply(outcome.changes);
  }
  const told = (): Record<string, unknown>[] => [...account.state["sqs.messages"].values()].map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  const events = (): unknown[] => [...account.state["lambda.async-events"].values()].map(({ payload }) => JSON.parse(utf8Text(payload)!) as unknown);

  beforeEach(() => {
    account.createFunction("orders");
    run(SNS_OPERATIONS.CreateTopic, { Name: "alarms" });
    run(SQS_OPERATIONS.CreateQueue, { QueueName: "alarms" });
    run(SNS_OPERATIONS.Subscribe, { TopicArn: TOPIC, Protocol: "sqs", Endpoint: TOPIC.replace("sns", "sqs") });
  });

  it("tell a topic's subscribers of each change to the state that they belong to, and of nothing else", () => {
    alarm({ AlarmActions: [TOPIC], OKActions: [TOPIC], AlarmDescription: "too much" });
    expect(minutes(1, 9, 9, 9)).toEqual(["OK", "OK", "ALARM", "ALARM"]);
    expect(told().map(({ Subject }) => Subject)).toEqual(['OK: "a" in US East (N. Virginia)', 'ALARM: "a" in US East (N. Virginia)']);
    const messages = told().map(({ Message }) => JSON.parse(String(Message)) as Record<string, unknown>);
    expect(Object.keys(messages[1]!)).toEqual([
      "AlarmName", "AlarmDescription", "AWSAccountId", "AlarmConfigurationUpdatedTimestamp", "NewStateValue", "NewStateReason", "StateChangeTime", "Region", "AlarmArn", "OldStateValue",
      "OKActions", "AlarmActions", "InsufficientDataActions", "Trigger",
    ]);
    expect(messages[1]).toMatchObject({
      AlarmName: "a", AlarmDescription: "too much", AWSAccountId: "123456789012", NewStateValue: "ALARM", OldStateValue: "OK", NewStateReason: expect.stringContaining("Threshold Crossed"),
      StateChangeTime: "2026-11-23T09:03:00.000+0000", Region: "US East (N. Virginia)", AlarmArn: ALARM, AlarmActions: [TOPIC], InsufficientDataActions: [],
      Trigger: {
        MetricName: "Load", Namespace: "Shop", StatisticType: "Statistic", Statistic: "MAXIMUM", Unit: null, Dimensions: [{ value: "1", name: "A" }, { value: "2", name: "B" }], Period: 60,
        EvaluationPeriods: 3, DatapointsToAlarm: 2, ComparisonOperator: "GreaterThanThreshold", Threshold: 5, TreatMissingData: "missing", EvaluateLowSampleCountPercentile: "",
      },
    });
  });

  it("invoke a function only where its policy lets CloudWatch, for this alarm", () => {
    alarm({ AlarmActions: [FUNCTION], InsufficientDataActions: [FUNCTION] });
    run(setAlarmState, { AlarmName: "a", StateValue: "ALARM", StateReason: "test" });
    expect(events()).toEqual([]);
    account.must("AddPermission", { FunctionName: "orders", StatementId: "a", Action: "lambda:InvokeFunction", Principal: "lambda.alarms.cloudwatch.amazonaws.com", SourceArn: ALARM, SourceAccount: "123456789012" });
    run(setAlarmState, { AlarmName: "a", StateValue: "INSUFFICIENT_DATA", StateReason: "again" });
    expect(events()).toMatchObject([{
      source: "aws.cloudwatch", alarmArn: ALARM, accountId: "123456789012", time: "2026-11-23T09:00:00.000+0000", region: "us-east-1",
      alarmData: {
        alarmName: "a", state: { value: "INSUFFICIENT_DATA", reason: "again" }, previousState: { value: "ALARM", reason: "test" },
        configuration: { metrics: [{ metricStat: { metric: { namespace: "Shop", name: "Load", dimensions: { A: "1", B: "2" } }, period: 60, stat: "Maximum" }, returnData: true }] },
      },
    }]);
  });

  it("are silent where they are not enabled, where the state stays, and where the topic is gone", () => {
    alarm({ AlarmActions: [TOPIC], ActionsEnabled: false });
    run(setAlarmState, { AlarmName: "a", StateValue: "ALARM", StateReason: "" });
    alarm({ AlarmActions: [TOPIC, `${TOPIC}2`, `${FUNCTION}2`] });
    run(setAlarmState, { AlarmName: "a", StateValue: "ALARM", StateReason: "" });
    expect(told()).toEqual([]);
    run(setAlarmState, { AlarmName: "a", StateValue: "OK", StateReason: "" });
    run(setAlarmState, { AlarmName: "a", StateValue: "ALARM", StateReason: "" });
    expect(told()).toHaveLength(1);
  });

  it("of other services are refused in a sentence", () => {
    expect(() => alarm({ OKActions: ["arn:aws:automate:us-east-1:ec2:stop"] })).toThrow("The action arn:aws:automate:us-east-1:ec2:stop is not simulated: an alarm can publish to a standard SNS topic and invoke a Lambda function.");
    expect(() => alarm({ AlarmActions: [1, 2, 3, 4, 5, 6].map((number) => `${TOPIC}${number}`) })).toThrow("at most 5 actions");
  });
});

describe("Statistics", () => {
  it("gather minutes into periods, whatever the order of dimensions", () => {
    for (const value of [1, 2, 3]) {
      record(value);
      account.now += 60_000;
    }
    const [hour] = periodsOf(account.state, { ...METRIC, dimensions: METRIC.dimensions.toReversed() }, account.now - 3_600_000, account.now, 3_600_000);
    expect(["Sum", "Average", "Minimum", "Maximum", "SampleCount"].map((one) => statisticOf(hour!.set, one))).toEqual([6, 2, 1, 3, 3]);
  });

  it("find percentiles within 2.5 %, from a bounded number of steps", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }), fc.constantFrom(0.1, 50, 90, 99, 100), (values, percent) => {
        const histogram: Record<string, number> = {};
        for (const value of values) histogram[stepOf(value)] = (histogram[stepOf(value)] ?? 0) + 1;
        const sorted = values.toSorted((left, right) => left - right);
        const exact = sorted[Math.max(0, Math.ceil((percent / 100) * values.length) - 1)]!;
        const found = percentile(histogram, percent, { min: sorted[0]!, max: sorted.at(-1)! })!;
        expect(Math.abs(found - exact) / exact).toBeLessThanOrEqual(0.0251);
      }),
    );
  });
});

describe("Metric math", () => {
  const series = new Map([["a", new Map([[0, 4], [60_000, 6]])], ["b", new Map([[0, 2]])]]);
  it.each([
    ["a / b", [[0, 2]]],
    ["100 * a / (a + b)", [[0, 400 / 6]]],
    ["a + FILL(b, 0)", [[0, 6], [60_000, 6]]],
    ["-a + 2 ^ 3", [[0, 4], [60_000, 2]]],
    ["a / 0", []],
  ])("%s", (expression, expected) => {
    const values = evaluateExpression(expression, series);
    expect(isAwsError(values) ? values : [...values]).toEqual(expected);
  });
  it.each(["a +", "(a", "RATE(a)", "1 + 1", "a b", "", "a)".repeat(3), "(".repeat(5000)])("%s is refused", (expression) => {
    expect(isAwsError(evaluateExpression(expression, series))).toBe(true);
  });
});
