import { runnableAt, versionKey } from "../lookup.ts";
import type { Runnable, VersionRecord } from "../records.ts";
import type { EndReason } from "./environment-views.ts";

/**
 * The live execution environments of one account in one Region. Not kept: AWS recycles them too. This structure is
 * changed in place, and a request allocates nothing unless it starts an environment, because the simulation drives
 * these same functions millions of times a second.
 */
export interface Live {
  readonly pools: Map<string, Pool>;
  readonly functions: Map<string, FunctionLoad>;
  /** Concurrency of account and Region, and what is left of it for requests that are neither reserved nor provisioned. */
  accountLimit: number;
  unreservedLimit: number;
  /** Environments that hold a request now: of all functions; on demand, of functions without reservation. */
  running: number;
  unreservedRunning: number;
  /** Synchronous requests admitted in one second of the clock. */
  second: number;
  secondCount: number;
  lastId: number;
  /** Environments that ended since the owner looked last; the owner frees what it holds for them and empties the list. */
  readonly ended: ExecutionEnvironment[];
}

/** What holds for a function as a whole, over all its versions. */
export interface FunctionLoad {
  readonly name: string;
  /** Reserved concurrency; -1: none. */
  reserved: number;
  /** Provisioned concurrency that is allocated, of all versions. */
  provisioned: number;
  running: number;
  onDemand: number;
  /** Budget of new environments in tenths, and when (epoch ms) it was counted last. */
  startTenths: number;
  startsCountedAt: number;
  second: number;
  secondCount: number;
}

/** The environments of one version. They are never shared between versions. */
export interface Pool {
  readonly key: string;
  readonly functionName: string;
  readonly version: string;
  readonly load: FunctionLoad;
  /** What a new environment runs; changes with an update of `$LATEST`, which retires the environments before it. */
  runnable: Runnable;
  /** Idle environments, linked from the most to the least recently used. */
  newest: ExecutionEnvironment | null;
  oldest: ExecutionEnvironment | null;
  idle: number;
  busy: number;
  /** The version's provisioned concurrency; null where it has none. */
  share: ProvisionedShare | null;
  /** Grows when all environments are to be replaced. */
  generation: number;
  /** The version is gone; its environments end as they finish. */
  closed: boolean;
}

/** Environments that are kept initialised for a version. They do not expire. */
export interface ProvisionedShare {
  /** What is allocated; 0 while the first ones are prepared, and none is used before. */
  units: number;
  /** Idle ones as a stack, linked by `older`. */
  newest: ExecutionEnvironment | null;
  idle: number;
  busy: number;
  /** In their init. */
  starting: number;
  second: number;
  secondCount: number;
}

/** One execution environment: serves one request at a time. init (its first request waits) → busy ⇄ idle → ended. */
export interface ExecutionEnvironment {
  readonly id: number;
  readonly pool: Pool;
  readonly runnable: Runnable;
  /** What it belongs to if it is provisioned; null: on demand. */
  readonly provisioned: ProvisionedShare | null;
  readonly generation: number;
  status: "init" | "busy" | "idle" | "ended";
  /**
   * Its last request ended its process (a time-out, an exit, a crash). It keeps its `/tmp` and its log stream, not its
   * memory: the next request repeats the init, inside its own duration.
   */
  reset: boolean;
  /** Set before it is given back: why it cannot live on. Once it has ended: why it did. */
  endReason: EndReason | null;
  /** Epoch ms since when it is idle. */
  idleSince: number;
  newer: ExecutionEnvironment | null;
  older: ExecutionEnvironment | null;
}

/** No environments yet. `accountLimit`: concurrency of account and Region. */
export function emptyLive(accountLimit = 1000): Live {
  return {
    pools: new Map(), functions: new Map(), accountLimit, unreservedLimit: accountLimit,
    running: 0, unreservedRunning: 0, second: -1, secondCount: 0, lastId: 0, ended: [],
  };
}

/** The load of a function, made when it is first asked for. */
export function loadOf(live: Live, name: string): FunctionLoad {
  let load = live.functions.get(name);
  if (!load) {
    load = {
      name, reserved: -1, provisioned: 0, running: 0, onDemand: 0,
      startTenths: START_BUDGET_TENTHS, startsCountedAt: 0, second: -1, secondCount: 0,
    };
    live.functions.set(name, load);
  }
  return load;
}

/** A full budget of new environments: 1,000, counted in tenths so that its refill stays in whole numbers. */
export const START_BUDGET_TENTHS = 10_000;

/** The pool of a version at `now`, retiring idle environments of an older revision. */
export function poolOf(live: Live, version: VersionRecord, now: number): Pool {
  const key = versionKey(version.functionName, version.version);
  const runnable = runnableAt(version, now);
  const pool = live.pools.get(key);
  if (!pool) {
    const created: Pool = {
      key, functionName: version.functionName, version: version.version, load: loadOf(live, version.functionName), runnable,
      newest: null, oldest: null, idle: 0, busy: 0, share: null, generation: 0, closed: false,
    };
    live.pools.set(key, created);
    return created;
  }
  if (pool.runnable.revisionId !== runnable.revisionId) {
    endIdle(live, pool, "retired");
    pool.runnable = runnable;
  }
  return pool;
}

/** Takes the most recently used idle environment of a pool, or starts one (status `init`). Counts it as running. */
export function acquire(live: Live, pool: Pool): ExecutionEnvironment {
  const { load } = pool;
  live.running++;
  load.running++;
  load.onDemand++;
  if (load.reserved < 0) live.unreservedRunning++;
  pool.busy++;
  const reused = pool.newest;
  if (reused !== null) {
    unlink(reused);
    reused.status = "busy";
    return reused;
  }
  return newEnvironment(live, pool, null);
}

/** Undoes the `acquire` of a new environment, which nobody has seen. */
export function unacquire(live: Live, { pool }: ExecutionEnvironment): void {
  const { load } = pool;
  live.running--;
  load.running--;
  load.onDemand--;
  if (load.reserved < 0) live.unreservedRunning--;
  pool.busy--;
}

/** Takes an idle provisioned environment; there must be one. */
export function acquireProvisioned(live: Live, pool: Pool, share: ProvisionedShare): ExecutionEnvironment {
  const environment = share.newest!;
  share.newest = environment.older;
  environment.older = null;
  share.idle--;
  share.busy++;
  live.running++;
  pool.load.running++;
  environment.status = "busy";
  return environment;
}

/** A new environment in its init, not counted as running. */
export function newEnvironment(live: Live, pool: Pool, provisioned: ProvisionedShare | null): ExecutionEnvironment {
  return {
    id: ++live.lastId, pool, runnable: pool.runnable, provisioned, generation: pool.generation,
    status: "init", reset: false, endReason: null, idleSince: 0, newer: null, older: null,
  };
}

/** Gives an environment back after a request: idle if its revision is still current, and reset unless its process is `kept`; else ended. */
export function release(live: Live, environment: ExecutionEnvironment, now: number, kept: boolean): void {
  const { pool, provisioned } = environment;
  const { load } = pool;
  live.running--;
  load.running--;
  environment.reset = !kept;
  if (provisioned !== null) {
    provisioned.busy--;
    return settleProvisioned(live, environment, provisioned, now, true);
  }
  load.onDemand--;
  if (load.reserved < 0) live.unreservedRunning--;
  pool.busy--;
  const reason = endingOf(environment);
  if (reason !== null) return end(live, environment, reason);
  environment.status = "idle";
  environment.idleSince = now;
  environment.older = pool.newest;
  if (pool.newest === null) pool.oldest = environment;
  else pool.newest.newer = environment;
  pool.newest = environment;
  pool.idle++;
}

/** Puts a provisioned environment back on its stack, after a request or an init that made it `ready`; or ends it. */
export function settleProvisioned(live: Live, environment: ExecutionEnvironment, share: ProvisionedShare, now: number, ready: boolean): void {
  const reason = ready ? (endingOf(environment) ?? (environment.pool.share === share ? null : "retired")) : "init-failed";
  if (reason !== null) return end(live, environment, reason);
  environment.status = "idle";
  environment.idleSince = now;
  environment.older = share.newest;
  share.newest = environment;
  share.idle++;
}

/** Why an environment that is given back ends; null: it lives on. */
function endingOf(environment: ExecutionEnvironment): EndReason | null {
  const { pool, endReason } = environment;
  if (endReason !== null) return endReason;
  if (pool.closed) return "deleted";
  if (environment.runnable.revisionId !== pool.runnable.revisionId) return "retired";
  return environment.generation === pool.generation ? null : "recycled";
}

/** Ends what has been idle for `idleMs` at `now`. */
export function expireIdle(live: Live, now: number, idleMs: number): void {
  for (const pool of live.pools.values()) expireIdleOf(live, pool, now, idleMs);
}

/** Ends what of one pool has been idle for `idleMs` at `now`; when the next one expires, -1 where none is idle. */
export function expireIdleOf(live: Live, pool: Pool, now: number, idleMs: number): number {
  while (pool.oldest !== null && pool.oldest.idleSince + idleMs <= now) endOne(live, pool.oldest, "expired");
  return pool.oldest === null ? -1 : pool.oldest.idleSince + idleMs;
}

/** When the next idle environment expires, epoch ms; null where none is idle. */
export function nextExpiry(live: Live, idleMs: number): number | null {
  let next: number | null = null;
  for (const { oldest } of live.pools.values()) {
    if (oldest !== null && (next === null || oldest.idleSince + idleMs < next)) next = oldest.idleSince + idleMs;
  }
  return next;
}

/** Ends the idle environment, of those that match, that was used least recently. False where none matches. */
export function endLeastRecentlyUsed(live: Live, matches: (pool: Pool) => boolean): boolean {
  let least: ExecutionEnvironment | null = null;
  for (const pool of live.pools.values()) {
    if (pool.oldest !== null && matches(pool) && (least === null || pool.oldest.idleSince < least.idleSince)) least = pool.oldest;
  }
  if (least !== null) endOne(live, least, "recycled");
  return least !== null;
}

/** Environments of the pools that match, busy, idle and (provisioned ones) in their init. */
export function countEnvironments(live: Live, matches: (pool: Pool) => boolean): number {
  let count = 0;
  for (const pool of live.pools.values()) {
    if (!matches(pool)) continue;
    count += pool.idle + pool.busy;
    if (pool.share !== null) count += pool.share.idle + pool.share.busy + pool.share.starting;
  }
  return count;
}

/**
 * After the machine slept for `ms`: idle time counts only while it was awake, so that all idle environments expire by so
 * much later, and none of them just because a lid was closed.
 */
export function postponeExpiry(live: Live, ms: number): void {
  for (const pool of live.pools.values()) {
    for (let environment = pool.newest; environment !== null; environment = environment.older) environment.idleSince += ms;
  }
}

/** Ends the idle environments of the pools that match; those that are busy or in their init end when they have finished. */
export function recycle(live: Live, matches: (pool: Pool) => boolean): void {
  for (const pool of live.pools.values()) {
    if (!matches(pool)) continue;
    pool.generation++;
    endIdle(live, pool, "recycled");
    if (pool.share !== null) endIdleProvisioned(live, pool.share, "recycled");
  }
}

/** Closes the pool of a version that was deleted: idle environments end now, busy ones when they finish. */
export function closePool(live: Live, key: string): void {
  const pool = live.pools.get(key);
  if (!pool) return;
  pool.closed = true;
  endIdle(live, pool, "deleted");
  if (pool.share !== null) endIdleProvisioned(live, pool.share, "deleted");
  live.pools.delete(key);
}

/** Ends idle provisioned environments of a share, down to `left` of them. */
export function endIdleProvisioned(live: Live, share: ProvisionedShare, reason: EndReason, left = 0): void {
  while (share.newest !== null && share.idle > left) {
    const environment = share.newest;
    share.newest = environment.older;
    environment.older = null;
    share.idle--;
    end(live, environment, reason);
  }
}

function endIdle(live: Live, pool: Pool, reason: EndReason): void {
  while (pool.newest !== null) endOne(live, pool.newest, reason);
}

function endOne(live: Live, environment: ExecutionEnvironment, reason: EndReason): void {
  unlink(environment);
  end(live, environment, reason);
}

function end(live: Live, environment: ExecutionEnvironment, reason: EndReason): void {
  environment.status = "ended";
  environment.endReason = reason;
  live.ended.push(environment);
}

function unlink(environment: ExecutionEnvironment): void {
  const { pool, newer, older } = environment;
  if (newer === null) pool.newest = older;
  else newer.older = older;
  if (older === null) pool.oldest = newer;
  else older.newer = newer;
  environment.newer = null;
  environment.older = null;
  pool.idle--;
}
