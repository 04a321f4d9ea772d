import type { ClockMode } from "#services/clock-view.ts";
import type { Alarm, Clock, MachineClock } from "./ports.ts";

/** While something waits, the wall clock is looked at this often, in ms. */
const LOOK_MS = 30_000;
/** Simulated time that one fast-forward skips at most: a day. Without an end, whatever recurs would run away with the clock. */
export const FAST_FORWARD_MS = 24 * 3_600_000;
/** A look that comes this much too late means that the machine slept, in ms; as does a start so long after the last one ran. */
export const SLEPT_MS = 60_000;

/** The two clocks of a machine drift apart by a little without either being set, in ms. */
const DRIFT_MS = 20;
/** A wall clock that was set back by as much is told to watchers, in ms. */
const TOLD_MS = 1000;

/**
 * The one clock: wall clock + offset, in whole ms, and never backwards.
 *
 * A wall clock that is set back changes nothing: by the machine's other clock, which cannot be set, it is known how much time has
 * passed really, and the offset takes up the difference. Set ahead, it is as if the machine had slept, for a browser cannot
 * tell the two apart.
 *
 * Fast-forward jumps the offset to the next timer whenever nothing holds the clock: a running handler
 * does, because its time cannot be skipped. It skips idle time only, never past an event, and ends by itself before it would
 * go further than {@link FAST_FORWARD_MS}.
 *
 * A laptop that sleeps: the wall clock jumps ahead while nothing here ran. Time has passed then, so what waited for an
 * instant (schedules, messages) happens late, once; but `onSlept` is told how long it was, because what was not awake
 * cannot have been idle, nor tried again: see `postponeExpiry` and `postponeEvents`.
 */
export class SimulatedClock implements Clock, Alarm {
  mode: ClockMode = "real-time";
  /** When fast-forward ended by itself last, on this clock. */
  stoppedAt: number | null = null;
  onJump: () => void = () => undefined;
  onSlept: (ms: number) => void = () => undefined;
  /** At each look at the wall clock, several a minute while anything waits. */
  onLook: () => void = () => undefined;
  readonly #machine: MachineClock;
  readonly #alarm: Alarm;
  #offset: number;
  #last = Number.NEGATIVE_INFINITY;
  /** How far the wall clock is ahead of the one that cannot be set. */
  #ahead: number;
  #next: number | null = null;
  #wake: () => void = () => undefined;
  #holds = 0;
  /** When the next look at the wall clock is to be, on that clock. */
  #expected = Number.POSITIVE_INFINITY;
  #isHurrying = false;
  #fastUntil = 0;
  #chores: { readonly at: number; readonly run: () => void }[] = [];

  constructor(machine: MachineClock, alarm: Alarm, offsetMs: number) {
    this.#machine = machine;
    this.#ahead = machine.now() - machine.elapsed();
    this.#alarm = alarm;
    this.#offset = offsetMs;
  }

  /** How far simulated time is ahead of the wall clock, in ms. */
  get offsetMs(): number {
    return this.#offset;
  }

  /** Whether something runs that cannot be skipped. */
  get held(): boolean {
    return this.#holds > 0;
  }

  now(): number {
    const wallNow = this.wallNow();
    const now = Math.floor(wallNow + this.#offset);
    if (now >= this.#last) return (this.#last = now);
    this.#offset += this.#last - now;
    return this.#last;
  }

  /** Goes on from an instant, if it is behind it. For the start: a wall clock may have been set back while no cloud ran. */
  notBefore(instant: number): void {
    this.#last = Math.max(this.#last, instant);
    this.now();
  }

  /** An instant of this clock on the machine's, as that is set now. */
  onWall(instant: number): number {
    this.wallNow();
    return instant - this.#offset;
  }

  set(instant: number | null, wake: () => void): void {
    this.#next = instant;
    this.#wake = wake;
    this.#arm();
  }

  setMode(mode: ClockMode): void {
    this.mode = mode;
    this.#fastUntil = this.now() + FAST_FORWARD_MS;
    this.#arm();
  }

  /** The machine's own time (epoch ms). Takes notice where that was set back. */
  wallNow(): number {
    const wallNow = this.#machine.now();
    const ahead = wallNow - this.#machine.elapsed();
    const setBack = Math.round(this.#ahead - ahead);
    if (ahead > this.#ahead) this.#ahead = ahead;
    if (wallNow - this.#expected >= SLEPT_MS) this.#hurry(wallNow);
    if (setBack <= DRIFT_MS) return wallNow;
    this.#ahead = ahead;
    this.#offset += setBack;
    this.#expected -= setBack;
    if (setBack >= TOLD_MS) this.onJump();
    return wallNow;
  }

  /** Something to be done after so many ms of the machine's time: pacing of what watchers are told. */
  afterWall(ms: number, run: () => void): void {
    this.#chores.push({ at: this.#machine.elapsed() + ms, run });
    this.#arm();
  }

  /** Ends all waiting. */
  close(): void {
    this.#chores = [];
    this.set(null, () => undefined);
  }

  /** Keeps the clock from being jumped until `release`. */
  hold(): void {
    this.#holds++;
  }

  release(): void {
    this.#holds--;
    if (this.#holds === 0 && this.mode === "fast-forward") this.#arm();
  }

  /** Moves ahead to an instant, running all that is due until then, in order. Does nothing while the clock is held. */
  jumpTo(instant: number): void {
    if (this.held) return;
    const ahead = instant - this.now();
    if (ahead > 0) {
      this.#offset += ahead;
      this.onJump();
    }
    this.#wake();
  }

  #stop(): void {
    this.mode = "real-time";
    this.stoppedAt = this.now();
    this.onJump();
    this.#arm();
  }

  #arm(): void {
    const wallNow = this.wallNow();
    // Whoever is first after a sleep finds it out: a call may come before the alarm does.
    this.#notice(wallNow);
    let at = wallNow - this.#machine.elapsed() + Math.min(...this.#chores.map((chore) => chore.at));
    if (this.#next !== null) {
      at = Math.min(at, this.#skips ? wallNow : Math.min(Math.max(this.#next - this.#offset, wallNow), wallNow + LOOK_MS));
    }
    this.#expected = at;
    this.#isHurrying = false;
    if (Number.isFinite(at)) this.#alarm.set(at, () => this.#look());
    else this.#alarm.set(null, () => undefined);
  }

  get #skips(): boolean {
    return this.mode === "fast-forward" && !this.held;
  }

  /** What waits was due while the machine slept: its timers, which slept as well, are not waited for. */
  #hurry(wallNow: number): void {
    if (this.#isHurrying) return;
    this.#isHurrying = true;
    this.#alarm.set(wallNow, () => this.#look());
  }

  #notice(wallNow: number): void {
    const late = wallNow - this.#expected;
    if (late < SLEPT_MS) return;
    this.#expected = Number.POSITIVE_INFINITY;
    this.onSlept(late);
  }

  #look(): void {
    this.#notice(this.wallNow());
    this.onLook();
    const elapsed = this.#machine.elapsed();
    const due = this.#chores.filter(({ at }) => at <= elapsed);
    this.#chores = this.#chores.filter(({ at }) => at > elapsed);
    for (const { run } of due) run();
    if (this.#next === null) return this.#arm();
    if (this.#skips) return this.#next <= this.#fastUntil ? this.jumpTo(this.#next) : this.#stop();
    if (this.now() >= this.#next) this.#wake();
    else this.#arm();
  }
}
