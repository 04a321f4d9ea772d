import { runnableAt, versionKey } from "./lookup.ts";
import type { Runnable, VersionRecord } from "./records.ts";

/**
 * The live execution environments of one account in one Region. Not kept: AWS recycles them too. This structure is
 * changed in place, and a request allocates nothing unless it starts an environment, because the simulation drives
 * these same functions millions of times a second.
 */
export interface Live {
  readonly pools: Map<string, Pool>;
  /** Environments that hold a request now, of all functions. */
  running: number;
  lastId: number;
  /** Environments that ended since the owner looked last; the owner frees what it holds for them and empties the list. */
  readonly ended: ExecutionEnvironment[];
}

/** The environments of one version. They are never shared between versions. */
export interface Pool {
  readonly key: string;
  readonly functionName: string;
  readonly version: string;
  /** What a new environment runs; changes with an update of `$LATEST`, which retires the environments before it. */
  runnable: Runnable;
  /** Idle environments, linked from the most to the least recently used. */
  newest: ExecutionEnvironment | null;
  oldest: ExecutionEnvironment | null;
  idle: number;
  busy: number;
  /** The version is gone; its environments end as they finish. */
  closed: boolean;
}

/** One execution environment: serves one request at a time. init (its first request waits) → busy ⇄ idle → ended. */
export interface ExecutionEnvironment {
  readonly id: number;
  readonly pool: Pool;
  readonly runnable: Runnable;
  status: "init" | "busy" | "idle" | "ended";
  /** Epoch ms since when it is idle. */
  idleSince: number;
  newer: ExecutionEnvironment | null;
  older: ExecutionEnvironment | null;
}

/** No environments yet. */
export function emptyLive(): Live {
  return { pools: new Map(), running: 0, lastId: 0, ended: [] };
}

/** The pool of a version at `now`, retiring idle environments of an older revision. */
export function poolOf(live: Live, version: VersionRecord, now: number): Pool {
  const key = versionKey(version.functionName, version.version);
  const runnable = runnableAt(version, now);
  const pool = live.pools.get(key);
  if (!pool) {
    const created: Pool = {
      key, functionName: version.functionName, version: version.version, runnable,
      newest: null, oldest: null, idle: 0, busy: 0, closed: false,
    };
    live.pools.set(key, created);
    return created;
  }
  if (pool.runnable.revisionId !== runnable.revisionId) {
    endIdle(live, pool);
    pool.runnable = runnable;
  }
  return pool;
}

/** Takes the most recently used idle environment of a pool, or starts one (status `init`). Counts it as running. */
export function acquire(live: Live, pool: Pool): ExecutionEnvironment {
  live.running++;
  pool.busy++;
  const reused = pool.newest;
  if (reused !== null) {
    unlink(reused);
    reused.status = "busy";
    return reused;
  }
  return { id: ++live.lastId, pool, runnable: pool.runnable, status: "init", idleSince: 0, newer: null, older: null };
}

/** Gives an environment back after a request: idle if it may be `kept` and its revision is still current; else ended. */
export function release(live: Live, environment: ExecutionEnvironment, now: number, kept: boolean): void {
  const { pool } = environment;
  live.running--;
  pool.busy--;
  if (!kept || pool.closed || environment.runnable.revisionId !== pool.runnable.revisionId) return end(live, environment);
  environment.status = "idle";
  environment.idleSince = now;
  environment.older = pool.newest;
  if (pool.newest === null) pool.oldest = environment;
  else pool.newest.newer = environment;
  pool.newest = environment;
  pool.idle++;
}

/** Ends what has been idle for `idleMs` at `now`. */
export function expireIdle(live: Live, now: number, idleMs: number): void {
  for (const pool of live.pools.values()) {
    while (pool.oldest !== null && pool.oldest.idleSince + idleMs <= now) endOne(live, pool.oldest);
  }
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
  if (least !== null) endOne(live, least);
  return least !== null;
}

/** Environments of the pools that match, busy and idle. */
export function countEnvironments(live: Live, matches: (pool: Pool) => boolean): number {
  let count = 0;
  for (const pool of live.pools.values()) if (matches(pool)) count += pool.idle + pool.busy;
  return count;
}

/** Closes the pool of a version that was deleted: idle environments end now, busy ones when they finish. */
export function closePool(live: Live, key: string): void {
  const pool = live.pools.get(key);
  if (!pool) return;
  pool.closed = true;
  endIdle(live, pool);
  live.pools.delete(key);
}

function endIdle(live: Live, pool: Pool): void {
  while (pool.newest !== null) endOne(live, pool.newest);
}

function endOne(live: Live, environment: ExecutionEnvironment): void {
  unlink(environment);
  end(live, environment);
}

function end(live: Live, environment: ExecutionEnvironment): void {
  environment.status = "ended";
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
