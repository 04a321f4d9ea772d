import { describe, expect, it } from "vitest";
import { TestAccount } from "#testing/test-account.ts";
import { evaluate } from "./alarm-evaluation.ts";
import type { AlarmRule } from "./alarm-rule.ts";
import { CLOUDWATCH_OPERATIONS } from "./operations.ts";
import { recordMetric } from "./record.ts";

const METRIC = { namespace: "Shop", name: "Load", dimensions: [] };
const RULE: AlarmRule = { ...METRIC, statistic: "Maximum", periodMs: 60_000, evaluationPeriods: 3, datapointsToAlarm: 3, threshold: 5, operator: "GreaterThanThreshold", missing: "missing" };
const TREATMENTS = ["missing", "ignore", "breaching", "notBreaching"] as const;
const WORDS = { O: "OK", A: "ALARM", I: "INSUFFICIENT_DATA", R: "current" } as const;

/** An account whose last periods hold, oldest first: `0` a value within the threshold, `X` one that breaks it, `-` none. */
function accountWith(points: string, periodMs = 60_000): TestAccount {
  const account = new TestAccount();
  const marks = points.split(" ");
  for (const [index, mark] of marks.entries()) {
    if (mark === "-") continue;
    account.apply(recordMetric(account.state, { ...METRIC, unit: "Count", value: mark === "X" ? 9 : 1, at: account.now - (marks.length - index) * periodMs }));
  }
  return account;
}
const outcome = (points: string, more: Partial<AlarmRule>) => {
  const account = accountWith(points, more.periodMs);
  return evaluate(account.state, { ...RULE, ...more }, account.now);
};
/** The states for missing, ignore, breaching, notBreaching, by their first letters; R: the current one is kept. */
const states = (points: string, more: Partial<AlarmRule> = {}) => TREATMENTS.map((missing) => outcome(points, { ...more, missing }).state);
const expected = (letters: string) => letters.split(" ").map((letter) => WORDS[letter as keyof typeof WORDS]);

// The user guide, "How alarm state is evaluated when data is missing": columns missing, ignore, breaching, notBreaching.
describe("With 3 out of 3, data points as in the user guide's table give its states:", () => {
  it.each([
    ["0 - X - X", "O O O O"],
    ["0 - - - -", "O O O O"],
    ["- - - - -", "I R A O"],
    ["0 X X - X", "A A A A"],
    ["- - X - -", "A R A O"],
    // Of the guide's earlier editions, which agree with it.
    ["- - - - X", "I R A O"],
    ["X - - - -", "A R A O"],
  ])("%s", (points, letters) => {
    expect(states(points)).toEqual(expected(letters));
    expect(states(points, { periodMs: 300_000 })).toEqual(expected(letters));
  });
});

describe("With 2 out of 3, data points as in the user guide's table give its states:", () => {
  it.each([
    ["0 - X - X", "A A A A"],
    ["0 0 X 0 X", "A A A A"],
    ["0 - X - -", "O O A O"],
    ["- - - - 0", "O O A O"],
    ["- - - X -", "A R A O"],
    ["- - - - X", "I R A O"],
  ])("%s", (points, letters) => {
    expect(states(points, { datapointsToAlarm: 2 })).toEqual(expected(letters));
  });
});

describe("The evaluation range", () => {
  it.each([[1, 3], [3, 5], [8, 10]])("of an alarm of %d periods ends with the last whole minute and begins %d periods before it", (evaluationPeriods, range) => {
    const more = { evaluationPeriods, datapointsToAlarm: evaluationPeriods, missing: "notBreaching" as const };
    const before = ["X", ...Array.from({ length: range }, () => "-")].join(" ");
    expect(outcome(before, more).reason).toContain("no datapoints were received");
    expect(outcome(before.slice(0, -2), more).reason).not.toContain("no datapoints were received");
  });

  it("slides by the minute, whatever the period", () => {
    const account = accountWith("X", 300_000);
    const alarm = { ...RULE, periodMs: 300_000, evaluationPeriods: 1, datapointsToAlarm: 1 };
    const begin = account.now - 300_000;
    // Three periods of five minutes after the minute of the value.
    expect(evaluate(account.state, alarm, begin + 15 * 60_000).state).toBe("ALARM");
    expect(evaluate(account.state, alarm, begin + 16 * 60_000).state).toBe("INSUFFICIENT_DATA");
  });

  it("leaves out what is older than the instant it is told", () => {
    const account = accountWith("X X X");
    expect(evaluate(account.state, RULE, account.now, account.now - 120_000).state).toBe("INSUFFICIENT_DATA");
  });
});

describe("A reason, as AWS's notifications word it,", () => {
  it.each<[string, string, Partial<AlarmRule>, string]>([
    ["ALARM without DatapointsToAlarm", "X X X", {}, "Threshold Crossed: 3 datapoints [9.0 (23/11/26 08:59:00), 9.0 (23/11/26 08:58:00), 9.0 (23/11/26 08:57:00)] were greater than the threshold (5.0)."],
    ["ALARM with it", "X 0 X", { datapointsToAlarm: 2, isMOutOfN: true }, "Threshold Crossed: 2 out of the last 3 datapoints [9.0 (23/11/26 08:59:00), 9.0 (23/11/26 08:57:00)] were greater than the threshold (5.0) (minimum 2 datapoints for OK -> ALARM transition)."],
    ["ALARM of one", "X", { evaluationPeriods: 1, datapointsToAlarm: 1, isMOutOfN: true, operator: "GreaterThanOrEqualToThreshold", threshold: 0.059 }, "Threshold Crossed: 1 out of the last 1 datapoints [9.0 (23/11/26 08:59:00)] was greater than or equal to the threshold (0.059) (minimum 1 datapoint for OK -> ALARM transition)."],
    ["OK without it", "0", { evaluationPeriods: 1, datapointsToAlarm: 1 }, "Threshold Crossed: 1 datapoint [1.0 (23/11/26 08:59:00)] was not greater than the threshold (5.0)."],
    ["OK with it", "X X 0", { isMOutOfN: true }, "Threshold Crossed: 1 out of the last 3 datapoints [1.0 (23/11/26 08:59:00)] was not greater than the threshold (5.0) (minimum 1 datapoint for ALARM -> OK transition)."],
    ["ALARM of five", "X X X X X", { evaluationPeriods: 5, datapointsToAlarm: 5, isMOutOfN: true, operator: "LessThanThreshold", threshold: 65 }, "Threshold Crossed: 5 out of the last 5 datapoints were less than the threshold (65.0). The most recent datapoints which crossed the threshold: [9.0 (23/11/26 08:59:00), 9.0 (23/11/26 08:58:00), 9.0 (23/11/26 08:57:00), 9.0 (23/11/26 08:56:00), 9.0 (23/11/26 08:55:00)] (minimum 5 datapoints for OK -> ALARM transition)."],
    ["nothing came, breaching", "-", { evaluationPeriods: 1, datapointsToAlarm: 1, missing: "breaching" }, "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [Breaching]."],
    ["nothing came, not breaching", "-", { missing: "notBreaching" }, "Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [NonBreaching]."],
    ["one came, breaching", "- - - - 0", { datapointsToAlarm: 2, missing: "breaching" }, "Threshold Crossed: 1 datapoint was received for 3 periods and 2 missing datapoints were treated as [Breaching]."],
    ["nothing is known", "-", {}, "Insufficient Data: 3 datapoints were unknown."],
    ["one is unknown", "-", { evaluationPeriods: 1, datapointsToAlarm: 1 }, "Insufficient Data: 1 datapoint was unknown."],
  ])("%s", (_what, points, more, reason) => {
    expect(outcome(points, more).reason).toBe(reason);
  });

  it("prints numbers as Java does", () => {
    expect(outcome("X", { evaluationPeriods: 1, datapointsToAlarm: 1, threshold: -12_345_678 }).reason).toContain("the threshold (-1.2345678E7)");
    expect(outcome("X", { evaluationPeriods: 1, datapointsToAlarm: 1, threshold: 0.0002 }).reason).toContain("the threshold (2.0E-4)");
  });
});

describe("A percentile of few samples", () => {
  const sampled = (count: number, more: Partial<AlarmRule>) => {
    const account = new TestAccount();
    account.apply(recordMetric(account.state, { ...METRIC, unit: "Count", value: 9, count, at: account.now - 60_000 }));
    return evaluate(account.state, { ...RULE, evaluationPeriods: 1, datapointsToAlarm: 1, ...more }, account.now).state;
  };
  it.each([["p99", 1000], ["p95", 200], ["p50", 20], ["p10", 100]])("%s needs %d of them where the alarm ignores fewer, and else none", (statistic, needed) => {
    expect(sampled(needed - 1, { statistic, ignoresFewSamples: true })).toBe("current");
    expect(sampled(needed, { statistic, ignoresFewSamples: true })).toBe("ALARM");
    expect(sampled(1, { statistic })).toBe("ALARM");
  });
});

describe("Periods of statistics", () => {
  const at = Date.UTC(2026, 10, 23, 9, 0);
  function account(): TestAccount {
    const made = new TestAccount();
    for (let minute = 0; minute < 10; minute++) made.apply(recordMetric(made.state, { ...METRIC, unit: "Count", value: 1, at: at + minute * 60_000 }));
    made.now = at + 10 * 60_000;
    return made;
  }
  const statistics = (StartTime: Date, EndTime: Date, now?: number) => {
    const made = account();
    made.now = now ?? made.now;
    const { Datapoints } = made.mustOf("cloudwatch", "GetMetricStatistics", { Namespace: "Shop", MetricName: "Load", StartTime, EndTime, Period: 300, Statistics: ["Sum"] });
    return (Datapoints as { Timestamp: Date; Sum: number }[]).map(({ Timestamp, Sum }) => [Timestamp.toISOString().slice(11, 16), Sum]);
  };

  it("begin at StartTime, rounded down to the minute; EndTime is left out", () => {
    expect(statistics(new Date(at + 2 * 60_000 + 34_000), new Date(at + 9 * 60_000))).toEqual([["09:02", 5], ["09:07", 2]]);
  });

  it("begin there in GetMetricData too", () => {
    const MetricDataQueries = [{ Id: "a", MetricStat: { Metric: { Namespace: "Shop", MetricName: "Load" }, Period: 300, Stat: "Sum" } }];
    const { MetricDataResults } = account().mustOf("cloudwatch", "GetMetricData", { StartTime: new Date(at + 2 * 60_000), EndTime: new Date(at + 9 * 60_000), MetricDataQueries, ScanBy: "TimestampAscending" });
    expect(MetricDataResults).toMatchObject([{ Timestamps: [new Date(at + 2 * 60_000), new Date(at + 7 * 60_000)], Values: [5, 2] }]);
  });

  it.each([[14, "09:02"], [15, "09:00"], [63, "09:00"], [64, "09:00"]])("of a StartTime %d days ago begin at %s: the older, the coarser", (days, begin) => {
    const [first] = statistics(new Date(at + 2 * 60_000), new Date(at + 5 * 60_000), at + 2 * 60_000 + days * 24 * 3_600_000);
    expect(first![0]).toBe(begin);
  });

  it("of a StartTime 64 days ago begin at the hour", () => {
    expect(statistics(new Date(at + 7 * 60_000), new Date(at + 10 * 60_000), at + 64 * 24 * 3_600_000)[0]![0]).toBe("09:00");
    expect(statistics(new Date(at + 7 * 60_000), new Date(at + 10 * 60_000), at + 62 * 24 * 3_600_000)[0]![0]).toBe("09:05");
  });
});

describe("PutMetricAlarm", () => {
  it("takes evaluate or ignore for percentiles of few samples, and nothing else", () => {
    const account = new TestAccount();
    const put = (EvaluateLowSampleCountPercentile: string) =>
      account.answerIn(CLOUDWATCH_OPERATIONS, "PutMetricAlarm", {
        AlarmName: "a", Namespace: "Shop", MetricName: "Load", ExtendedStatistic: "p99", Period: 60, EvaluationPeriods: 1, Threshold: 5, ComparisonOperator: "GreaterThanThreshold", EvaluateLowSampleCountPercentile,
      });
    expect(put("ignore")).toEqual({});
    expect(put("maybe")).toBe("ValidationException: The value maybe for parameter EvaluateLowSampleCountPercentile is unknown.");
  });
});
