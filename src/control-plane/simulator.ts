import { fromBase64Url } from "#services/bytes.ts";
import { asyncEventViews } from "#services/lambda/async/async-views.ts";
import { recycle } from "#services/lambda/environments/execution-environments.ts";
import type { ClockView } from "#services/clock-view.ts";
import { LOG_LIMITS } from "#services/logs/log-budget.ts";
import { platformLines } from "#services/logs/platform-lines.ts";
import { withdrawApproved } from "#services/service-quotas/applied-concurrency.ts";
import type { Settings } from "#services/settings.ts";
import { TABLE_NAMES } from "#services/tables.ts";
import type { Accounts } from "./account.ts";
import type { Timers } from "./timers.ts";
import type { CodeCache } from "./code-cache.ts";
import type { CodeReferences } from "./code-references.ts";
import type { Commits } from "./commits.ts";
import type { EnvironmentHosts } from "./environment-hosts.ts";
import type { Changed, Scope, Simulator, Store } from "./ports.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

interface SimulatorParts {
  readonly store: Store;
  readonly accounts: Accounts;
  readonly references: CodeReferences;
  readonly code: CodeCache;
  readonly commits: Commits;
  readonly hosts: EnvironmentHosts;
  readonly clock: SimulatedClock;
  readonly timers: Timers;
  readonly settings: () => Settings;
  /** Keeps them, with what is kept of the clock. */
  readonly saveSettings: (settings: Settings) => Promise<void>;
  readonly setSettings: (settings: Settings) => void;
  /** After provisioned environments may have to be replaced. */
  readonly afterRecycle: () => void;
  /** After all accounts are gone. */
  readonly afterReset: () => void;
  readonly onChange: (scope: Scope, tables: ReadonlySet<Changed>) => void;
}

/** The simulator's own controls. They take their turn among the commands. */
export function openSimulator(parts: SimulatorParts): Simulator {
  const { store, accounts, references, code, commits, hosts, clock, timers } = parts;
  const recycleAll = (functionName?: string): void => {
    for (const account of accounts.all()) {
      recycle(account.live, (pool) => functionName === undefined || pool.functionName === functionName);
      hosts.sweep(account);
    }
    parts.afterRecycle();
  };
  const clockView = (): ClockView => {
    const next = timers.next();
    return { now: clock.now(), offsetMs: clock.offsetMs, mode: clock.mode, nextEventAt: next?.instant ?? null, nextEvent: next?.label ?? null, stoppedAt: clock.stoppedAt };
  };
  const toldClock = (): ClockView => {
    parts.onChange("*", new Set(["simulator.clock"]));
    return clockView();
  };
  return {
    settings: parts.settings,

    changeSettings: async (change) => {
      const changed = await commits.inTurn(async () => {
        const before = parts.settings();
        const after = { ...before, ...change };
        await parts.saveSettings(after);
        parts.setSettings(after);
        // Whether there is a network is settled when an environment starts; so those before the change end.
        if (after.handlerNetwork !== before.handlerNetwork) recycleAll();
        return after;
      });
      // A number that is set holds everywhere: what was approved for single Regions is taken back.
      if (change.accountConcurrency !== undefined) {
        await Promise.all(accounts.all().map((account) => commits.settled(account, () => withdrawApproved(account.state))));
      }
      return changed;
    },

    reset: () =>
      commits.inTurn(async () => {
        await store.reset();
        const scopes = accounts.all().map(({ scope }) => scope);
        hosts.endAll();
        accounts.clear();
        references.clear();
        code.clear();
        parts.afterReset();
        for (const scope of scopes) parts.onChange(scope, new Set([...TABLE_NAMES, "simulator.environments"]));
      }),

    code: (sha256) => store.code(fromBase64Url(sha256)),

    clock: clockView,

    setClockMode: (mode) => {
      clock.setMode(mode);
      return Promise.resolve(toldClock());
    },

    nextEvent: () => {
      const next = timers.next();
      if (next !== null) clock.jumpTo(next.instant);
      return Promise.resolve(toldClock());
    },

    environments: ({ accountId, region }) => ({ now: clock.now(), environments: accounts.of(accountId, region).journal.views() }),

    recycle: ({ accountId, region }, functionName) => {
      const account = accounts.of(accountId, region);
      recycle(account.live, (pool) => functionName === undefined || pool.functionName === functionName);
      hosts.sweep(account);
      parts.afterRecycle();
      return Promise.resolve();
    },

    platformLines: ({ accountId, region }, group, streams) => platformLines(accounts.of(accountId, region).state, group, streams),

    asyncEvents: ({ accountId, region }, functionName) => ({
      now: clock.now(),
      events: asyncEventViews(accounts.of(accountId, region).state, functionName),
    }),

    logLimits: ({ accountId, region }, group) => ({ ...LOG_LIMITS, dropped: accounts.of(accountId, region).state["logs.groups"].get(group)?.dropped ?? null }),
  };
}
