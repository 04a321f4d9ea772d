import { type MetricSample, recordMetrics, trimMetrics } from "#services/cloudwatch/record.ts";
import type { ExecutionEnvironment, Pool } from "#services/lambda/environments/execution-environments.ts";
import { asyncSamples, type ConcurrencyFigures, concurrencySamples, endSamples, type MeasuredResource, provisionedSamples, throttleSamples } from "#services/lambda/invoke/metrics.ts";
import { provisionedFigures } from "#services/lambda/provisioned/provisioned-figures.ts";
import type { Account } from "./account.ts";
import type { Timers } from "./timers.ts";
import type { Commits } from "./commits.ts";
import type { Clock } from "./ports.ts";

/** Values are gathered for this long before they are written, in ms: an invocation waits for none of it. */
const GATHER_MS = 1000;
/** What runs is measured again at the beginning of each minute, ms. */
const SAMPLE_MS = 60_000;
/** Writes between two rounds of forgetting old values. */
const TRIM_EVERY = 512;

/** How an invocation went, for its metrics. */
export interface InvocationFigures {
  /** Epoch ms. */
  readonly at: number;
  /** The handler's time without cold start; null where it never ran. */
  readonly durationMs: number | null;
  readonly failed: boolean;
}

/** Writes what CloudWatch counts, with the simulated time of the invocation. */
export class InvocationMetrics {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #commits: Commits;
  readonly #gathered = new Map<Account, (() => MetricSample[])[]>();
  /** What runs, by pool and as it was invoked; how many requests of each. */
  readonly #running = new Map<Account, Map<string, { readonly pool: Pool; readonly qualifier: string | null; requests: number }>>();
  #isSampling = false;
  #writes = 0;

  constructor(clock: Clock, timers: Timers, commits: Commits) {
    this.#clock = clock;
    this.#timers = timers;
    this.#commits = commits;
  }

  throttled(account: Account, pool: Pool, qualifier: string | null): void {
    const at = this.#clock.now();
    this.#gather(account, () => throttleSamples(resourceOf(pool, qualifier), at));
  }

  began(account: Account, environment: ExecutionEnvironment, qualifier: string | null): void {
    const { pool } = environment;
    this.#count(account, pool, qualifier, 1);
    if (this.#measure(account, pool, qualifier).provisioned === null) return;
    const at = this.#clock.now();
    const spilled = environment.provisioned === null;
    this.#gather(account, () => provisionedSamples(resourceOf(pool, qualifier), spilled, at));
  }

  /** The environment has been given back, however the request went. */
  released(account: Account, { pool }: ExecutionEnvironment, qualifier: string | null): void {
    this.#count(account, pool, qualifier, -1);
  }

  ended(account: Account, environment: ExecutionEnvironment, qualifier: string | null, { at, durationMs, failed }: InvocationFigures): void {
    this.#gather(account, () => endSamples(resourceOf(environment.pool, qualifier), at, durationMs, failed));
  }

  /** A count or an age of an asynchronous event. `at` in epoch ms. */
  asynchronous(account: Account, functionName: string, qualifier: string | null, name: string, value: number, at: number): void {
    this.#gather(account, () => asyncSamples(functionName, qualifier, name, value, at));
  }

  #measure(account: Account, pool: Pool, qualifier: string | null): ConcurrencyFigures {
    const at = this.#clock.now();
    const figures = figuresOf(account, pool, qualifier);
    this.#gather(account, () => concurrencySamples(resourceOf(pool, qualifier), figures, at));
    return figures;
  }

  #count(account: Account, pool: Pool, qualifier: string | null, by: number): void {
    let running = this.#running.get(account);
    if (!running) this.#running.set(account, (running = new Map()));
    const key = `${pool.key} ${qualifier ?? ""}`;
    const requests = (running.get(key)?.requests ?? 0) + by;
    if (requests > 0) running.set(key, { pool, qualifier, requests });
    else running.delete(key);
    if (running.size === 0) this.#running.delete(account);
    else this.#sample();
  }

  /** One timer while anything runs; none when nothing did since the minute before. */
  #sample(): void {
    if (this.#isSampling) return;
    this.#isSampling = true;
    const next = (Math.floor(this.#clock.now() / SAMPLE_MS) + 1) * SAMPLE_MS;
    this.#timers.at(next, () => {
      this.#isSampling = false;
      for (const [account, running] of this.#running) {
        for (const { pool, qualifier } of running.values()) this.#measure(account, pool, qualifier);
      }
      if (this.#running.size > 0) this.#sample();
    });
  }

  #gather(account: Account, samples: () => MetricSample[]): void {
    const gathered = this.#gathered.get(account);
    if (gathered) return void gathered.push(samples);
    this.#gathered.set(account, [samples]);
    this.#timers.at(this.#clock.now() + GATHER_MS, () => this.#write(account));
  }

  #write(account: Account): void {
    const gathered = this.#gathered.get(account) ?? [];
    this.#gathered.delete(account);
    this.#commits.soon(account, () => recordMetrics(account.state, gathered.flatMap((samples) => samples())));
    if (++this.#writes % TRIM_EVERY === 0) this.#commits.soon(account, () => trimMetrics(account.state, this.#clock.now()));
  }
}

function figuresOf({ live, state }: Account, pool: Pool, qualifier: string | null): ConcurrencyFigures {
  const { busy, load, share } = pool;
  return {
    account: live.running,
    unreserved: live.unreservedRunning,
    function: load.running,
    version: busy + (share?.busy ?? 0),
    claimed: live.accountLimit - live.unreservedLimit + live.unreservedRunning,
    provisioned: provisionedFigures(state, live, pool, qualifier),
  };
}

function resourceOf(pool: Pool, qualifier: string | null): MeasuredResource {
  const isAlias = qualifier !== null && qualifier !== pool.version;
  return { functionName: pool.functionName, qualifier, executedVersion: isAlias ? pool.version : null };
}
