import { accountConcurrency } from "../../service-quotas/applied-concurrency.ts";
import type { Settings } from "../../settings.ts";
import type { State } from "../../tables.ts";
import type { ProvisionedRecord } from "./concurrency-records.ts";
import { totalUnits } from "./provisioned-split.ts";

/** What an account always keeps unreserved; a smaller account keeps all that it has. */
export const MINIMUM_UNRESERVED = 100;

/** How an account's concurrency is shared out, by what is kept. */
export interface ConcurrencyShares {
  readonly account: number;
  /** Sum of all reservations. */
  readonly reserved: number;
  /** Provisioned concurrency of functions that have no reservation: it is taken from everybody's. */
  readonly provisioned: number;
  /** What is left. */
  readonly unreserved: number;
  /** What must be left after any further reservation. */
  readonly minimum: number;
}

/** The shares of an account; `without` leaves one function's reservation and provisioned concurrency out. */
export function concurrencyShares(state: State, settings: Settings, without?: string): ConcurrencyShares {
  const account = accountConcurrency(state, settings);
  let reserved = 0;
  let provisioned = 0;
  for (const record of state["lambda.concurrency"].values()) if (record.functionName !== without) reserved += record.reserved;
  for (const record of state["lambda.provisioned"].values()) {
    if (record.functionName === without || state["lambda.concurrency"].has(record.functionName)) continue;
    provisioned += claimOf(record);
  }
  return { account, reserved, provisioned, unreserved: account - reserved - provisioned, minimum: Math.min(MINIMUM_UNRESERVED, account) };
}

/** Provisioned concurrency of a function over all its versions and aliases; `except` leaves one qualifier out. */
export function provisionedTotal(state: State, name: string, except?: string): number {
  let total = 0;
  for (const record of state["lambda.provisioned"].values()) {
    if (record.functionName === name && record.qualifier !== except) total += claimOf(record);
  }
  return total;
}

function claimOf({ status, requested, serving }: ProvisionedRecord): number {
  return claimedUnits(status, requested, totalUnits(serving));
}

/**
 * Executions that a provisioned configuration takes of the account: what it asked for, or more while it still has more. The versions of an
 * alias that moves are not counted twice, because the new one's environments serve nothing before the old one's are given
 * back. What an allocation that was given up goes on serving counts too.
 */
export const claimedUnits = (status: string | undefined, requested: number, allocated: number): number => (status === "FAILED" ? allocated : Math.max(requested, allocated));
