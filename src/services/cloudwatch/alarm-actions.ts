import { type AwsError, isAwsError } from "../aws-error.ts";
import { utf8 } from "../bytes.ts";
import { acceptEvent } from "../lambda/async/async-queue.ts";
import { isInvokeAllowed } from "../lambda/triggers/invoke-permission.ts";
import type { OperationContext } from "../operation.ts";
import { publish } from "../sns/publish.ts";
import type { Change, State } from "../tables.ts";
import { alarmArn } from "./alarm-arn.ts";
import { validation } from "./errors.ts";
import { regionName } from "./region-names.ts";
import type { AlarmRecord, AlarmState } from "./records.ts";

type Place = Pick<OperationContext, "now" | "newId" | "accountId" | "region">;
type Settings = AlarmRecord["settings"];

const TOPIC = /^arn:aws:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+$/;
const FUNCTION = /^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/;
/** Actions of one state at most. */
const MAX_ACTIONS = 5;
/** Characters of a notification's subject. */
const MAX_SUBJECT = 100;

const actionsOf = (settings: Settings, state: AlarmState): readonly string[] =>
  (state === "ALARM" ? settings.AlarmActions : state === "OK" ? settings.OKActions : settings.InsufficientDataActions) ?? [];

/** What is wrong with an alarm's actions; undefined: nothing. Whether topic and function are there is seen when the state changes, as at AWS. */
export function actionsProblem(settings: Settings): AwsError | undefined {
  for (const actions of [settings.AlarmActions, settings.OKActions, settings.InsufficientDataActions]) {
    if (actions && actions.length > MAX_ACTIONS) return validation(`An alarm has at most ${MAX_ACTIONS} actions for each state.`);
    const foreign = actions?.find((arn) => !TOPIC.test(arn) && !FUNCTION.test(arn));
    if (foreign !== undefined) return validation(`The action ${foreign} is not simulated: an alarm can publish to a standard SNS topic and invoke a Lambda function.`);
  }
  return undefined;
}

/**
 * The changes that an alarm's new state sets off: a message to each topic, an asynchronous event for each function whose
 * policy lets CloudWatch invoke it for this alarm. A topic or function that is gone gets nothing.
 */
export function alarmActions(state: State, before: AlarmRecord, after: AlarmRecord, context: Place): Change[] {
  if (before.state === after.state || after.settings.ActionsEnabled === false) return [];
  const changes: Change[] = [];
  for (const arn of actionsOf(after.settings, after.state)) {
    const sent = TOPIC.test(arn) ? notify(state, arn, before, after, context) : FUNCTION.test(arn) ? invoke(state, arn, before, after, context) : undefined;
    if (sent && !isAwsError(sent)) changes.push(...sent.changes);
  }
  return changes;
}

function notify(state: State, topic: string, before: AlarmRecord, after: AlarmRecord, context: Place): ReturnType<typeof publish> {
  const where = regionName(context.region);
  const subject = `${after.state}: "${after.name}" in ${where}`.replaceAll(/[\r\n]/g, " ").slice(0, MAX_SUBJECT);
  return publish(state, topic, JSON.stringify(notification(before, after, where, context)), {}, context, { subject });
}

/** The alarm's JSON, in AWS's members and their order. */
function notification({ state: oldState }: AlarmRecord, { name, settings, state, reason, stateUpdatedAt, configuredAt }: AlarmRecord, where: string, context: Place): object {
  const isPercentile = settings.ExtendedStatistic !== undefined;
  return {
    AlarmName: name,
    AlarmDescription: settings.AlarmDescription ?? null,
    AWSAccountId: context.accountId,
    AlarmConfigurationUpdatedTimestamp: timeText(configuredAt),
    NewStateValue: state,
    NewStateReason: reason,
    StateChangeTime: timeText(stateUpdatedAt),
    Region: where,
    AlarmArn: alarmArn(context, name),
    OldStateValue: oldState,
    OKActions: settings.OKActions ?? [],
    AlarmActions: settings.AlarmActions ?? [],
    InsufficientDataActions: settings.InsufficientDataActions ?? [],
    Trigger: {
      MetricName: settings.MetricName,
      Namespace: settings.Namespace,
      StatisticType: isPercentile ? "ExtendedStatistic" : "Statistic",
      ...(isPercentile ? { ExtendedStatistic: settings.ExtendedStatistic } : { Statistic: STATISTICS[settings.Statistic ?? ""] }),
      Unit: settings.Unit ?? null,
      Dimensions: (settings.Dimensions ?? []).map(({ Name, Value }) => ({ value: Value, name: Name })),
      Period: settings.Period,
      EvaluationPeriods: settings.EvaluationPeriods,
      ...(settings.DatapointsToAlarm !== undefined && { DatapointsToAlarm: settings.DatapointsToAlarm }),
      ComparisonOperator: settings.ComparisonOperator,
      Threshold: settings.Threshold,
      TreatMissingData: settings.TreatMissingData ?? "missing",
      EvaluateLowSampleCountPercentile: settings.EvaluateLowSampleCountPercentile ?? "",
    },
  };
}

const STATISTICS: Readonly<Record<string, string>> = { Average: "AVERAGE", Maximum: "MAXIMUM", Minimum: "MINIMUM", SampleCount: "SAMPLE_COUNT", Sum: "SUM" };

/** The event of the CloudWatch user guide, "Invoke a Lambda function from an alarm". */
function invoke(state: State, target: string, before: AlarmRecord, after: AlarmRecord, context: Place): ReturnType<typeof acceptEvent> | undefined {
  const { name, settings } = after;
  const arn = alarmArn(context, name);
  if (!isInvokeAllowed(state, target, { service: "lambda.alarms.cloudwatch.amazonaws.com", sourceArn: arn, sourceAccount: context.accountId }, context)) return undefined;
  const told = (alarm: AlarmRecord): object => ({ value: alarm.state, reason: alarm.reason, timestamp: timeText(alarm.stateUpdatedAt) });
  const metric = {
    namespace: settings.Namespace,
    name: settings.MetricName,
    dimensions: Object.fromEntries((settings.Dimensions ?? []).map(({ Name, Value }) => [Name, Value])),
  };
  const event = {
    source: "aws.cloudwatch",
    alarmArn: arn,
    accountId: context.accountId,
    time: timeText(after.stateUpdatedAt),
    region: context.region,
    alarmData: {
      alarmName: name,
      state: told(after),
      previousState: told(before),
      configuration: {
        ...(settings.AlarmDescription !== undefined && { description: settings.AlarmDescription }),
        metrics: [{ id: context.newId(), metricStat: { metric, period: settings.Period, stat: settings.Statistic ?? settings.ExtendedStatistic }, returnData: true }],
      },
    },
  };
  return acceptEvent(state, { target, payload: utf8(JSON.stringify(event)), source: "cloudwatch" }, context);
}

/** `2026-11-23T09:00:00.000+0000`. */
const timeText = (instant: number): string => new Date(instant).toISOString().replace("Z", "+0000");
