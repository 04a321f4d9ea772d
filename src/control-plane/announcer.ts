import type { Changed, Scope } from "./ports.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

/** At most one announcement of an account in this many ms of the wall clock. */
const PAUSE_MS = 200;

/** What watchers are told of an account. `functions`: as `changedFunctions`. */
type Tell = (scope: Scope, tables: ReadonlySet<Changed>, functions: ReadonlySet<string>) => void;

interface Waiting {
  readonly tables: Set<Changed>;
  readonly functions: Set<string>;
}

/**
 * Tells watchers of what nobody waits for (environments, log lines, metrics): at once, then together no more often than five
 * times a second. Two hundred environments that start are two hundred changes, and a page that reads each of them shows none.
 */
export class Announcer {
  readonly #clock: SimulatedClock;
  readonly #tell: Tell;
  readonly #quietUntil = new Map<Scope, number>();
  readonly #waiting = new Map<Scope, Waiting>();

  constructor(clock: SimulatedClock, tell: Tell) {
    this.#clock = clock;
    this.#tell = tell;
  }

  tell(scope: Scope, tables: Iterable<Changed>, functions: Iterable<string> = []): void {
    const waiting = this.#waiting.get(scope);
    if (waiting) {
      for (const table of tables) waiting.tables.add(table);
      for (const name of functions) waiting.functions.add(name);
      return;
    }
    const news: Waiting = { tables: new Set(tables), functions: new Set(functions) };
    const now = this.#clock.wallNow();
    const quietUntil = this.#quietUntil.get(scope) ?? 0;
    if (now >= quietUntil) return this.#send(scope, news);
    this.#waiting.set(scope, news);
    this.#clock.afterWall(quietUntil - now, () => {
      this.#waiting.delete(scope);
      this.#send(scope, news);
    });
  }

  #send(scope: Scope, { tables, functions }: Waiting): void {
    this.#quietUntil.set(scope, this.#clock.wallNow() + PAUSE_MS);
    this.#tell(scope, tables, functions);
  }
}
