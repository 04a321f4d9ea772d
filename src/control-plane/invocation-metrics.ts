import { type MetricSample, recordMetrics, trimMetrics } from "#services/cloudwatch/record.ts";
import type { ExecutionEnvironment, Pool } from "#services/lambda/execution-environments.ts";
import { admissionSamples, asyncSamples, endSamples, type MeasuredResource, throttleSamples } from "#services/lambda/metrics.ts";
import { provisionedFigures } from "#services/lambda/provisioned-figures.ts";
import type { Account } from "./account.ts";
import type { Agenda } from "./agenda.ts";
import type { Commits } from "./commits.ts";
import type { Clock } from "./ports.ts";

/** Values are gathered for this long before they are written, in ms: an invocation waits for none of it. */
const GATHER_MS = 1000;
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
  readonly #agenda: Agenda;
  readonly #commits: Commits;
  readonly #gathered = new Map<Account, (() => MetricSample[])[]>();
  #writes = 0;

  constructor(clock: Clock, agenda: Agenda, commits: Commits) {
    this.#clock = clock;
    this.#agenda = agenda;
    this.#commits = commits;
  }

  throttled(account: Account, pool: Pool, qualifier: string | null): void {
    const at = this.#clock.now();
    this.#gather(account, () => throttleSamples(resourceOf(pool, qualifier), at));
  }

  began(account: Account, environment: ExecutionEnvironment, qualifier: string | null): void {
    const { live } = account;
    const { pool } = environment;
    const at = this.#clock.now();
    const { share, load } = pool;
    const figures = {
      account: live.running,
      unreserved: live.unreservedRunning,
      function: load.running,
      version: pool.busy + (share?.busy ?? 0),
      claimed: live.accountLimit - live.unreservedLimit + live.unreservedRunning,
      provisioned: provisionedFigures(account.state, live, environment, qualifier),
    };
    this.#gather(account, () => admissionSamples(resourceOf(pool, qualifier), figures, at));
  }

  ended(account: Account, environment: ExecutionEnvironment, qualifier: string | null, { at, durationMs, failed }: InvocationFigures): void {
    this.#gather(account, () => endSamples(resourceOf(environment.pool, qualifier), at, durationMs, failed));
  }

  /** A count or an age of an asynchronous event. `at` in epoch ms. */
  asynchronous(account: Account, functionName: string, qualifier: string | null, name: string, value: number, at: number): void {
    this.#gather(account, () => asyncSamples(functionName, qualifier, name, value, at));
  }

  #gather(account: Account, samples: () => MetricSample[]): void {
    const gathered = this.#gathered.get(account);
    if (gathered) return void gathered.push(samples);
    this.#gathered.set(account, [samples]);
    this.#agenda.at(this.#clock.now() + GATHER_MS, () => this.#write(account));
  }

  #write(account: Account): void {
    const gathered = this.#gathered.get(account) ?? [];
    this.#gathered.delete(account);
    this.#commits.soon(account, () => recordMetrics(account.state, gathered.flatMap((samples) => samples())));
    if (++this.#writes % TRIM_EVERY === 0) this.#commits.soon(account, () => trimMetrics(account.state, this.#clock.now()));
  }
}

function resourceOf(pool: Pool, qualifier: string | null): MeasuredResource {
  const isAlias = qualifier !== null && qualifier !== pool.version;
  return { functionName: pool.functionName, qualifier, executedVersion: isAlias ? pool.version : null };
}
