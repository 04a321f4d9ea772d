import { MINIMUM_UNRESERVED } from "#services/lambda/concurrency/concurrency-arithmetic.ts";
import type { EnvironmentView } from "#services/lambda/environments/environment-views.ts";

/** What must stay unreserved: 100; in an account that has fewer, all of it. */
export function unreservedMinimum(limit: number): number {
  return Math.min(MINIMUM_UNRESERVED, limit);
}

/** What one function takes out of the account's pool. */
export interface Claim {
  readonly functionName: string;
  readonly kind: "reserved" | "provisioned";
  readonly amount: number;
  /** Executions of it that run now. */
  readonly inUse: number;
}

/** The account's concurrency in one Region, divided. */
export interface Pool {
  /** The account's limit. */
  readonly limit: number;
  /** Reservations, then provisioned concurrency of functions that have none; each largest first. */
  readonly claims: readonly Claim[];
  /** What all other executions share: limit less claims, never below 0. */
  readonly unreserved: number;
  /** Executions in the shared part. */
  readonly unreservedInUse: number;
  readonly inUse: number;
  /** How many may still be reserved, by whichever function. */
  readonly reservable: number;
}

interface PoolParts {
  readonly limit: number;
  readonly reserved: ReadonlyMap<string, number>;
  /** Per function, over all its versions and aliases: requested provisioned concurrency. */
  readonly provisioned: ReadonlyMap<string, number>;
  readonly environments: readonly Pick<EnvironmentView, "functionName" | "kind" | "status" | "requestId">[];
}

/** Whether an environment takes one unit of concurrency now: it runs a request, or starts for one. */
function takesOne({ kind, status }: PoolParts["environments"][number]): boolean {
  return status === "busy" || (status === "init" && kind === "on-demand");
}

/**
 * Divides the pool. A reservation takes its number whether used or not; provisioned concurrency of a function with a
 * reservation lies inside that, else it is taken from the pool by itself (Developer Guide, "Configuring provisioned concurrency").
 */
export function poolOf({ limit, reserved, provisioned, environments }: PoolParts): Pool {
  const busy = new Map<string, { onDemand: number; provisioned: number }>();
  for (const environment of environments) {
    if (!takesOne(environment)) continue;
    const count = busy.get(environment.functionName) ?? { onDemand: 0, provisioned: 0 };
    busy.set(environment.functionName, count);
    if (environment.kind === "provisioned") count.provisioned++;
    else count.onDemand++;
  }
  const claims: Claim[] = [];
  let unreservedInUse = 0;
  for (const [functionName, amount] of largestFirst(reserved)) {
    const { onDemand = 0, provisioned: warm = 0 } = busy.get(functionName) ?? {};
    claims.push({ functionName, kind: "reserved", amount, inUse: onDemand + warm });
  }
  for (const [functionName, amount] of largestFirst(provisioned)) {
    if (!reserved.has(functionName) && amount > 0) claims.push({ functionName, kind: "provisioned", amount, inUse: busy.get(functionName)?.provisioned ?? 0 });
  }
  for (const [functionName, { onDemand }] of busy) if (!reserved.has(functionName)) unreservedInUse += onDemand;
  const claimed = claims.reduce((sum, { amount }) => sum + amount, 0);
  const unreserved = Math.max(0, limit - claimed);
  return {
    limit,
    claims,
    unreserved,
    unreservedInUse,
    inUse: claims.reduce((sum, claim) => sum + claim.inUse, unreservedInUse),
    reservable: Math.max(0, unreserved - unreservedMinimum(limit)),
  };
}

function largestFirst(amounts: ReadonlyMap<string, number>): [string, number][] {
  return [...amounts].toSorted(([leftName, left], [rightName, right]) => right - left || (leftName < rightName ? -1 : 1));
}
