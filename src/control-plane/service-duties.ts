import * as alarms from "#services/cloudwatch/alarm-evaluation.ts";
import * as schedules from "#services/scheduler/schedules.ts";
import type { Duty } from "./duties.ts";

/** What services do by themselves. */
export const SERVICE_DUTIES: readonly Duty[] = [
  {
    label: "A schedule invokes its function",
    follows: ["scheduler.schedules"],
    nextDue: (state) => schedules.nextDue(state),
    due: (state, context) => schedules.due(state, context.now, context),
  },
  {
    label: null,
    follows: ["cloudwatch.alarms", "cloudwatch.datapoints"],
    nextDue: (state) => alarms.nextDue(state),
    due: (state, context) => alarms.due(state, context.now),
  },
];
