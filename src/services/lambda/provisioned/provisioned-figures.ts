import type { State } from "../../tables.ts";
import type { Live, Pool } from "../environments/execution-environments.ts";
import { provisionedKey } from "./provisioned-config.ts";

/** Provisioned environments: those that hold a request now, and those that are allocated. */
export interface ProvisionedUse {
  readonly busy: number;
  readonly units: number;
}

/** What is measured of provisioned concurrency while a request runs. */
export interface ProvisionedFigures {
  /** Of all versions of the function; of those behind the qualifier; of the version that serves the request. */
  readonly function: ProvisionedUse;
  readonly resource: ProvisionedUse;
  readonly version: ProvisionedUse;
}

/**
 * Figures of a request that runs in an environment of a pool; null where nothing is allocated to what it asked for. A version
 * of an alias may have none while the other has some: its requests spill over all the same.
 */
export function provisionedFigures(state: State, live: Live, pool: Pool, qualifier: string | null): ProvisionedFigures | null {
  const serving = qualifier === null ? undefined : state["lambda.provisioned"].get(provisionedKey(pool.functionName, qualifier))?.serving;
  const version = usageOf(pool);
  const resource = serving ? sum(Object.keys(serving).map((name) => usageOf(live.pools.get(`${pool.functionName}:${name}`)))) : version;
  if (resource.units === 0) return null;
  const pools: Pool[] = [];
  for (const other of live.pools.values()) if (other.load === pool.load) pools.push(other);
  return { function: sum(pools.map(usageOf)), resource, version };
}

const usageOf = (pool: Pool | undefined): ProvisionedUse => ({ busy: pool?.share?.busy ?? 0, units: pool?.share?.units ?? 0 });

function sum(uses: readonly ProvisionedUse[]): ProvisionedUse {
  let busy = 0;
  let units = 0;
  for (const use of uses) {
    busy += use.busy;
    units += use.units;
  }
  return { busy, units };
}
