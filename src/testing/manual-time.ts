import type { Alarm, Clock } from "#control-plane/ports.ts";

/** A clock that tests move, the alarm over it, and one-shot timers for what tests imitate (a handler that takes 100 ms). */
export class ManualTime implements Clock, Alarm {
  #now: number;
  #alarm: { instant: number; wake: () => void } | null = null;
  #timers: { instant: number; action: () => void }[] = [];

  constructor(now = Date.UTC(2026, 10, 23, 9)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  set(instant: number | null, wake: () => void): void {
    this.#alarm = instant === null ? null : { instant, wake };
  }

  /** Runs `action` when the clock has come to an instant. */
  at(instant: number, action: () => void): void {
    this.#timers.push({ instant, action });
  }

  /** The instant that the alarm is set to. */
  get alarmAt(): number | null {
    return this.#alarm?.instant ?? null;
  }

  /** The machine sleeps: the wall clock goes on, and nothing that waits for it wakes. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  /** Moves the clock on, stopping at each timer and alarm on the way and letting what they set off settle. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#timers.reduce((least, timer) => Math.min(least, timer.instant), this.#alarm?.instant ?? Number.POSITIVE_INFINITY);
      if (next > end) break;
      this.#now = Math.max(this.#now, next);
      const due = this.#timers.filter((timer) => timer.instant <= this.#now);
      this.#timers = this.#timers.filter((timer) => timer.instant > this.#now);
      for (const timer of due) timer.action();
      if (this.#alarm && this.#alarm.instant <= this.#now) {
        const { wake } = this.#alarm;
        this.#alarm = null;
        wake();
      }
      await settle();
    }
    this.#now = end;
  }
}

/** Lets all promises that can settle now do so. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve));
}
