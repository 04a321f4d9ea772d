import type { Change, State } from "../tables.ts";

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
 * Approves what is due. `accountConcurrency`: the new quota to put into the settings, or null where none changes. The
 * setting holds for all accounts and Regions of this browser, where AWS's quota is one Region's.
 */
export function due(state: State, now: number): { readonly changes: readonly Change[]; readonly accountConcurrency: number | null } {
  const changes: Change[] = [];
  let accountConcurrency: number | null = null;
  for (const [key, request] of state["quotas.requests"]) {
    if (request.applied || request.approvedAt > now) continue;
    changes.push({ table: "quotas.requests", key, value: { ...request, applied: true } });
    accountConcurrency = Math.max(accountConcurrency ?? 0, request.desired);
  }
  return { changes, accountConcurrency };
}
