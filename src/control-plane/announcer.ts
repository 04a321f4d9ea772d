import type { Changed, Scope, SimulatorTable } from "./ports.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

/** At most one announcement of a kind in this many ms of the wall clock. */
const PAUSE_MS = 200;

/** Tells watchers that environments or the clock changed: at once, then no more often than five times a second. */
export class Announcer {
  readonly #clock: SimulatedClock;
  readonly #onChange: (scope: Scope, tables: ReadonlySet<Changed>) => void;
  readonly #quietUntil = new Map<string, number>();
  readonly #waiting = new Set<string>();

  constructor(clock: SimulatedClock, onChange: (scope: Scope, tables: ReadonlySet<Changed>) => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  tell(scope: Scope, table: SimulatorTable): void {
    const key = `${scope} ${table}`;
    if (this.#waiting.has(key)) return;
    const now = this.#clock.wallNow();
    const quietUntil = this.#quietUntil.get(key) ?? 0;
    if (now >= quietUntil) return this.#send(key, scope, table);
    this.#waiting.add(key);
    this.#clock.afterWall(quietUntil - now, () => {
      this.#waiting.delete(key);
      this.#send(key, scope, table);
    });
  }

  #send(key: string, scope: Scope, table: SimulatorTable): void {
    this.#quietUntil.set(key, this.#clock.wallNow() + PAUSE_MS);
    this.#onChange(scope, new Set([table]));
  }
}
