import { type AwsError, awsError } from "../../aws-error.ts";
import type { State } from "../../tables.ts";
import { endIdleProvisioned, type FunctionLoad, type Live, loadOf, type Pool, type ProvisionedShare, START_BUDGET_TENTHS } from "../environments/execution-environments.ts";

/** Why a request was throttled, in the API's words. */
export type ThrottleReason =
  | "ConcurrentInvocationLimitExceeded"
  | "ReservedFunctionConcurrentInvocationLimitExceeded"
  | "FunctionInvocationRateLimitExceeded"
  | "ReservedFunctionInvocationRateLimitExceeded"
  | "CallerRateLimitExceeded";

/** Requests per second for each unit of concurrency: of the account, of a reservation, of provisioned concurrency. */
export const RATE_PER_UNIT = 10;

/** 429, with AWS's text. */
export function throttled(reason: ThrottleReason): AwsError {
  return awsError("TooManyRequestsException", "Rate Exceeded.", { Reason: reason, Type: "User" });
}

// One value for each reason: a throttled request must not cost more than a served one.
const ACCOUNT_LIMIT = throttled("ConcurrentInvocationLimitExceeded");
const RESERVED_LIMIT = throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
const ACCOUNT_RATE = throttled("FunctionInvocationRateLimitExceeded");
const RESERVED_RATE = throttled("ReservedFunctionInvocationRateLimitExceeded");
// Which reason AWS gives at the limit of new environments is not documented; this one is our choice.
const SCALING_RATE = throttled("CallerRateLimitExceeded");

/**
 * The limits that hold for any request, whichever environment may serve it: the account's concurrency, the function's
 * reservation, and (synchronous ones) ten times either of them a second. Counted in whole seconds of the clock.
 */
export function refuseRequest(live: Live, load: FunctionLoad, now: number, synchronous: boolean): AwsError | null {
  const { reserved } = load;
  if (reserved >= 0 && load.running >= reserved) return RESERVED_LIMIT;
  if (live.running >= live.accountLimit) return ACCOUNT_LIMIT;
  if (!synchronous) return null;
  const second = Math.floor(now / 1000);
  if (live.second === second && live.secondCount >= RATE_PER_UNIT * live.accountLimit) return ACCOUNT_RATE;
  if (reserved >= 0 && load.second === second && load.secondCount >= RATE_PER_UNIT * reserved) return RESERVED_RATE;
  return null;
}

/** Whether a version's provisioned environments take one more request. Beyond their rate it goes to standard concurrency. */
export function provisionedTakes(pool: Pool, now: number, synchronous: boolean): boolean {
  const { share } = pool;
  // Environments beyond what is allocated (more are being prepared) are not used yet.
  if (share === null || share.newest === null || share.busy >= share.units) return false;
  return !synchronous || share.second !== Math.floor(now / 1000) || share.secondCount < RATE_PER_UNIT * share.units;
}

/** What a reservation leaves beside provisioned concurrency; without one, the unreserved pool. */
function refuseStandard(live: Live, load: FunctionLoad): AwsError | null {
  if (load.reserved >= 0) return load.onDemand >= load.reserved - load.provisioned ? RESERVED_LIMIT : null;
  return live.unreservedRunning >= live.unreservedLimit ? ACCOUNT_LIMIT : null;
}
/** What one new environment takes from the budget of them. */
const TENTHS_PER_START = 10;

/**
 * The limits of standard concurrency: those of {@link refuseStandard}, and 1,000 new environments per 10 s and function,
 * refilled continuously. Takes from that budget when it admits.
 */
export function refuseOnDemand(live: Live, pool: Pool, now: number): AwsError | null {
  const { load } = pool;
  const full = refuseStandard(live, load);
  if (full !== null || pool.newest !== null) return full;
  // 100 a second is a tenth in a millisecond.
  const tenths = Math.min(START_BUDGET_TENTHS, load.startTenths + Math.max(0, now - load.startsCountedAt));
  load.startsCountedAt = now;
  load.startTenths = tenths;
  if (tenths < TENTHS_PER_START) return SCALING_RATE;
  load.startTenths = tenths - TENTHS_PER_START;
  return null;
}

/**
 * Whether an asynchronous request would find concurrency now. The limit of new environments is not looked at: it is
 * refilled by time alone, and nothing that ends makes room in it.
 */
export function hasCapacity(live: Live, pool: Pool, now: number): boolean {
  return refuseRequest(live, pool.load, now, false) === null && (provisionedTakes(pool, now, false) || refuseStandard(live, pool.load) === null);
}

/** Gives back what the start of an environment took from the budget, and what its synchronous request counted. */
export function uncountStart(live: Live, load: FunctionLoad, synchronous: boolean): void {
  load.startTenths += TENTHS_PER_START;
  if (!synchronous) return;
  live.secondCount--;
  if (load.reserved >= 0) load.secondCount--;
}

/** Counts an admitted synchronous request for the limits per second. */
export function countRequest(live: Live, pool: Pool, now: number, provisioned: boolean): void {
  const second = Math.floor(now / 1000);
  const { load, share } = pool;
  if (live.second === second) live.secondCount++;
  else {
    live.second = second;
    live.secondCount = 1;
  }
  if (load.reserved >= 0) {
    if (load.second === second) load.secondCount++;
    else {
      load.second = second;
      load.secondCount = 1;
    }
  }
  if (!provisioned || share === null) return;
  if (share.second === second) share.secondCount++;
  else {
    share.second = second;
    share.secondCount = 1;
  }
}

/** Sets a function's reservation (-1: none). What it runs on demand now moves between the two accounts. */
export function setReserved(live: Live, name: string, reserved: number): void {
  const load = loadOf(live, name);
  if (load.reserved < 0 !== reserved < 0) live.unreservedRunning += reserved < 0 ? load.onDemand : -load.onDemand;
  load.reserved = reserved;
  shareOut(live);
}

/** Sets the concurrency of account and Region. */
export function setAccountLimit(live: Live, limit: number): void {
  live.accountLimit = limit;
  shareOut(live);
}

/** The provisioned share of a version, made when it is first asked for. */
export function shareOf(pool: Pool): ProvisionedShare {
  return (pool.share ??= { units: 0, newest: null, idle: 0, busy: 0, starting: 0, second: -1, secondCount: 0 });
}

/** Sets what of a version's provisioned concurrency is allocated. */
export function setProvisionedUnits(live: Live, pool: Pool, units: number): void {
  const share = shareOf(pool);
  pool.load.provisioned += units - share.units;
  share.units = units;
  shareOut(live);
}

/** Takes a version's provisioned concurrency away: idle environments end now, others when they have finished. */
export function closeShare(live: Live, pool: Pool): void {
  const { share } = pool;
  if (share === null) return;
  pool.share = null;
  pool.load.provisioned -= share.units;
  endIdleProvisioned(live, share, "retired");
  shareOut(live);
}

/** What is left for everybody: the account's, less reservations, less provisioned concurrency of functions without one. */
function shareOut(live: Live): void {
  let left = live.accountLimit;
  for (const load of live.functions.values()) left -= load.reserved >= 0 ? load.reserved : load.provisioned;
  live.unreservedLimit = left;
}

/** Brings the limits in line with what is kept: after a commit, a change of settings, and at the start. */
export function syncLimits(live: Live, state: State, accountLimit: number): void {
  for (const load of live.functions.values()) {
    const reserved = state["lambda.concurrency"].get(load.name)?.reserved ?? -1;
    if (load.reserved !== reserved) setReserved(live, load.name, reserved);
  }
  // A reservation counts whether its function was ever invoked or not.
  for (const { functionName, reserved } of state["lambda.concurrency"].values()) {
    if (!live.functions.has(functionName)) setReserved(live, functionName, reserved);
  }
  if (live.accountLimit !== accountLimit) setAccountLimit(live, accountLimit);
}
