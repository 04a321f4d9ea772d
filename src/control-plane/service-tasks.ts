import * as scaling from "#services/application-auto-scaling/scaling.ts";
import * as alarms from "#services/cloudwatch/alarm-evaluation.ts";
import * as scheduledRules from "#services/eventbridge/scheduled-rules.ts";
import * as schedules from "#services/scheduler/schedules.ts";
import * as quotas from "#services/service-quotas/quota-requests.ts";
import type { BackgroundTask } from "./background-tasks.ts";

/** What services do by themselves. */
export const SERVICE_TASKS: readonly BackgroundTask[] = [
  {
    label: "A schedule invokes its function",
    follows: ["scheduler.schedules"],
    nextDue: (state) => schedules.nextDue(state),
    due: (state, context) => schedules.due(state, context.now, context),
  },
  {
    label: "A rule of EventBridge fires",
    follows: ["events.rules"],
    nextDue: (state) => scheduledRules.nextDue(state),
    due: (state, context) => scheduledRules.due(state, context),
  },
  {
    label: null,
    follows: ["cloudwatch.alarms", "cloudwatch.datapoints"],
    nextDue: (state, now) => alarms.nextDue(state, now),
    due: (state, context) => alarms.due(state, context),
  },
  {
    label: "Provisioned concurrency is scaled",
    follows: ["autoscaling.policies", "autoscaling.scheduled-actions", "cloudwatch.datapoints"],
    nextDue: (state, now) => scaling.nextDue(state, now),
    due: (state, context) => scaling.due(state, context),
  },
  {
    label: "A quota increase is approved",
    follows: ["quotas.requests"],
    nextDue: (state) => quotas.nextDue(state),
    due: (state, context) => quotas.due(state, context),
  },
];
