import * as scaling from "./application-auto-scaling/scaling.ts";
import { applied } from "./applied.ts";
import * as alarms from "./cloudwatch/alarm-evaluation.ts";
import type { OperationContext } from "./operation.ts";
import * as schedules from "./scheduler/schedules.ts";
import * as quotas from "./service-quotas/quota-requests.ts";
import type { Change, State } from "./tables.ts";

/** Something that one of the services around Lambda waits for. */
export interface Awaited {
  /** Epoch ms; may lie in the past, then it is due at once. */
  readonly at: number;
  /** What happens then, in a few words. */
  readonly what: string;
}

/** The next thing that schedules, alarms, scaling and quota requests wait for; null: nothing. To be asked again after each change. */
export function nextDue(state: State, now: number): Awaited | null {
  let next: Awaited | null = null;
  for (const [what, at] of [
    ["a schedule fires", schedules.nextDue(state)],
    ["alarms are evaluated", alarms.nextDue(state, now)],
    ["provisioned concurrency is scaled", scaling.nextDue(state, now)],
    ["a quota request is approved", quotas.nextDue(state)],
  ] as const) {
    if (at !== null && (next === null || at < next.at)) next = { at, what };
  }
  return next;
}

/**
 * Does all that is due at `context.now`: the changes, to be committed together, and the account concurrency to put into
 * the settings, if a quota request was approved. Calling it again at the same instant does nothing more.
 */
export function due(state: State, context: OperationContext): { readonly changes: readonly Change[]; readonly accountConcurrency: number | null } {
  const { now } = context;
  const approved = quotas.due(state, now);
  const changes: Change[] = [...approved.changes, ...schedules.due(state, now, context), ...alarms.due(state, now)];
  changes.push(...scaling.due(applied(state, changes), context));
  return { changes, accountConcurrency: approved.accountConcurrency };
}
