import { isAwsError } from "../aws-error.ts";
import { utf8 } from "../bytes.ts";
import { acceptEvent } from "../lambda/async-queue.ts";
import type { OperationContext } from "../operation.ts";
import type { Change, State } from "../tables.ts";
import type { ScheduleRecord } from "./records.ts";
import { nextTime, parseScheduleExpression } from "./schedule-expression.ts";

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
  const at = nextTime(expression, after, schedule.startAt ?? schedule.createdAt);
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
 * catch up, and a burst would be nothing a learner could understand. A function that is gone gets nothing.
 */
export function due(state: State, now: number, context: Pick<OperationContext, "newId" | "accountId" | "region">): Change[] {
  const changes: Change[] = [];
  for (const [key, schedule] of state["scheduler.schedules"]) {
    if (schedule.nextAt === null || schedule.nextAt > now) continue;
    const at = { ...context, now };
    const accepted = acceptEvent(state, { target: schedule.target.Arn, payload: utf8(eventOf(schedule, schedule.nextAt, at)), source: "schedule" }, at);
    if (!isAwsError(accepted)) changes.push(...accepted.changes);
    const nextAt = nextFiring(schedule, now);
    const isOver = nextAt === null && schedule.actionAfterCompletion === "DELETE";
    changes.push({ table: "scheduler.schedules", key, value: isOver ? null : { ...schedule, nextAt } });
  }
  return changes;
}

/** The target's Input with its context attributes filled in; without one, the standard event of EventBridge Scheduler. */
function eventOf(schedule: ScheduleRecord, scheduledAt: number, context: Pick<OperationContext, "newId" | "accountId" | "region">): string {
  const arn = scheduleArn(context, schedule.group, schedule.name);
  const time = new Date(scheduledAt).toISOString().replace(".000Z", "Z");
  const id = context.newId();
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
