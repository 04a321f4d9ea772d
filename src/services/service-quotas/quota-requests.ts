import type { OperationContext } from "../operation.ts";
import type { Change, State } from "../tables.ts";
import { accountConcurrency, CONCURRENCY_CODE } from "./applied-concurrency.ts";

/**
 * How long a request for a higher quota is pending, in ms of the simulated clock. AWS says nothing binding: small
 * increases are approved by a machine within minutes, large ones by people in days.
 */
export const APPROVAL_MS = 15 * 60_000;

/** When the next request is approved (epoch ms), or null. */
export function nextDue(state: State): number | null {
  let next: number | null = null;
  for (const { applied, approvedAt } of state["quotas.requests"].values()) if (!applied && (next === null || approvedAt < next)) next = approvedAt;
  return next;
}

/** Applies what is approved by now, to this account and Region. A quota that is higher already stays: approvals only raise. */
export function due(state: State, { now, settings }: Pick<OperationContext, "now" | "settings">): Change[] {
  const approved = [...state["quotas.requests"]].filter(([, { applied, approvedAt }]) => !applied && approvedAt <= now);
  const changes: Change[] = approved.map(([key, request]) => ({ table: "quotas.requests", key, value: { ...request, applied: true } }));
  const value = Math.max(...approved.map(([, { desired }]) => desired));
  if (value > accountConcurrency(state, settings)) changes.push({ table: "quotas.applied", key: CONCURRENCY_CODE, value: { quotaCode: CONCURRENCY_CODE, value } });
  return changes;
}
