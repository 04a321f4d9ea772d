import { isAwsError } from "#services/aws-error.ts";
import { closeShare, setProvisionedUnits, shareOf } from "#services/lambda/concurrency/concurrency.ts";
import { endIdleProvisioned, newEnvironment, type Pool, poolOf, type ProvisionedShare, settleProvisioned } from "#services/lambda/environments/execution-environments.ts";
import { versionKey } from "#services/lambda/lookup.ts";
import { provisionedKey } from "#services/lambda/provisioned/provisioned-config.ts";
import { provisionedInitEvents } from "#services/lambda/provisioned/provisioned-init-log.ts";
import {
  allocated, allocatedUnits, type Allocation, allocationFailed, allocations, MAX_INIT_FAILURES, MS_PER_START,
} from "#services/lambda/provisioned/provisioned-plan.ts";
import { appendLogEvents } from "#services/logs/append-log-events.ts";
import type { Settings } from "#services/settings.ts";
import type { Account, Accounts } from "./account.ts";
import type { Timers } from "./timers.ts";
import type { CodeCache } from "./code-cache.ts";
import type { Commits } from "./commits.ts";
import { type EnvironmentHosts, specOf } from "./environment-hosts.ts";
import type { EnvironmentLimits } from "./environment-limits.ts";
import { onClock } from "./phases.ts";
import type { Ids } from "./ports.ts";
import type { RuntimeConnection } from "./runtime-connection.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

/** Environments of one version that are initialised at the same time: more would only slow each other down. */
const AT_ONCE = 4;

interface ManagerParts {
  /** False once the control plane is closed: its environments were ended, which says nothing about their functions. */
  readonly isOpen: () => boolean;
  readonly accounts: Accounts;
  readonly timers: Timers;
  readonly clock: SimulatedClock;
  readonly code: CodeCache;
  readonly commits: Commits;
  readonly connection: RuntimeConnection;
  readonly hosts: EnvironmentHosts;
  readonly ids: Ids;
  readonly limits: EnvironmentLimits;
  readonly settings: () => Settings;
  /** Called when what an environment does has changed. */
  readonly changed: (account: Account) => void;
  /** Called when a place in this browser is free that was taken. */
  readonly freed: () => void;
  readonly reportBug: (error: unknown) => void;
}

/**
 * Keeps provisioned concurrency: prepares what is asked for, starts its environments through the runtime before any
 * request comes, replaces those that ended, and moves them when an alias points elsewhere.
 */
export class ProvisionedManager {
  readonly #parts: ManagerParts;
  /** Allocations that wait for their timer or are being started: configuration → the newest, and the request that it is for. */
  readonly #begun = new Map<string, Begun>();
  readonly #replacing = new Set<Pool>();
  /** Inits under way, whoever waits for them. */
  readonly #starting = new Map<ProvisionedShare, Set<Promise<unknown>>>();

  constructor(parts: ManagerParts) {
    this.#parts = parts;
  }

  /** Brings the environments of an account in line with its configurations. Costs nothing where there are none. */
  sync(account: Account): void {
    const { live, state } = account;
    if (state["lambda.provisioned"].size === 0 && !hasShares(account)) return;
    const { timers, clock, hosts, settings } = this.#parts;
    const waiting = allocations(state, settings().provisionedPreparationMs);
    const units = allocatedUnits(state);
    const growing = new Set(waiting.flatMap((one) => one.growing.map(({ version }) => versionKey(version.functionName, version.version))));
    for (const pool of live.pools.values()) if (pool.share !== null && !units.has(pool.key) && !growing.has(pool.key)) closeShare(live, pool);
    for (const [key, count] of units) {
      const version = state["lambda.versions"].get(key);
      if (version) this.#keep(account, poolOf(live, version, clock.now()), count, growing.has(key));
    }
    for (const allocation of waiting) {
      const key = keyOf(account, allocation);
      const request = requestOf(allocation);
      if (this.#begun.get(key)?.request === request) continue;
      const begun: Begun = { key, request };
      this.#begun.set(key, begun);
      const { functionName, qualifier } = allocation.record;
      timers.at(allocation.startsAt, () => this.#begin(account, begun), `Provisioned concurrency of ${functionName}:${qualifier} starts`);
    }
    hosts.sweep(account);
  }

  /** Holds a version's share at what is allocated: ends what is too much, replaces what is missing. */
  #keep(account: Account, pool: Pool, count: number, isGrowing: boolean): void {
    if (shareOf(pool).units !== count) setProvisionedUnits(account.live, pool, count);
    const share = shareOf(pool);
    const total = sizeOf(share);
    if (total > count && !isGrowing) endIdleProvisioned(account.live, share, "retired", Math.max(0, share.idle - (total - count)));
    if (total >= count || this.#replacing.has(pool)) return;
    this.#replacing.add(pool);
    this.#fill(account, pool, share, count, () => this.#parts.accounts.holds(account) && pool.share === share && share.units >= count)
      .catch((error: unknown) => {
        this.#parts.reportBug(error);
        return "a bug";
      })
      .then((problem) => {
        this.#replacing.delete(pool);
        // Meanwhile another number may have been asked for. Where it gave up, the next change or request tries anew.
        if (problem === null && this.#parts.isOpen() && this.#parts.accounts.holds(account)) this.sync(account);
      })
      .catch(this.#parts.reportBug);
  }

  #begin(account: Account, begun: Begun): void {
    const { accounts, settings } = this.#parts;
    const { key, request } = begun;
    const current = (): Allocation | undefined =>
      accounts.holds(account) && this.#begun.get(key) === begun
        ? allocations(account.state, settings().provisionedPreparationMs).find((one) => keyOf(account, one) === key && requestOf(one) === request)
        : undefined;
    const allocation = current();
    if (!allocation) return this.#forget(begun);
    this.#allocate(account, allocation, () => current() !== undefined)
      .catch(this.#parts.reportBug)
      .finally(() => this.#forget(begun));
  }

  #forget(begun: Begun): void {
    if (this.#begun.get(begun.key) === begun) this.#begun.delete(begun.key);
  }

  /** Prepares all that a configuration still needs, of one version or two, and then puts it to use in one step. */
  async #allocate(account: Account, { record, wanted: units, growing }: Allocation, wanted: () => boolean): Promise<void> {
    const { timers, clock, commits, ids, limits } = this.#parts;
    const shares = growing.map(({ version, units: count }) => {
      const pool = poolOf(account.live, version, clock.now());
      return { pool, share: shareOf(pool), count };
    });
    const missing = shares.reduce((sum, { share, count }) => sum + Math.max(0, count - sizeOf(share)), 0);
    const earliest = clock.now() + missing * MS_PER_START;
    let problem: string | null = null;
    for (const { pool, share, count } of shares) {
      problem ??= limits.refuseProvisioned(pool, count) ?? (await this.#fill(account, pool, share, count, () => wanted() && pool.share === share));
    }
    // So many cannot be there any sooner, however fast this machine starts them.
    if (problem === null && clock.now() < earliest) {
      await new Promise<void>((resolve) => timers.at(earliest, resolve, `Provisioned concurrency of ${record.functionName}:${record.qualifier} is ready`));
    }
    if (!this.#parts.isOpen()) return;
    if (!wanted()) return this.sync(account);
    await commits.settled(account, () => {
      const latest = account.state["lambda.provisioned"].get(provisionedKey(record.functionName, record.qualifier));
      if (!latest || !wanted()) return [];
      return problem === null
        ? allocated(account.state, latest, units, clock.now(), () => ids.uuid())
        : [allocationFailed(latest, problem, clock.now())];
    });
  }

  /** Starts environments until so many are ready. Null, or why it gave up. */
  async #fill(account: Account, pool: Pool, share: ProvisionedShare, count: number, wanted: () => boolean): Promise<string | null> {
    const { clock, isOpen } = this.#parts;
    let failures = 0;
    let problem: string | null = null;
    const startSome = async (): Promise<void> => {
      while (problem === null && isOpen() && wanted() && share.idle + share.busy < count) {
        if (sizeOf(share) >= count) {
          // Enough are on their way; one that fails leaves room for another.
          await Promise.race(this.#starting.get(share)!);
          continue;
        }
        const failure = await this.#start(account, pool, share);
        if (failure === "init" && ++failures >= MAX_INIT_FAILURES) problem = "FUNCTION_ERROR_INIT_FAILURE";
        else if (failure !== null && failure !== "init") problem = failure;
      }
    };
    clock.hold();
    try {
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, startSome));
    } finally {
      clock.release();
    }
    return problem;
  }

  #start(account: Account, pool: Pool, share: ProvisionedShare): Promise<string | null> {
    const starting = this.#starting.get(share) ?? new Set();
    const started = this.#startOne(account, pool, share).finally(() => {
      starting.delete(started);
      if (starting.size === 0) this.#starting.delete(share);
    });
    this.#starting.set(share, starting.add(started));
    return started;
  }

  /** One environment's init: null when it is ready, "init" when the function's own code failed, else what stood in the way. */
  async #startOne(account: Account, pool: Pool, share: ProvisionedShare): Promise<string | null> {
    const { clock, code, commits, connection, hosts, ids, limits, settings } = this.#parts;
    const { live, journal } = account;
    const full = limits.admit(pool);
    if (full) return full.message;
    share.starting++;
    const environment = newEnvironment(live, pool, share);
    let ready = false;
    try {
      const runtime = await connection.ready();
      if (isAwsError(runtime)) return runtime.message;
      if (!runtime.supports(environment.runnable.configuration.Runtime ?? "")) return "A browser cannot run functions of this runtime.";
      const files = await code.files(environment.runnable.codeSha256);
      if (!files) return "The deployment package of this version is not in the store any more.";
      const startedAt = clock.now();
      const host = hosts.start(environment, specOf(environment, files, account, settings().handlerNetwork, clock, ids), runtime);
      journal.started(environment, host.spec.id, host.spec.logStream, startedAt);
      this.#parts.changed(account);
      const result = onClock(await host.process.initialized, clock);
      journal.initReported(environment, result, clock.now());
      const events = provisionedInitEvents({ startedAt, result }, environment.runnable.configuration, account);
      const destination = { group: host.spec.logGroup, stream: host.spec.logStream, sequence: host.ingestions++ };
      commits.soon(account, () => account.logBudget.within(appendLogEvents(account.state, destination, events, clock.now())));
      ready = result.end.kind === "ok";
      return ready ? null : "init";
    } finally {
      share.starting--;
      settleProvisioned(live, environment, share, clock.now(), ready);
      if (ready) journal.initialized(environment, clock.now(), "idle");
      this.#parts.changed(account);
      hosts.sweep(account);
      if (!ready) this.#parts.freed();
    }
  }
}

function hasShares({ live }: Account): boolean {
  for (const { share } of live.pools.values()) if (share !== null) return true;
  return false;
}

/** An allocation that waits for its timer or is being started. */
interface Begun {
  readonly key: string;
  readonly request: string;
}

/** One configuration, of all accounts. */
const keyOf = (account: Account, { record }: Allocation): string => `${account.scope}/${provisionedKey(record.functionName, record.qualifier)}`;

/** What is asked for and when; two requests of one millisecond differ in what they ask for. */
const requestOf = ({ record, wanted }: Allocation): string => `${record.requestedAt} ${JSON.stringify(wanted)}`;

const sizeOf = ({ idle, busy, starting }: ProvisionedShare): number => idle + busy + starting;
