import type { Alarm, MachineClock } from "#control-plane/ports.ts";

/** A clock that tests move, the alarm over it, and one-shot timers for what tests imitate (a handler that takes 100 ms). */
export class ManualTime implements MachineClock, Alarm {
  /** By the clock that cannot be set, as are the instants of alarm and timers. */
  #elapsed = 0;
  /** What the wall clock is ahead of it. */
  #ahead: number;
  #alarm: { instant: number; wake: () => void } | null = null;
  #timers: { instant: number; action: () => void }[] = [];

  constructor(now = Date.UTC(2026, 10, 23, 9)) {
    this.#ahead = now;
  }

  now(): number {
    return this.#elapsed + this.#ahead;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  set(instant: number | null, wake: () => void): void {
    this.#alarm = instant === null ? null : { instant: instant - this.#ahead, wake };
  }

  /** Runs `action` when the clock has come to an instant. */
  at(instant: number, action: () => void): void {
    this.#timers.push({ instant: instant - this.#ahead, action });
  }

  /** The instant that the alarm is set to. */
  get alarmAt(): number | null {
    return this.#alarm === null ? null : this.#alarm.instant + this.#ahead;
  }

  /** The machine sleeps: the wall clock goes on, and nothing that waits does. */
  sleep(ms: number): void {
    this.#ahead += ms;
  }

  /** Sets the wall clock, ahead or (by less than 0) back. */
  turn(ms: number): void {
    this.#ahead += ms;
  }

  /** Moves the clock on, stopping at each timer and alarm on the way and letting what they set off settle. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    await settle();
    for (;;) {
      const next = this.#timers.reduce((least, timer) => Math.min(least, timer.instant), this.#alarm?.instant ?? Number.POSITIVE_INFINITY);
      if (next > end) break;
      this.#elapsed = Math.max(this.#elapsed, next);
      const due = this.#timers.filter((timer) => timer.instant <= this.#elapsed);
      this.#timers = this.#timers.filter((timer) => timer.instant > this.#elapsed);
      for (const timer of due) timer.action();
      if (this.#alarm && this.#alarm.instant <= this.#elapsed) {
        const { wake } = this.#alarm;
        this.#alarm = null;
        wake();
      }
      await settle();
    }
    this.#elapsed = end;
  }
}

/** Lets all promises that can settle now do so. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve));
}
