import { emptyLive, type Live } from "#services/lambda/environments/execution-environments.ts";
import { LogBudget } from "#services/logs/log-budget.ts";
import { type Change, isTableName, type State, TABLE_NAMES, type TableName, type Tables } from "#services/tables.ts";
import { EnvironmentJournal } from "./environment-journal.ts";
import type { Scope, StoredRow } from "./ports.ts";

type MutableState = { readonly [T in TableName]: Map<string, Tables[T]> };

/** One account in one Region: what is kept, and what lives only as long as this cloud runs. */
export class Account {
  readonly scope: Scope;
  readonly accountId: string;
  readonly region: string;
  readonly live: Live = emptyLive();
  readonly journal = new EnvironmentJournal();
  // Every table starts empty, whatever its records are.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  readonly #state = Object.fromEntries(TABLE_NAMES.map((name) => [name, new Map()])) as unknown as MutableState;

  readonly logBudget = new LogBudget(this.#state);

  constructor(accountId: string, region: string) {
    this.accountId = accountId;
    this.region = region;
    this.scope = scopeOf(accountId, region);
  }

  /** As the rules read it. */
  get state(): State {
    return this.#state;
  }

  /** Takes over changes that the store has kept. Returns the tables they touched. */
  apply(changes: readonly Change[]): ReadonlySet<TableName> {
    const touched = new Set<TableName>();
    for (const change of changes) {
      touched.add(change.table);
      const table: Map<string, unknown> = this.#state[change.table];
      if (change.value === null) table.delete(change.key);
      else table.set(change.key, change.value);
      this.logBudget.follow(change);
    }
    return touched;
  }

  /** Takes in a row as it was kept. */
  load(row: StoredRow): void {
    const table: Map<string, unknown> = this.#state[row.table];
    table.set(row.key, row.value);
  }
}

/** `accountId/region`. */
export function scopeOf(accountId: string, region: string): Scope {
  return `${accountId}/${region}`;
}

/** All accounts of this browser, made when they are first asked for. */
export class Accounts {
  /** Told of each account that is made after the start. */
  onNew: (account: Account) => void = () => undefined;
  readonly #byScope = new Map<Scope, Account>();

  /** Rows of tables that this build does not know (another build wrote them) are passed over; the store keeps them. */
  constructor(rows: readonly StoredRow[]) {
    for (const row of rows) {
      if (!isTableName(row.table)) continue;
      const [accountId = "", region = ""] = row.scope.split("/");
      this.of(accountId, region).load(row);
    }
  }

  of(accountId: string, region: string): Account {
    const scope = scopeOf(accountId, region);
    let account = this.#byScope.get(scope);
    if (!account) {
      this.#byScope.set(scope, (account = new Account(accountId, region)));
      this.onNew(account);
    }
    return account;
  }

  /** The account in the Region where it has a bucket; bucket names are unique in all Regions at AWS. */
  ofBucket(accountId: string, bucket: unknown): Account | undefined {
    return typeof bucket === "string" ? this.all().find((account) => account.accountId === accountId && account.state["s3.buckets"].has(bucket)) : undefined;
  }

  all(): Account[] {
    return [...this.#byScope.values()];
  }

  /** Whether this is still the account of its scope, and not one from before a reset. */
  holds(account: Account): boolean {
    return this.#byScope.get(account.scope) === account;
  }

  clear(): void {
    this.#byScope.clear();
  }
}
