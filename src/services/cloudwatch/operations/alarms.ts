import type { DeleteAlarmsInput, DescribeAlarmsInput, DescribeAlarmsOutput, MetricAlarm, PutMetricAlarmInput, SetAlarmStateInput } from "@aws-sdk/client-cloudwatch";
import { awsError, isAwsError } from "../../aws-error.ts";
import type { Operation } from "../../operation.ts";
import { compareNames, page } from "../../pagination.ts";
import { actionsProblem, alarmActions } from "../alarm-actions.ts";
import { alarmArn } from "../alarm-arn.ts";
import { isOperator } from "../alarm-rule.ts";
import { invalidParameter, validation } from "../errors.ts";
import { minuteOf } from "../metric-key.ts";
import type { AlarmRecord } from "../records.ts";
import { isStatistic } from "../statistics.ts";

/** PutMetricAlarm on one metric: makes it or replaces it, keeping its state. Evaluated from the next minute on. */
export const putMetricAlarm: Operation<PutMetricAlarmInput, Record<string, never>> = (state, input, { now }) => {
  const name = input.AlarmName ?? "";
  if (name.length === 0 || name.length > 255) return validation("The alarm's name must have 1 to 255 letters.");
  if (input.Metrics || input.EvaluationCriteria || input.ThresholdMetricId !== undefined) return validation("Alarms on expressions are not simulated; name one metric.");
  if (input.MetricName === undefined || input.Namespace === undefined) return awsError("MissingRequiredParameterException", "The parameters MetricName and Namespace must be specified.");
  if ((input.Statistic === undefined) === (input.ExtendedStatistic === undefined)) {
    return awsError("InvalidParameterCombinationException", "Exactly one of Statistic and ExtendedStatistic must be specified.");
  }
  if (!isStatistic(input.Statistic ?? input.ExtendedStatistic ?? "")) return invalidParameter(`The value ${input.ExtendedStatistic} for parameter ExtendedStatistic is not simulated.`);
  if (!isOperator(input.ComparisonOperator ?? "")) return validation(`The ComparisonOperator ${input.ComparisonOperator} is not simulated.`);
  const { Period: period = 0, EvaluationPeriods: periods = 0, DatapointsToAlarm: needed = periods } = input;
  if (period < 60 || period % 60 !== 0) return validation("The parameter Period must be a multiple of 60 here: values are kept by the minute.");
  if (periods < 1 || period * periods > 7 * 86_400) return validation("Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800).");
  if (needed < 1 || needed > periods) return validation("The parameter DatapointsToAlarm must be 1 to EvaluationPeriods.");
  if (input.Threshold === undefined) return awsError("MissingRequiredParameterException", "The parameter Threshold must be specified.");
  if (!["missing", "ignore", "breaching", "notBreaching"].includes(input.TreatMissingData ?? "missing")) return validation(`The value ${input.TreatMissingData} for parameter TreatMissingData is unknown.`);
  if (!["evaluate", "ignore"].includes(input.EvaluateLowSampleCountPercentile ?? "evaluate")) return validation(`The value ${input.EvaluateLowSampleCountPercentile} for parameter EvaluateLowSampleCountPercentile is unknown.`);
  const problem = actionsProblem(input);
  if (problem) return problem;
  const known = state["cloudwatch.alarms"].get(name);
  const { AlarmName: _name, Tags: _tags, ...settings } = input;
  const value: AlarmRecord = {
    name,
    settings: { ActionsEnabled: true, ...settings },
    state: known?.state ?? "INSUFFICIENT_DATA",
    reason: known?.reason ?? "Unchecked: Initial alarm creation",
    stateUpdatedAt: known?.stateUpdatedAt ?? now,
    configuredAt: now,
    evaluatedAt: minuteOf(now),
  };
  return { output: {}, changes: [{ table: "cloudwatch.alarms", key: name, value }] };
};

/** DescribeAlarms by name; 50 a page, 100 at most. There are no composite alarms here. */
export const describeAlarms: Operation<DescribeAlarmsInput, DescribeAlarmsOutput> = (state, input, context) => {
  const names = input.AlarmNames && new Set(input.AlarmNames);
  const alarms = [...state["cloudwatch.alarms"].values()]
    .filter((alarm) => (names ? names.has(alarm.name) : alarm.name.startsWith(input.AlarmNamePrefix ?? "")) && (input.StateValue === undefined || alarm.state === input.StateValue))
    .toSorted((left, right) => compareNames(left.name, right.name));
  const result = page(alarms, ({ name }) => name, ({ name }, last) => name > last, input.NextToken, input.MaxRecords ?? 50);
  if (isAwsError(result)) return awsError("InvalidNextToken", "The next token is invalid.");
  return {
    output: {
      MetricAlarms: result.items.map((alarm): MetricAlarm => ({
        ...alarm.settings,
        AlarmName: alarm.name,
        AlarmArn: alarmArn(context, alarm.name),
        AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
        StateValue: alarm.state,
        StateReason: alarm.reason,
        StateUpdatedTimestamp: new Date(alarm.stateUpdatedAt),
        StateTransitionedTimestamp: new Date(alarm.stateUpdatedAt),
      })),
      CompositeAlarms: [],
      ...(result.next !== undefined && { NextToken: result.next }),
    },
    changes: [],
  };
};

/** DeleteAlarms; names that are not there are passed over. */
export const deleteAlarms: Operation<DeleteAlarmsInput, Record<string, never>> = (state, input) => ({
  output: {},
  changes: (input.AlarmNames ?? []).filter((name) => state["cloudwatch.alarms"].has(name)).map((name) => ({ table: "cloudwatch.alarms", key: name, value: null })),
});

/** SetAlarmState: for a moment, with the actions of that state; the next evaluation sets it right again. */
export const setAlarmState: Operation<SetAlarmStateInput, Record<string, never>> = (state, input, context) => {
  const alarm = state["cloudwatch.alarms"].get(input.AlarmName ?? "");
  if (!alarm) return awsError("ResourceNotFound", `The alarm ${input.AlarmName} does not exist.`);
  const value = input.StateValue;
  if (value !== "OK" && value !== "ALARM" && value !== "INSUFFICIENT_DATA") return invalidParameter(`The value ${value} for parameter StateValue is invalid.`);
  const set: AlarmRecord = { ...alarm, state: value, reason: input.StateReason ?? "", stateUpdatedAt: context.now };
  return { output: {}, changes: [{ table: "cloudwatch.alarms", key: alarm.name, value: set }, ...alarmActions(state, alarm, set, context)] };
};
