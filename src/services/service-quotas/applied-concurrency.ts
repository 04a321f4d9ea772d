import type { Settings } from "../settings.ts";
import type { Change, State } from "../tables.ts";

/** AWS's code of Lambda's quota "Concurrent executions". */
export const CONCURRENCY_CODE = "L-B99A9384";

/** Concurrency of an account in its Region: what was approved for it, else what the settings say for all of them. */
export function accountConcurrency(state: State, settings: Pick<Settings, "accountConcurrency">): number {
  return state["quotas.applied"].get(CONCURRENCY_CODE)?.value ?? settings.accountConcurrency;
}

/** Takes back what was approved for an account in its Region; the requests stay as its history. */
export function withdrawApproved(state: State): Change[] {
  return [...state["quotas.applied"].keys()].map((key) => ({ table: "quotas.applied", key, value: null }));
}
