import type { Changed, Scope } from "./ports.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

/** Ms of the wall clock between two announcements of an account: five a second at most, */
const LEAST_PAUSE_MS = 200;
/** fewer with many environments, for a page that shows them takes the longer the more there are, */
const PAUSE_MS_PER_ENVIRONMENT = 3;
/** and one a second at least. */
const LARGEST_PAUSE_MS = 1000;

/** What watchers are told of an account. `functions`: as `changedFunctions`. */
type Tell = (scope: Scope, tables: ReadonlySet<Changed>, functions: ReadonlySet<string>) => void;

interface Waiting {
  readonly tables: Set<Changed>;
  readonly functions: Set<string>;
}

/**
 * Tells watchers of changes that no response waits for (environments, log lines, metrics): at once, then together after a pause.
 * Two hundred environments that start are two hundred changes. A page that read the account after each of them would show none.
 */
export class Announcer {
  readonly #clock: SimulatedClock;
  readonly #tell: Tell;
  readonly #environments: () => number;
  readonly #quietUntil = new Map<Scope, number>();
  readonly #waiting = new Map<Scope, Waiting>();

  /** `environments`: how many run now. */
  constructor(clock: SimulatedClock, tell: Tell, environments: () => number) {
    this.#clock = clock;
    this.#tell = tell;
    this.#environments = environments;
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
    this.#quietUntil.set(scope, this.#clock.wallNow() + pauseMs(this.#environments()));
    this.#tell(scope, tables, functions);
  }
}

/** How long is nothing told after an announcement, while so many environments run. */
export function pauseMs(environments: number): number {
  return Math.min(LARGEST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, PAUSE_MS_PER_ENVIRONMENT * environments));
}
