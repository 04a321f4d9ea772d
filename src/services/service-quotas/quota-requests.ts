import type { Change, State } from "../tables.ts";
import type { QuotaRequestRecord } from "./records.ts";

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

/**
 * What an approval turns: the greatest value approved by `now` that is not applied yet; null: none. The setting holds for
 * all accounts and Regions of this browser, where AWS's quota is one Region's.
 */
export function approvedSettings(state: State, now: number): { readonly accountConcurrency: number } | null {
  const approved = approvedBy(state, now);
  return approved.length === 0 ? null : { accountConcurrency: Math.max(...approved.map(([, { desired }]) => desired)) };
}

/** Marks what is approved as applied. */
export function due(state: State, now: number): Change[] {
  return approvedBy(state, now).map(([key, request]) => ({ table: "quotas.requests", key, value: { ...request, applied: true } }));
}

function approvedBy(state: State, now: number): [string, QuotaRequestRecord][] {
  return [...state["quotas.requests"]].filter(([, { applied, approvedAt }]) => !applied && approvedAt <= now);
}
