import { expireIdle, nextExpiry, postponeExpiry } from "#services/lambda/environments/execution-environments.ts";
import type { Accounts } from "./account.ts";
import type { Timers } from "./timers.ts";
import type { EnvironmentHosts } from "./environment-hosts.ts";
import type { Clock } from "./ports.ts";

/** Ends environments that were idle for as long as the setting says, with one timer for the next of all. */
export class EnvironmentExpiry {
  readonly #accounts: Accounts;
  readonly #hosts: EnvironmentHosts;
  readonly #timers: Timers;
  readonly #clock: Clock;
  readonly #idleMs: () => number;
  #callOff: (() => void) | null = null;

  constructor(accounts: Accounts, hosts: EnvironmentHosts, timers: Timers, clock: Clock, idleMs: () => number) {
    this.#accounts = accounts;
    this.#hosts = hosts;
    this.#timers = timers;
    this.#clock = clock;
    this.#idleMs = idleMs;
  }

  /**
   * Enters the next expiry, unless one is entered already: that one comes no later, for an environment that becomes
   * idle now expires last of all, and one that was reused meanwhile is looked at again when its old instant comes.
   */
  arm(): void {
    if (this.#callOff !== null) return;
    let next: number | null = null;
    for (const { live } of this.#accounts.all()) {
      const expiry = nextExpiry(live, this.#idleMs());
      if (expiry !== null && (next === null || expiry < next)) next = expiry;
    }
    if (next !== null) this.#callOff = this.#timers.at(next, () => this.#expire(), "An idle execution environment expires");
  }

  /** After the idle time was changed. */
  rearm(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.arm();
  }

  /** After the machine slept: see `postponeExpiry`. */
  slept(ms: number): void {
    for (const { live } of this.#accounts.all()) postponeExpiry(live, ms);
    this.rearm();
  }

  #expire(): void {
    this.#callOff = null;
    for (const account of this.#accounts.all()) {
      expireIdle(account.live, this.#clock.now(), this.#idleMs());
      this.#hosts.sweep(account);
    }
    this.arm();
  }
}
