import type { AwsError } from "../../aws-error.ts";
import type { State } from "../../tables.ts";
import { functionArn, type Place } from "../arn.ts";
import { countRequest, provisionedTakes, refuseOnDemand, refuseRequest, uncountStart } from "../concurrency/concurrency.ts";
import { functionNotFound } from "../errors.ts";
import { acquire, acquireProvisioned, type ExecutionEnvironment, type Live, type Pool, release, unacquire } from "../environments/execution-environments.ts";
import { LATEST } from "../lookup.ts";
import type { VersionRecord } from "../records.ts";
import { chooseVersion, findTarget } from "../aliases/routing.ts";
import { refusePending } from "../versions/version-state.ts";

/** Which function, version or alias is asked for. */
export interface InvocationTarget {
  readonly name: string;
  /** Null: the unqualified function, which means `$LATEST`. */
  readonly qualifier: string | null;
}

export interface InvocationContext extends Place {
  readonly now: number;
  /** Uniform in [0, 1), from the stream of routing draws. */
  readonly draw: number;
}

/** The version that serves one request: qualifier → alias → weighted version. 404, or 409 while it is Pending. */
export function routeInvocation(state: State, asked: InvocationTarget, context: InvocationContext): VersionRecord | AwsError {
  const target = findTarget(state, asked.name, asked.qualifier);
  if (!target) return functionNotFound(functionArn(context, asked.name, asked.qualifier ?? LATEST));
  const version = chooseVersion(target, context.draw);
  return refusePending(version, context.now) ?? version;
}

/**
 * Admits one request to a version's pool and gives it an environment (`init`: a cold start), or throttles it with 429.
 * Provisioned environments come first. Asynchronous requests are limited by concurrency only, not by rate.
 */
export function beginInvocation(live: Live, pool: Pool, now: number, synchronous: boolean): ExecutionEnvironment | AwsError {
  const refusal = refuseRequest(live, pool.load, now, synchronous);
  if (refusal !== null) return refusal;
  if (provisionedTakes(pool, now, synchronous)) {
    if (synchronous) countRequest(live, pool, now, true);
    return acquireProvisioned(live, pool, pool.share!);
  }
  const full = refuseOnDemand(live, pool, now);
  if (full !== null) return full;
  if (synchronous) countRequest(live, pool, now, false);
  return acquire(live, pool);
}

/**
 * Takes a request back that was admitted just now to a new environment, because nothing can be started for it: as if it had
 * never come, for all limits.
 */
export function withdrawInvocation(live: Live, environment: ExecutionEnvironment, synchronous: boolean): void {
  unacquire(live, environment);
  uncountStart(live, environment.pool.load, synchronous);
}

/** Whether a request that was admitted to this environment spilled over from provisioned concurrency. */
export function isSpillover(environment: ExecutionEnvironment): boolean {
  return environment.provisioned === null && environment.pool.share !== null && environment.pool.share.units > 0;
}

/**
 * Ends one request. `kept` is false after a time-out, an exit or a crash: AWS resets such an environment. It is idle like
 * any other, and its next request repeats the init (see `ExecutionEnvironment.reset`).
 */
export function endInvocation(live: Live, environment: ExecutionEnvironment, now: number, kept: boolean): void {
  release(live, environment, now, kept);
}

/** Ends one request whose environment is gone for good: it never had a process, or the browser took it away. */
export function endLostInvocation(live: Live, environment: ExecutionEnvironment, now: number): void {
  environment.endReason = "lost";
  release(live, environment, now, false);
}
