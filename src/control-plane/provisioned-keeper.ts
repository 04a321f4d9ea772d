import { isAwsError } from "#services/aws-error.ts";
import { closeShare, setProvisionedUnits, shareOf } from "#services/lambda/concurrency.ts";
import { endIdleProvisioned, newEnvironment, type Pool, poolOf, type ProvisionedShare, settleProvisioned } from "#services/lambda/execution-environments.ts";
import { provisionedKey } from "#services/lambda/provisioned-config.ts";
import { provisionedInitEvents } from "#services/lambda/provisioned-init-log.ts";
import {
  allocated, allocatedUnits, type Allocation, allocationFailed, allocations, MAX_INIT_FAILURES, MS_PER_START,
} from "#services/lambda/provisioned-plan.ts";
import { appendLogEvents } from "#services/logs/append-log-events.ts";
import type { Settings } from "#services/settings.ts";
import type { Account, Accounts } from "./account.ts";
import type { Agenda } from "./agenda.ts";
import type { CodeCache } from "./code-cache.ts";
import type { Commits } from "./commits.ts";
import { type EnvironmentHosts, specOf } from "./environment-hosts.ts";
import type { EnvironmentRoom } from "./environment-room.ts";
import { onClock } from "./phases.ts";
import type { Ids } from "./ports.ts";
import type { RuntimeGate } from "./runtime-gate.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

/** Environments of one version that are initialised at the same time: more would only slow each other down. */
const AT_ONCE = 4;

interface KeeperParts {
  /** False once the control plane is closed: its environments were ended, which says nothing about their functions. */
  readonly isOpen: () => boolean;
  readonly accounts: Accounts;
  readonly agenda: Agenda;
  readonly clock: SimulatedClock;
  readonly code: CodeCache;
  readonly commits: Commits;
  readonly gate: RuntimeGate;
  readonly hosts: EnvironmentHosts;
  readonly ids: Ids;
  readonly room: EnvironmentRoom;
  readonly settings: () => Settings;
  /** Called when what an environment does has changed. */
  readonly changed: (account: Account) => void;
  readonly reportBug: (error: unknown) => void;
}

/**
 * Keeps provisioned concurrency: prepares what is asked for, starts its environments through the runtime before any
 * request comes, replaces those that ended, and moves them when an alias points elsewhere.
 */
export class ProvisionedKeeper {
  readonly #parts: KeeperParts;
  /** Allocations that are on the agenda or being started: configuration → the request (`requestedAt`) they are for. */
  readonly #begun = new Map<string, number>();
  readonly #replacing = new Set<Pool>();

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** Brings the environments of an account in line with its configurations. Costs nothing where there are none. */
  sync(account: Account): void {
    const { live, state } = account;
    if (state["lambda.provisioned"].size === 0 && !hasShares(account)) return;
    const { agenda, clock, hosts, settings } = this.#parts;
    const waiting = allocations(state, settings().provisionedPreparationMs);
    const units = allocatedUnits(state);
    const needed = new Set([...units.keys(), ...waiting.map(({ version }) => `${version.functionName}:${version.version}`)]);
    for (const pool of live.pools.values()) if (pool.share !== null && !needed.has(pool.key)) closeShare(live, pool);
    for (const [key, count] of units) {
      const version = state["lambda.versions"].get(key);
      if (version) this.#keep(account, poolOf(live, version, clock.now()), count, waiting.some((one) => one.version === version));
    }
    for (const { record, startsAt } of waiting) {
      const key = `${account.scope}/${provisionedKey(record.functionName, record.qualifier)}`;
      if (this.#begun.get(key) === record.requestedAt) continue;
      this.#begun.set(key, record.requestedAt);
      agenda.at(startsAt, () => this.#begin(account, key, record.requestedAt), `Provisioned concurrency of ${record.functionName}:${record.qualifier} starts`);
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
      .catch((error: unknown) => (this.#parts.reportBug(error), "bug"))
      .then((problem) => {
        this.#replacing.delete(pool);
        // Others may have ended just when it had enough. Where it gave up, the next change or request tries anew.
        if (problem === null && this.#parts.isOpen() && this.#parts.accounts.holds(account)) this.sync(account);
      });
  }

  #begin(account: Account, key: string, requestedAt: number): void {
    const { accounts, settings } = this.#parts;
    const current = (): Allocation | undefined =>
      accounts.holds(account)
        ? allocations(account.state, settings().provisionedPreparationMs).find(
            ({ record }) => record.requestedAt === requestedAt && `${account.scope}/${provisionedKey(record.functionName, record.qualifier)}` === key,
          )
        : undefined;
    const allocation = current();
    if (!allocation) return this.#forget(key, requestedAt);
    this.#allocate(account, allocation, () => current()?.version.version === allocation.version.version)
      .catch(this.#parts.reportBug)
      .finally(() => this.#forget(key, requestedAt));
  }

  #forget(key: string, requestedAt: number): void {
    if (this.#begun.get(key) === requestedAt) this.#begun.delete(key);
  }

  async #allocate(account: Account, { record, version }: Allocation, wanted: () => boolean): Promise<void> {
    const { agenda, clock, commits, room } = this.#parts;
    const pool = poolOf(account.live, version, clock.now());
    const share = shareOf(pool);
    const missing = record.requested - sizeOf(share);
    const earliest = clock.now() + Math.max(0, missing) * MS_PER_START;
    const problem = room.refuseProvisioned(pool, record.requested) ?? (await this.#fill(account, pool, share, record.requested, () => wanted() && pool.share === share));
    // So many cannot be there any sooner, however fast this machine starts them.
    if (problem === null && clock.now() < earliest) {
      await new Promise<void>((resolve) => agenda.at(earliest, resolve, `Provisioned concurrency of ${record.functionName}:${record.qualifier} is ready`));
    }
    if (!this.#parts.isOpen()) return;
    if (!wanted()) return this.sync(account);
    await commits.settled(account, () => {
      const latest = account.state["lambda.provisioned"].get(provisionedKey(record.functionName, record.qualifier));
      if (latest?.requestedAt !== record.requestedAt) return [];
      return [problem === null ? allocated(latest, version.version, clock.now()) : allocationFailed(latest, problem, clock.now())];
    });
  }

  /** Starts environments until there are so many. Null, or why it gave up. */
  async #fill(account: Account, pool: Pool, share: ProvisionedShare, count: number, wanted: () => boolean): Promise<string | null> {
    const { clock, isOpen } = this.#parts;
    let failures = 0;
    let problem: string | null = null;
    const startSome = async (): Promise<void> => {
      while (problem === null && isOpen() && wanted() && sizeOf(share) < count) {
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

  /** One environment's init: null when it is ready, "init" when the function's own code failed, else what stood in the way. */
  async #start(account: Account, pool: Pool, share: ProvisionedShare): Promise<string | null> {
    const { clock, code, commits, gate, hosts, ids, room, settings } = this.#parts;
    const { live, journal } = account;
    const full = room.forOne(pool);
    if (full) return full.message;
    share.starting++;
    const environment = newEnvironment(live, pool, share);
    let ready = false;
    try {
      const runtime = await gate.ready();
      if (isAwsError(runtime)) return runtime.message;
      if (!runtime.supports(environment.runnable.configuration.Runtime ?? "")) return "A browser cannot run functions of this runtime.";
      const files = await code.files(environment.runnable.codeSha256);
      if (!files) return "The deployment package of this version is not in the store any more.";
      const startedAt = clock.now();
      const host = hosts.start(environment, specOf(environment, files, account, settings().handlerNetwork, startedAt, ids), runtime);
      journal.started(environment, host.spec.id, host.spec.logStream, startedAt);
      this.#parts.changed(account);
      const result = onClock(await host.process.initialized, clock);
      const events = provisionedInitEvents({ startedAt, result }, environment.runnable.configuration, account);
      const destination = { group: host.spec.logGroup, stream: host.spec.logStream, sequence: host.ingestions++ };
      commits.soon(account, () => appendLogEvents(account.state, destination, events, clock.now()));
      ready = result.end.kind === "ok";
      return ready ? null : "init";
    } finally {
      share.starting--;
      settleProvisioned(live, environment, share, clock.now(), ready);
      if (ready) journal.initialized(environment, clock.now(), "idle");
      this.#parts.changed(account);
      hosts.sweep(account);
    }
  }
}

function hasShares({ live }: Account): boolean {
  for (const { share } of live.pools.values()) if (share !== null) return true;
  return false;
}

const sizeOf = ({ idle, busy, starting }: ProvisionedShare): number => idle + busy + starting;
