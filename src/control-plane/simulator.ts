import { fromBase64Url } from "#services/bytes.ts";
import { closePool } from "#services/lambda/execution-environments.ts";
import type { Settings } from "#services/settings.ts";
import { TABLE_NAMES, type TableName } from "#services/tables.ts";
import type { Accounts } from "./account.ts";
import type { CodeCache } from "./code-cache.ts";
import type { CodeReferences } from "./code-references.ts";
import type { Commits } from "./commits.ts";
import type { EnvironmentHosts } from "./environment-hosts.ts";
import type { Scope, Simulator, Store } from "./ports.ts";

interface SimulatorParts {
  readonly store: Store;
  readonly accounts: Accounts;
  readonly references: CodeReferences;
  readonly code: CodeCache;
  readonly commits: Commits;
  readonly hosts: EnvironmentHosts;
  readonly settings: () => Settings;
  readonly setSettings: (settings: Settings) => void;
  readonly onChange: (scope: Scope, tables: ReadonlySet<TableName>) => void;
}

/** The simulator's own controls. They take their turn among the commands. */
export function openSimulator(parts: SimulatorParts): Simulator {
  const { store, accounts, references, code, commits, hosts } = parts;
  return {
    settings: parts.settings,

    changeSettings: (change) =>
      commits.inTurn(async () => {
        const before = parts.settings();
        const after = { ...before, ...change };
        await store.saveSettings(after);
        parts.setSettings(after);
        // Whether there is a network is settled when an environment starts; so those before the change end.
        if (after.handlerNetwork !== before.handlerNetwork) {
          for (const { live } of accounts.all()) {
            for (const key of live.pools.keys()) closePool(live, key);
            hosts.sweep(live);
          }
        }
        return after;
      }),

    reset: () =>
      commits.inTurn(async () => {
        await store.reset();
        const scopes = accounts.all().map(({ scope }) => scope);
        hosts.endAll();
        accounts.clear();
        references.clear();
        code.clear();
        for (const scope of scopes) parts.onChange(scope, new Set(TABLE_NAMES));
      }),

    code: (sha256) => store.code(fromBase64Url(sha256)),
  };
}
