import { EventQueue } from "#engine/event-queue.ts";
import { randomStream } from "#engine/random-stream.ts";
import { runUntil } from "#engine/run-loop.ts";
import { isAwsError } from "#services/aws-error.ts";
import { setReserved } from "#services/lambda/concurrency/concurrency.ts";
import { emptyLive, expireIdle, loadOf, poolOf, type ExecutionEnvironment, type Live, type Pool } from "#services/lambda/environments/execution-environments.ts";
import { beginInvocation, endInvocation } from "#services/lambda/invoke/invocation.ts";
import { CALLERS, modelledVersion, THROTTLED, type Caller } from "./starvation-callers.ts";

const ARRIVAL = 0;
const RETRY = 1;
const END = 2;
const SWEEP = 3;

/** Seconds that are remembered. */
export const HISTORY_SECONDS = 60;
const IDLE_MS = 600_000;
/** Callers fit in three bits of an event's subject; attempts and generations stand above. */
const CALLER_BITS = 8;

/** What one caller met in one second. */
export interface Second {
  /** Requests that got their answer, and that failed for the client: throttled at every attempt. Counted when they end. */
  served: number;
  failed: number;
  /** Refusals by Lambda, an SDK's further attempts included. */
  throttles: number;
  coldStarts: number;
  /** The most requests in flight. */
  peak: number;
}

/** The history of one caller, newest second last. */
export interface CallerHistory {
  readonly caller: Caller;
  readonly ratePerSecond: number;
  /** Mean of what a request lasts now, warm; `measured`: by {@link Starvation.setDurations}, and not modelled. */
  readonly durationMs: number;
  readonly measured: boolean;
  /** -1: none. */
  readonly reserved: number;
  readonly running: number;
  /** At most {@link HISTORY_SECONDS} whole seconds, and the running one. */
  readonly seconds: readonly Second[];
}

/**
 * Callers that share one account's concurrency. Every request goes through `beginInvocation` and `endInvocation`, the
 * rules of a live invocation; where a handler would run stands a modelled duration. Virtual ms from 0.
 */
export class Starvation {
  readonly limit: number;
  /** Which caller each unit of concurrency works for: 0 free, else the caller's place + 1. */
  readonly cells: Int8Array;
  readonly live: Live;
  readonly #queue = new EventQueue();
  readonly #callers: readonly Caller[];
  readonly #pools: readonly Pool[];
  readonly #rates: number[];
  readonly #generations: number[];
  readonly #seconds: Second[][];
  readonly #arrivals;
  readonly #durations;
  readonly #environments: (ExecutionEnvironment | null)[];
  readonly #free: number[];
  /** Measured durations that stand in for the modelled ones, ms; empty: none are known. */
  readonly #sampled: (readonly number[])[];
  readonly #watchers: (((admitted: boolean) => void) | null)[];
  #now = 0;

  /** @param limit concurrency of the account */
  constructor(seed: string | number, limit = 1000, callers: readonly Caller[] = CALLERS) {
    this.limit = limit;
    this.live = emptyLive(limit);
    this.cells = new Int8Array(limit);
    this.#callers = callers;
    this.#pools = callers.map(({ functionName }) => poolOf(this.live, modelledVersion(functionName), 0));
    this.#rates = callers.map(() => 0);
    this.#generations = callers.map(() => 0);
    this.#seconds = callers.map(() => [emptySecond(0)]);
    this.#arrivals = randomStream(seed, "arrivals");
    this.#durations = randomStream(seed, "durations");
    this.#environments = Array.from({ length: limit }, () => null);
    // From the top, so that the lowest number is taken first.
    this.#free = Array.from({ length: limit }, (_, index) => limit - 1 - index);
    this.#sampled = callers.map(() => []);
    this.#watchers = callers.map(() => null);
    callers.forEach(({ ratePerSecond }, index) => this.setRate(index, ratePerSecond));
    this.#queue.push(1000, SWEEP, 0);
  }

  /** Virtual ms. */
  get now(): number {
    return this.#now;
  }

  /** Sets a caller's requests per second from now on. Poisson arrivals have no memory: the next one is drawn anew. */
  setRate(caller: number, ratePerSecond: number): void {
    this.#rates[caller] = ratePerSecond;
    this.#generations[caller]!++;
    this.#expect(caller);
  }

  /** Sets the reserved concurrency of a caller's function; -1 takes it away. What runs goes on. */
  setReserved(caller: number, reserved: number): void {
    setReserved(this.live, this.#callers[caller]!.functionName, reserved);
  }

  /** From now on a caller's requests last as long as one of these measured durations (ms), drawn evenly; none: as modelled. */
  setDurations(caller: number, measuredMs: readonly number[]): void {
    this.#sampled[caller] = measuredMs;
  }

  /** Tells how the next request of a caller fares: admitted, or throttled. A later call replaces an earlier one. */
  watchNext(caller: number, told: ((admitted: boolean) => void) | null): void {
    this.#watchers[caller] = told;
  }

  /** Runs up to an instant. */
  advance(until: number): void {
    runUntil(this.#queue, until, (time, kind, subject) => {
      this.#now = time;
      const caller = subject % CALLER_BITS;
      const upper = Math.floor(subject / CALLER_BITS);
      if (kind === ARRIVAL) this.#arrive(caller, upper);
      else if (kind === RETRY) this.#attempt(caller, upper);
      else if (kind === END) this.#end(subject);
      else this.#sweep();
    });
    this.#now = Math.max(this.#now, until);
  }

  /** What every caller met, for whoever draws it. */
  histories(): CallerHistory[] {
    return this.#callers.map((caller, index) => {
      const { reserved, running } = loadOf(this.live, caller.functionName);
      const sampled = this.#sampled[index]!;
      const measured = sampled.length > 0;
      const durationMs = measured ? sampled.reduce((sum, ms) => sum + ms, 0) / sampled.length : caller.durationMs;
      return { caller, ratePerSecond: this.#rates[index]!, durationMs, measured, reserved, running, seconds: this.#seconds[index]!.map((second) => ({ ...second })) };
    });
  }

  #expect(caller: number): void {
    const rate = this.#rates[caller]!;
    if (rate <= 0) return;
    const wait = (-Math.log(1 - this.#arrivals.next()) * 1000) / rate;
    // The generation is kept within what 32 bits hold beside the caller.
    this.#queue.push(this.#now + wait, ARRIVAL, (this.#generations[caller]! % 0xffffff) * CALLER_BITS + caller);
  }

  #arrive(caller: number, generation: number): void {
    if (generation !== this.#generations[caller]! % 0xffffff) return;
    this.#expect(caller);
    this.#attempt(caller, 1);
  }

  #attempt(caller: number, attempt: number): void {
    const now = Math.floor(this.#now);
    const second = this.#seconds[caller]!.at(-1)!;
    const { way, initMs } = this.#callers[caller]!;
    const taken = beginInvocation(this.live, this.#pools[caller]!, now, true);
    const watcher = this.#watchers[caller];
    if (watcher) {
      this.#watchers[caller] = null;
      watcher(!isAwsError(taken));
    }
    if (isAwsError(taken)) {
      second.throttles++;
      if (attempt >= THROTTLED[way].attempts) second.failed++;
      else this.#queue.push(this.#now + this.#durations.next() * 1000 * 2 ** (attempt - 1), RETRY, (attempt + 1) * CALLER_BITS + caller);
      return;
    }
    const cold = taken.status === "init";
    if (cold) second.coldStarts++;
    const cell = this.#free.pop()!;
    this.cells[cell] = caller + 1;
    this.#environments[cell] = taken;
    second.peak = Math.max(second.peak, taken.pool.load.running);
    this.#queue.push(this.#now + (cold ? initMs : 0) + this.#durationOf(caller), END, cell);
  }

  #durationOf(caller: number): number {
    const sampled = this.#sampled[caller]!;
    const draw = this.#durations.next();
    return sampled.length > 0 ? sampled[Math.floor(draw * sampled.length)]! : this.#callers[caller]!.durationMs * (0.5 + draw);
  }

  #end(cell: number): void {
    const caller = this.cells[cell]! - 1;
    endInvocation(this.live, this.#environments[cell]!, Math.floor(this.#now), true);
    this.#environments[cell] = null;
    this.cells[cell] = 0;
    this.#free.push(cell);
    this.#seconds[caller]!.at(-1)!.served++;
  }

  /** Once a second: a new line of history, and idle environments expire. */
  #sweep(): void {
    this.#queue.push(this.#now + 1000, SWEEP, 0);
    expireIdle(this.live, this.#now, IDLE_MS);
    this.live.ended.length = 0;
    this.#callers.forEach(({ functionName }, index) => {
      const seconds = this.#seconds[index]!;
      seconds.push(emptySecond(loadOf(this.live, functionName).running));
      if (seconds.length > HISTORY_SECONDS + 1) seconds.shift();
    });
  }
}

function emptySecond(running: number): Second {
  return { served: 0, failed: 0, throttles: 0, coldStarts: 0, peak: running };
}
