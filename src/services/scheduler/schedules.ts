import { type AwsError, isAwsError } from "../aws-error.ts";
import { utf8 } from "../bytes.ts";
import { acceptEvent } from "../lambda/async/async-queue.ts";
import type { OperationContext } from "../operation.ts";
import type { MessageAttributes } from "../sqs/records.ts";
import { sendMessage } from "../sqs/send.ts";
import type { Change, State } from "../tables.ts";
import type { ScheduleRecord } from "./records.ts";
import { nextTime, parseScheduleExpression } from "./schedule-expression.ts";
import { timeZoneOf } from "./time-zone.ts";

/** Key of a row of `scheduler.schedules`. */
export const scheduleKey = (group: string, name: string): string => `${group}/${name}`;

/** `arn:aws:scheduler:<region>:<account>:schedule/<group>/<name>`. */
export function scheduleArn(place: Pick<OperationContext, "accountId" | "region">, group: string, name: string): string {
  return `arn:aws:scheduler:${place.region}:${place.accountId}:schedule/${group}/${name}`;
}

/** When a schedule fires after an instant; null: disabled, or never again. A rate counts from its start, else its creation. */
export function nextFiring(schedule: Omit<ScheduleRecord, "nextAt">, after: number): number | null {
  const expression = schedule.state === "ENABLED" ? parseScheduleExpression(schedule.expression) : null;
  if (!expression) return null;
  const at = nextTime(expression, after, schedule.startAt ?? schedule.createdAt, timeZoneOf(schedule.timezone) ?? undefined);
  return at === null || (schedule.endAt !== null && at > schedule.endAt) ? null : at;
}

/** When the next schedule fires (epoch ms); null: none does. */
export function nextDue(state: State): number | null {
  let next: number | null = null;
  for (const { nextAt } of state["scheduler.schedules"].values()) if (nextAt !== null && (next === null || nextAt < next)) next = nextAt;
  return next;
}

/**
 * Fires what is due: the event goes into the function's asynchronous queue, and the schedule to its next time. What was
 * due several times meanwhile (the tab was closed, the machine slept) fires once: a cloud that was not there cannot
 * catch up, and a burst would be nothing a learner could understand. Where the function is gone, the event goes to the
 * schedule's dead-letter queue: AWS does not retry that, and taking an event into the queue can fail in no other way here.
 */
export function due(state: State, now: number, context: Pick<OperationContext, "newId" | "accountId" | "region">): Change[] {
  const changes: Change[] = [];
  for (const [key, schedule] of state["scheduler.schedules"]) {
    if (schedule.nextAt === null || schedule.nextAt > now) continue;
    const at = { ...context, now };
    const executionId = context.newId();
    const event = eventOf(schedule, schedule.nextAt, executionId, at);
    const accepted = acceptEvent(state, { target: schedule.target.Arn, payload: utf8(event), source: "schedule" }, at);
    const delivered = isAwsError(accepted) ? deadLetter(state, schedule, event, executionId, accepted, at) : accepted;
    if (delivered !== null && !isAwsError(delivered)) changes.push(...delivered.changes);
    const nextAt = nextFiring(schedule, now);
    const isOver = nextAt === null && schedule.actionAfterCompletion === "DELETE";
    changes.push({ table: "scheduler.schedules", key, value: isOver ? null : { ...schedule, nextAt } });
  }
  return changes;
}

/** What a schedule could not hand over, to its dead-letter queue, with the attributes that say why; null: it has none. */
function deadLetter(
  state: State, schedule: ScheduleRecord, event: string, executionId: string, error: AwsError, context: Pick<OperationContext, "now" | "newId" | "accountId" | "region">,
): ReturnType<typeof sendMessage> | null {
  const { Arn: target, DeadLetterConfig: queue } = schedule.target;
  if (queue === undefined) return null;
  const texts = {
    ERROR_CODE: error.name,
    ERROR_MESSAGE: error.message,
    EXECUTION_ID: executionId,
    IS_PAYLOAD_TRUNCATED: "false",
    RETRY_ATTEMPTS: "0",
    SCHEDULED_TIME: timeText(schedule.nextAt ?? context.now),
    SCHEDULE_ARN: scheduleArn(context, schedule.group, schedule.name),
    TARGET_ARN: target,
  };
  const attributes: MessageAttributes = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { DataType: "String", StringValue: text }]));
  return sendMessage(state, queue.Arn, event, attributes, context);
}

/** Without milliseconds: `2026-11-23T09:00:00Z`. */
const timeText = (instant: number): string => new Date(instant).toISOString().replace(/\.\d+Z$/, "Z");

/** The target's Input with its context attributes filled in; without one, the standard event of EventBridge Scheduler. */
function eventOf(schedule: ScheduleRecord, scheduledAt: number, id: string, context: Pick<OperationContext, "accountId" | "region">): string {
  const arn = scheduleArn(context, schedule.group, schedule.name);
  const time = timeText(scheduledAt);
  if (schedule.target.Input !== undefined) {
    return schedule.target.Input
      .replaceAll("<aws.scheduler.schedule-arn>", arn)
      .replaceAll("<aws.scheduler.scheduled-time>", time)
      .replaceAll("<aws.scheduler.execution-id>", id)
      .replaceAll("<aws.scheduler.attempt-number>", "1");
  }
  return JSON.stringify({
    version: "0", id, "detail-type": "Scheduled Event", source: "aws.scheduler", account: context.accountId, time, region: context.region, resources: [arn], detail: "{}",
  });
}
