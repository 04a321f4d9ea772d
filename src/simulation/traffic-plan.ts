import type { Distribution } from "#engine/draws.ts";

/** How long something takes: a mean in ms, and the distribution around it. */
export interface Span {
  readonly meanMs: number;
  readonly distribution: Exclude<Distribution, { kind: "uniform" }>;
}

/** One published version, as a model of its handler. */
export interface VersionPlan {
  /** An invocation in an environment that is there. */
  readonly warm: Span;
  /** An invocation that starts its environment, from its arrival to its end: init included. */
  readonly cold: Span;
  /** 0..1: how often the handler throws. */
  readonly errorProbability: number;
  /** Environments that are initialised before the first request. */
  readonly provisioned: number;
}

/** A function behind an alias: its version 1, and version 2 with a share of the traffic. */
export interface FunctionPlan {
  readonly name: string;
  readonly main: VersionPlan;
  readonly canary?: VersionPlan & {
    /** 0..1. */
    readonly weight: number;
  };
  /** Reserved concurrency; absent: none. */
  readonly reserved?: number;
  /** Attempts after a function error of an asynchronous event, 0..2; absent: 2. */
  readonly retries?: number;
  /** How old an asynchronous event may be when it is tried; absent: six hours. */
  readonly maximumAgeMs?: number;
}

/** Who invokes a function. */
export interface CallerPlan {
  /** Place in {@link TrafficPlan.functions}. */
  readonly function: number;
  /** Requests a second, Poisson. */
  readonly ratePerSecond: number;
  /** 0..1: how many of them are asynchronous. The others do not try again when they are throttled. */
  readonly asyncShare: number;
}

/** A traffic experiment. The same plan gives the same run. */
export interface TrafficPlan {
  readonly seed: string | number;
  /** Concurrency of account and Region. */
  readonly accountLimit: number;
  /** How long an environment stays idle before it expires. */
  readonly idleMs: number;
  readonly functions: readonly FunctionPlan[];
  readonly callers: readonly CallerPlan[];
}
