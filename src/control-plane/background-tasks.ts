import type { OperationContext } from "#services/operation.ts";
import type { Change, State, TableName } from "#services/tables.ts";
import type { Account, Accounts } from "./account.ts";
import type { Timers } from "./timers.ts";
import type { Commits } from "./commits.ts";

/** What a service does by itself when its time has come: a schedule fires, an alarm is evaluated. */
export interface BackgroundTask {
  /** In a few words, for whoever asks what comes next; null where it is of no interest to anybody. */
  readonly label: string | null;
  /** The tables that `nextDue` reads. */
  readonly follows: readonly TableName[];
  /** When it is due next (epoch ms), or null. */
  readonly nextDue: (state: State, now: number) => number | null;
  /** What it changes at `context.now`; afterwards `nextDue` must be later, or null. */
  readonly due: (state: State, context: OperationContext) => readonly Change[];
}

/** After a failure a background task is not due again for this long, in ms: what failed would fail at once again. */
const PAUSE_MS = 60_000;

interface TaskParts {
  readonly accounts: Accounts;
  readonly timers: Timers;
  readonly commits: Commits;
  readonly context: (account: Account) => OperationContext;
  readonly reportBug: (error: unknown) => void;
}

/** Keeps a timer for every background task of every account; what is due becomes one commit. */
export class BackgroundTasks {
  readonly #parts: TaskParts;
  readonly #tasks: readonly BackgroundTask[];
  readonly #entered = new Map<string, { instant: number; callOff: () => void }>();
  /** Background tasks that failed → until when they pause. */
  readonly #paused = new Map<string, number>();

  constructor(tasks: readonly BackgroundTask[], parts: TaskParts) {
    this.#tasks = tasks;
    this.#parts = parts;
  }

  /** Enters what an account waits for; after a commit, only what follows the tables that it `touched`. */
  arm(account: Account, touched?: ReadonlySet<TableName>): void {
    this.#tasks.forEach((task, index) => {
      if (touched === undefined || task.follows.some((table) => touched.has(table))) this.#enter(account, task, `${account.scope} ${index}`);
    });
  }

  /** Calls everything off: the accounts are no more. */
  reset(): void {
    for (const { callOff } of this.#entered.values()) callOff();
    this.#entered.clear();
    this.#paused.clear();
  }

  #enter(account: Account, task: BackgroundTask, key: string): void {
    const { accounts, timers, commits, context, reportBug } = this.#parts;
    // After a reset the key is the next account's.
    if (!accounts.holds(account)) return;
    const due = task.nextDue(account.state, context(account).now);
    const next = due === null ? null : Math.max(due, this.#paused.get(key) ?? due);
    const entered = this.#entered.get(key);
    if (entered?.instant === next) return;
    entered?.callOff();
    this.#entered.delete(key);
    if (next === null) return;
    const run = (): void => {
      this.#entered.delete(key);
      commits
        .settled(account, () => task.due(account.state, context(account)))
        .then(
          () => this.#paused.delete(key),
          (error: unknown) => {
            reportBug(error);
            this.#paused.set(key, context(account).now + PAUSE_MS);
          },
        )
        .then(() => this.#enter(account, task, key))
        .catch(reportBug);
    };
    this.#entered.set(key, { instant: next, callOff: timers.at(next, run, task.label) });
  }
}
