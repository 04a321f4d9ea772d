import type { OperationContext } from "#services/operation.ts";
import type { Change, State, TableName } from "#services/tables.ts";
import type { Account, Accounts } from "./account.ts";
import type { Agenda } from "./agenda.ts";
import type { Commits } from "./commits.ts";

/** What a service does by itself when its time has come: a schedule fires, an alarm is evaluated. */
export interface Duty {
  /** In a few words, for whoever asks what comes next; null where it is of no interest to anybody. */
  readonly label: string | null;
  /** The tables that `nextDue` reads. */
  readonly follows: readonly TableName[];
  /** When it is due next (epoch ms), or null. */
  readonly nextDue: (state: State, now: number) => number | null;
  /** What it changes at `context.now`; afterwards `nextDue` must be later, or null. */
  readonly due: (state: State, context: OperationContext) => readonly Change[];
}

interface DutyParts {
  readonly accounts: Accounts;
  readonly agenda: Agenda;
  readonly commits: Commits;
  readonly context: (account: Account) => OperationContext;
}

/** Keeps every duty of every account on the agenda; what is due becomes one commit. */
export class Duties {
  readonly #parts: DutyParts;
  readonly #duties: readonly Duty[];
  readonly #entered = new Map<string, { instant: number; callOff: () => void }>();

  constructor(duties: readonly Duty[], parts: DutyParts) {
    this.#duties = duties;
    this.#parts = parts;
  }

  /** Enters what an account waits for; after a commit, only what follows the tables that it `touched`. */
  arm(account: Account, touched?: ReadonlySet<TableName>): void {
    this.#duties.forEach((duty, index) => {
      if (touched === undefined || duty.follows.some((table) => touched.has(table))) this.#enter(account, duty, `${account.scope} ${index}`);
    });
  }

  #enter(account: Account, duty: Duty, key: string): void {
    const { accounts, agenda, commits, context } = this.#parts;
    const next = accounts.holds(account) ? duty.nextDue(account.state, context(account).now) : null;
    const entered = this.#entered.get(key);
    if (entered?.instant === next) return;
    entered?.callOff();
    this.#entered.delete(key);
    if (next === null) return;
    const run = (): void => {
      this.#entered.delete(key);
      void commits.settled(account, () => duty.due(account.state, context(account))).then(() => this.#enter(account, duty, key));
    };
    this.#entered.set(key, { instant: next, callOff: agenda.at(next, run, duty.label) });
  }
}
