import { type AwsError, isAwsError } from "#services/aws-error.ts";
import type { Outcome } from "#services/operation.ts";
import type { Change, TableName } from "#services/tables.ts";
import type { Account, Accounts } from "./account.ts";
import type { CodeReferences } from "./code-references.ts";
import type { Store } from "./ports.ts";
import { isStoreError, storeFailure } from "./store-problems.ts";

/** A deployment package that a command brought with it. */
export interface UploadedCode {
  readonly sha256: string;
  readonly zip: Uint8Array;
}

/** Told of changes that were applied; `isAnswered`: the answer of a command waits for them. */
type OnChange = (account: Account, tables: ReadonlySet<TableName>, changes: readonly Change[], isAnswered: boolean) => void;

/** A command's way into the store: one after the other, kept before it is answered, in memory after it was kept. */
export class Commits {
  readonly #store: Store;
  readonly #accounts: Accounts;
  readonly #references: CodeReferences;
  readonly #onChange: OnChange;
  readonly #reportBug: (error: unknown) => void;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(
    store: Store,
    accounts: Accounts,
    references: CodeReferences,
    onChange: OnChange,
    reportBug: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#accounts = accounts;
    this.#references = references;
    this.#onChange = onChange;
    this.#reportBug = reportBug;
  }

  /** Runs a task after all those before it. */
  inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    this.#waiting++;
    const turn = this.#last.then(task).finally(() => this.#waiting--);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Decides a command and keeps what it changes. A request id that was answered before gets the same answer again.
   * `decide` runs when its turn has come, on the state that all commands before it left.
   */
  command(account: Account, requestId: string, uploaded: UploadedCode | undefined, decide: () => Outcome<unknown>): Promise<{ output: unknown } | AwsError> {
    return this.inTurn(async () => {
      try {
        const reply = await this.#store.reply(requestId);
        // Only this function writes replies, and it writes them in this form.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        if (reply) return reply.value as { output: unknown };
        const outcome = decide();
        if (isAwsError(outcome)) return outcome;
        const answer = { output: outcome.output };
        if (outcome.changes.length > 0) await this.#keep(account, requestId, answer, outcome.changes, uploaded);
        return answer;
      } catch (error) {
        if (isStoreError(error)) return storeFailure(error);
        throw error;
      }
    });
  }

  /** Changes that no answer waits for (logs). Applied at once, unless a command is just being kept: then after it. */
  soon(account: Account, changes: () => readonly Change[]): void {
    this.settled(account, changes).catch(this.#reportBug);
  }

  /** As {@link soon}; resolves when they are applied, rejects with a bug of `changes` and never throws it. After a reset of the account nothing is, and `changes` is not asked. */
  async settled(account: Account, changes: () => readonly Change[]): Promise<void> {
    const write = (): void => {
      if (!this.#accounts.holds(account)) return;
      const made = changes();
      if (made.length === 0) return;
      const touched = account.apply(made);
      this.#store.commitSoon({ scope: account.scope, changes: made });
      this.#onChange(account, touched, made, false);
    };
    if (this.#waiting > 0) return this.inTurn(() => Promise.resolve(write()));
    write();
  }

  async #keep(account: Account, requestId: string, value: unknown, changes: readonly Change[], uploaded: UploadedCode | undefined): Promise<void> {
    const difference = this.#references.difference(account.state, changes);
    const forgetCode = this.#references.orphans(difference);
    const isNew = uploaded !== undefined && !this.#references.has(uploaded.sha256) && (difference.get(uploaded.sha256) ?? 0) > 0;
    await this.#store.commit({
      scope: account.scope,
      changes,
      ...(isNew && { code: new Map([[uploaded.sha256, uploaded.zip]]) }),
      ...(forgetCode.length > 0 && { forgetCode }),
      reply: { requestId, value },
    });
    this.#references.apply(difference);
    this.#onChange(account, account.apply(changes), changes, true);
  }
}
