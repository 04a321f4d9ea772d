import type { Agenda } from "./agenda.ts";
import type { Clock, Scope, SimulatorTable, Changed } from "./ports.ts";

/** At most one announcement of a kind in this many ms. */
const PAUSE_MS = 200;

/** Tells watchers that environments or the clock changed: at once, then no more often than five times a second. */
export class Announcer {
  readonly #agenda: Agenda;
  readonly #clock: Clock;
  readonly #onChange: (scope: Scope, tables: ReadonlySet<Changed>) => void;
  readonly #quietUntil = new Map<string, number>();
  readonly #waiting = new Set<string>();

  constructor(agenda: Agenda, clock: Clock, onChange: (scope: Scope, tables: ReadonlySet<Changed>) => void) {
    this.#agenda = agenda;
    this.#clock = clock;
    this.#onChange = onChange;
  }

  tell(scope: Scope, table: SimulatorTable): void {
    const key = `${scope} ${table}`;
    if (this.#waiting.has(key)) return;
    const now = this.#clock.now();
    const quietUntil = this.#quietUntil.get(key) ?? 0;
    if (now >= quietUntil) return this.#send(key, scope, table, now);
    this.#waiting.add(key);
    this.#agenda.at(quietUntil, () => {
      this.#waiting.delete(key);
      this.#send(key, scope, table, this.#clock.now());
    });
  }

  #send(key: string, scope: Scope, table: SimulatorTable, now: number): void {
    this.#quietUntil.set(key, now + PAUSE_MS);
    this.#onChange(scope, new Set([table]));
  }
}
