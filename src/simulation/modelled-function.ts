import { Draws } from "#engine/draws.ts";
import { setProvisionedUnits, setReserved } from "#services/lambda/concurrency/concurrency.ts";
import { type Live, newEnvironment, poolOf, settleProvisioned, type FunctionLoad, type Pool } from "#services/lambda/environments/execution-environments.ts";
import { AsyncBacklog } from "#services/lambda/async/async-backlog.ts";
import { DEFAULT_EVENT_AGE_SECONDS, DEFAULT_RETRIES } from "#services/lambda/async/async-retries.ts";
import type { Target } from "#services/lambda/aliases/routing.ts";
import { modelledVersion } from "./starvation-callers.ts";
import type { FunctionPlan, Span, VersionPlan } from "./traffic-plan.ts";

/** A version at run time. */
export interface ModelledVersion {
  readonly pool: Pool;
  readonly warmMs: number;
  readonly warm: Draws;
  readonly coldMs: number;
  readonly cold: Draws;
  readonly errorProbability: number;
  /** Its place among all versions of the run. */
  readonly index: number;
  /** Whether its pool's one expiry timer is in the queue. */
  isExpiryArmed: boolean;
}

/** A function at run time. */
export interface ModelledFunction {
  readonly target: Target;
  readonly load: FunctionLoad;
  readonly main: ModelledVersion;
  readonly canary: ModelledVersion | null;
  /** Its place among all functions of the run. */
  readonly index: number;
  /** Its asynchronous events that are to be tried. */
  readonly backlog: AsyncBacklog;
  /** Of asynchronous events. */
  readonly settings: { readonly retries: number; readonly maximumAgeMs: number };
}

/** Sets a function up in `live`: pools, reservation, and provisioned environments that are ready. Adds its versions to `versions`. */
export function modelFunction(live: Live, plan: FunctionPlan, index: number, seed: string | number, versions: ModelledVersion[]): ModelledFunction {
  const { name, canary } = plan;
  const mainVersion = modelledVersion(name);
  const canaryVersion = canary === undefined ? null : { ...mainVersion, version: "2" };
  const add = (record: typeof mainVersion, version: VersionPlan): ModelledVersion => {
    const pool = poolOf(live, record, 0);
    provision(live, pool, version.provisioned);
    const draws = (span: Span, phase: string): Draws => new Draws(seed, `${name}:${record.version}:${phase}`, span.distribution);
    const { warm, cold, errorProbability } = version;
    const added: ModelledVersion = {
      pool, warmMs: warm.meanMs, warm: draws(warm, "warm"), coldMs: cold.meanMs, cold: draws(cold, "cold"),
      errorProbability, index: versions.length, isExpiryArmed: false,
    };
    versions.push(added);
    return added;
  };
  const main = add(mainVersion, plan.main);
  const second = canary === undefined || canaryVersion === null ? null : add(canaryVersion, canary);
  if (plan.reserved !== undefined) setReserved(live, name, plan.reserved);
  return {
    target: { main: mainVersion, additional: canaryVersion, weight: canary?.weight ?? 0 },
    load: main.pool.load,
    main,
    canary: second,
    index,
    backlog: new AsyncBacklog(),
    settings: { retries: plan.retries ?? DEFAULT_RETRIES, maximumAgeMs: plan.maximumAgeMs ?? 1000 * DEFAULT_EVENT_AGE_SECONDS },
  };
}

function provision(live: Live, pool: Pool, units: number): void {
  setProvisionedUnits(live, pool, units);
  const { share } = pool;
  if (share === null) return;
  for (let count = 0; count < units; count++) settleProvisioned(live, newEnvironment(live, pool, share), share, 0, true);
}
