import type { OperationContext } from "../operation.ts";
import { nextTime, parseScheduleExpression, type ScheduleExpression } from "../scheduler/schedule-expression.ts";
import type { Change, State } from "../tables.ts";
import { ruleArn, ruleKey } from "./buses.ts";
import { deliver } from "./delivery.ts";
import { eventText } from "./events.ts";
import type { RuleRecord } from "./records.ts";

/** Reads the schedule of a rule: cron or rate, `1 minute` but `2 minutes`; null where it is none. */
export function parseRuleSchedule(text: string): ScheduleExpression | null {
  const unit = /^rate\(\s*(\d+)\s+[a-z]+?(s?)\s*\)$/.exec(text);
  if (unit && (Number(unit[1]) === 1) !== (unit[2] === "")) return null;
  const expression = parseScheduleExpression(text);
  return expression?.kind === "at" ? null : expression;
}

/** When a rule's schedule fires after an instant (epoch ms), or null. A rate's first time is one interval after it began to count. */
export function nextRun(rule: Omit<RuleRecord, "nextAt">, after: number): number | null {
  const expression = rule.state === "ENABLED" && rule.schedule !== undefined ? parseRuleSchedule(rule.schedule) : null;
  return expression && nextTime(expression, after, rule.scheduledFrom);
}

/** When the next rule fires; null: none does. */
export function nextDue(state: State): number | null {
  let next: number | null = null;
  for (const { nextAt } of state["events.rules"].values()) if (nextAt !== null && (next === null || nextAt < next)) next = nextAt;
  return next;
}

/** Fires what is due: "Scheduled Event" for the rule's own targets. What was missed meanwhile fires once, as with schedules of EventBridge Scheduler. */
export function due(state: State, context: Pick<OperationContext, "now" | "newId" | "accountId" | "region">): Change[] {
  const changes: Change[] = [];
  for (const rule of state["events.rules"].values()) {
    if (rule.nextAt === null || rule.nextAt > context.now) continue;
    const event = { source: "aws.events", detailType: "Scheduled Event", detail: "{}", resources: [ruleArn(context, rule)], time: rule.nextAt };
    changes.push(...deliver(state, rule, eventText(event, context.newId(), context), context));
    changes.push({ table: "events.rules", key: ruleKey(rule.bus, rule.name), value: { ...rule, nextAt: nextRun(rule, context.now) } });
  }
  return changes;
}
