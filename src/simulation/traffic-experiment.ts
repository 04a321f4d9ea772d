import { Draws } from "#engine/draws.ts";
import { EventQueue } from "#engine/event-queue.ts";
import { isAwsError } from "#services/aws-error.ts";
import { NO_EVENT, nextToRead } from "#services/lambda/async/async-backlog.ts";
import { isTooOld, retryAt } from "#services/lambda/async/async-retries.ts";
import { hasCapacity, setAccountLimit } from "#services/lambda/concurrency/concurrency.ts";
import { emptyLive, expireIdleOf, type ExecutionEnvironment, type Live } from "#services/lambda/environments/execution-environments.ts";
import { beginInvocation, endInvocation, isSpillover } from "#services/lambda/invoke/invocation.ts";
import { chooseVersion } from "#services/lambda/aliases/routing.ts";
import { EventSlots } from "./event-slots.ts";
import { type ModelledFunction, type ModelledVersion, modelFunction } from "./modelled-function.ts";
import { RunHash } from "./run-hash.ts";
import { COLUMN, type Count, Tally } from "./tally.ts";
import type { TrafficPlan } from "./traffic-plan.ts";

const ARRIVAL = 0;
const END = 1;
const ATTEMPT = 2;
const EXPIRY = 3;
const BACK_OFF = 4;
const SYNCHRONOUS = -1;

/**
 * Traffic on the rules of a live account. Every request passes `chooseVersion`, `beginInvocation` and `endInvocation`,
 * every asynchronous event `nextToRead` and `retryAt`; where a handler would run stands a drawn duration. Time is virtual, in ms
 * from 0. Nothing is allocated for a request, and memory does not grow with the length of the run.
 */
export class TrafficExperiment {
  readonly live: Live;
  readonly tally: Tally;
  /** Requests that callers have offered. */
  requests = 0;
  readonly #plan: TrafficPlan;
  readonly #queue: EventQueue;
  readonly #hash = new RunHash();
  readonly #functions: readonly ModelledFunction[];
  readonly #versions: ModelledVersion[] = [];
  readonly #gapsMs: Float64Array;
  readonly #arrivals: readonly Draws[];
  readonly #routing: Draws;
  readonly #asynchrony: Draws;
  readonly #errors: Draws;
  readonly #events = new EventSlots();
  /** Invocations that run, a slot each; there cannot be more than the account's limit. */
  readonly #environments: (ExecutionEnvironment | null)[];
  readonly #versionOf: Int32Array;
  readonly #functionOf: Int32Array;
  readonly #eventOf: Int32Array;
  readonly #free: Int32Array;
  #now = 0;
  /** Environments there are, and the integrals over time of them and of those that run. */
  #pool = 0;
  #poolArea = 0;
  #busyArea = 0;
  #countedAt = 0;

  constructor(plan: TrafficPlan) {
    const { seed, accountLimit, functions, callers } = plan;
    this.#plan = plan;
    // Two requests a tick mean a few events; without any, a tick still ends.
    this.#queue = new EventQueue(2000 / Math.max(1e-6, callers.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0)));
    this.live = emptyLive(accountLimit);
    this.#functions = functions.map((one, index) => modelFunction(this.live, one, index, seed, this.#versions));
    // Shares out what reservations and provisioned concurrency leave.
    setAccountLimit(this.live, accountLimit);
    for (const { pool } of this.#versions) this.#pool += pool.share?.idle ?? 0;
    this.tally = new Tally(functions.length);
    this.#gapsMs = Float64Array.from(callers, ({ ratePerSecond }) => 1000 / ratePerSecond);
    this.#arrivals = callers.map((_, index) => new Draws(seed, `arrivals:${index}`, { kind: "exponential" }));
    this.#routing = new Draws(seed, "routing", { kind: "uniform" });
    this.#asynchrony = new Draws(seed, "asynchrony", { kind: "uniform" });
    this.#errors = new Draws(seed, "errors", { kind: "uniform" });
    this.#environments = Array.from({ length: accountLimit }, () => null);
    this.#versionOf = new Int32Array(accountLimit);
    this.#functionOf = new Int32Array(accountLimit);
    this.#eventOf = new Int32Array(accountLimit);
    // From the top, so that the lowest slot is taken first; what runs says how many are taken.
    this.#free = Int32Array.from({ length: accountLimit }, (_, index) => accountLimit - 1 - index);
    callers.forEach((_, index) => this.#expect(index));
  }

  /** Virtual ms. */
  get now(): number {
    return this.#now;
  }

  /** Of everything that happened, in order. Two runs with one hash are the same run. */
  get hash(): string {
    return this.#hash.text;
  }

  /** Asynchronous events that wait for an attempt or run. */
  get pendingEvents(): number {
    return this.#events.used;
  }

  /** Environments there are. */
  get environments(): number {
    return this.#pool;
  }

  /** Time averages since the start: environments there are, and those that run. */
  get meanPool(): number {
    return (this.#poolArea + this.#pool * (this.#now - this.#countedAt)) / this.#now;
  }

  get meanBusy(): number {
    return (this.#busyArea + this.live.running * (this.#now - this.#countedAt)) / this.#now;
  }

  /** A count of all functions together. */
  total(count: Count): number {
    return this.#functions.reduce((sum, _, index) => sum + this.tally.total(index, count), 0);
  }

  /** Runs up to an instant, or until callers have offered that many requests since the start. */
  advance(untilMs: number, requests = Number.POSITIVE_INFINITY): void {
    const queue = this.#queue;
    while (this.requests < requests && queue.pop(untilMs)) {
      const { kind, subject } = queue;
      this.#now = queue.time;
      this.tally.enter(queue.time);
      if (kind === ARRIVAL) this.#arrive(subject);
      else if (kind === END) this.#end(subject);
      else if (kind === ATTEMPT) this.#enqueue(subject);
      else if (kind === BACK_OFF) this.#read();
      else this.#expire(subject);
    }
    if (this.requests < requests) this.#now = Math.max(this.#now, untilMs);
  }

  #expect(caller: number): void {
    this.#queue.push(this.#now + this.#arrivals[caller]!.next() * this.#gapsMs[caller]!, ARRIVAL, caller);
  }

  #arrive(caller: number): void {
    const { function: function_, asyncShare } = this.#plan.callers[caller]!;
    this.requests++;
    this.#expect(caller);
    this.tally.add(function_, COLUMN.requests);
    if (asyncShare === 0 || this.#asynchrony.next() >= asyncShare) {
      this.#begin(function_, SYNCHRONOUS);
      return;
    }
    this.tally.add(function_, COLUMN.accepted);
    this.#enqueue(this.#events.take(function_, this.#now));
  }

  /** An asynchronous event is to be tried: at once where no other of its function waits, else in its function's queue. */
  #enqueue(event: number): void {
    const { functions, acceptedAt } = this.#events;
    const modelled = this.#functions[functions[event]!]!;
    const { backlog } = modelled;
    const isFirst = backlog.head === NO_EVENT;
    if (isFirst && this.#try(modelled, event)) return;
    backlog.add(event, acceptedAt[event]!);
    if (isFirst) this.#backOff(modelled);
    else if (backlog.dueAt <= this.#now) this.#read();
  }

  /** Reads the functions' queues for as long as one is due, or has room that became free. */
  #read(): void {
    for (let next = nextToRead(this.#functions, this.#now, this.#hasCapacity); next !== null; next = nextToRead(this.#functions, this.#now, this.#hasCapacity)) {
      if (this.#try(next, next.backlog.head)) next.backlog.leave();
      else this.#backOff(next);
    }
  }

  readonly #hasCapacity = ({ main, canary }: ModelledFunction): boolean =>
    hasCapacity(this.live, main.pool, this.#now) || (canary !== null && hasCapacity(this.live, canary.pool, this.#now));

  /** Runs an event, or gives it up; false: refused. */
  #try({ index, load, settings }: ModelledFunction, event: number): boolean {
    if (load.reserved !== 0 && !isTooOld(this.#events.acceptedAt[event]!, this.#now, settings)) return this.#begin(index, event);
    this.#settle(event, COLUMN.deadLettered);
    return true;
  }

  /** The head of a function's queue was refused. */
  #backOff({ backlog, index, settings }: ModelledFunction): void {
    const { errors, refusals } = this.#events;
    const until = retryAt(backlog.since, this.#now, errors[backlog.head]!, ++refusals[backlog.head]!, settings);
    backlog.backOff(until);
    this.#queue.push(until, BACK_OFF, index);
  }

  /** An invocation has ended: queues that back off may have room. */
  #freed(): void {
    const functions = this.#functions;
    let any = false;
    for (let index = 0; index < functions.length; index++) {
      const waiting = functions[index]!;
      if (waiting.backlog.head !== NO_EVENT && this.#hasCapacity(waiting)) any = waiting.backlog.isFreed = true;
    }
    if (any) this.#read();
  }

  /** Asks the rules for an environment; false: refused. */
  #begin(function_: number, event: number): boolean {
    const { live, tally } = this;
    const { target, main, canary } = this.#functions[function_]!;
    const version = canary === null || chooseVersion(target, this.#routing.next()) === target.main ? main : canary;
    const taken = beginInvocation(live, version.pool, this.#now, event === SYNCHRONOUS);
    if (isAwsError(taken)) {
      tally.add(function_, COLUMN.throttles);
      this.#hash.add(this.#now, -1 - function_);
      return false;
    }
    this.#hash.add(this.#now, taken.id);
    this.#measure(live.running - 1);
    const cold = taken.status === "init";
    if (cold) {
      this.#pool++;
      tally.add(function_, COLUMN.coldStarts);
    }
    tally.add(function_, COLUMN.invocations);
    if (version !== main) tally.add(function_, COLUMN.canary);
    if (isSpillover(taken)) tally.add(function_, COLUMN.spillovers);
    tally.peak(function_, version.pool.load.running);
    const durationMs = cold ? version.cold.next() * version.coldMs : version.warm.next() * version.warmMs;
    tally.histograms[function_]!.add(durationMs);
    const slot = this.#free[this.#free.length - live.running]!;
    this.#environments[slot] = taken;
    this.#versionOf[slot] = version.index;
    this.#functionOf[slot] = function_;
    this.#eventOf[slot] = event;
    this.#queue.push(this.#now + durationMs, END, slot);
    return true;
  }

  #end(slot: number): void {
    const { live } = this;
    const function_ = this.#functionOf[slot]!;
    const version = this.#versions[this.#versionOf[slot]!]!;
    this.#measure(live.running);
    this.#free[this.#free.length - live.running] = slot;
    endInvocation(live, this.#environments[slot]!, this.#now, true);
    if (!version.isExpiryArmed && version.pool.oldest !== null) this.#armExpiry(version, this.#now + this.#plan.idleMs);
    const failed = version.errorProbability > 0 && this.#errors.next() < version.errorProbability;
    this.#hash.add(this.#now, failed ? ~slot : slot);
    if (failed) this.tally.add(function_, COLUMN.errors);
    const event = this.#eventOf[slot]!;
    if (event !== SYNCHRONOUS) this.#ended(event, failed);
    this.#freed();
  }

  #ended(event: number, failed: boolean): void {
    if (!failed) return this.#settle(event, COLUMN.done);
    const events = this.#events;
    const errors = ++events.errors[event]!;
    events.refusals[event] = 0;
    const next = retryAt(events.acceptedAt[event]!, this.#now, errors, 0, this.#functions[events.functions[event]!]!.settings);
    if (next < 0) this.#settle(event, COLUMN.deadLettered);
    else this.#queue.push(next, ATTEMPT, event);
  }

  #settle(event: number, column: number): void {
    this.tally.add(this.#events.functions[event]!, column);
    this.#events.giveBack(event);
  }

  /**
   * The one expiry timer of a pool. It stands at or before the first expiry: use only makes that later, so a timer that
   * finds nothing due is set anew, and none is ever taken back.
   */
  #armExpiry(version: ModelledVersion, at: number): void {
    version.isExpiryArmed = true;
    this.#queue.push(at, EXPIRY, version.index);
  }

  #expire(index: number): void {
    const version = this.#versions[index]!;
    version.isExpiryArmed = false;
    const next = expireIdleOf(this.live, version.pool, this.#now, this.#plan.idleMs);
    const { ended } = this.live;
    if (ended.length > 0) {
      this.#measure(this.live.running);
      this.#pool -= ended.length;
      ended.length = 0;
    }
    if (next >= 0) this.#armExpiry(version, next);
  }

  /** Brings the integrals up to now; `running`: how many ran until now. */
  #measure(running: number): void {
    const elapsed = this.#now - this.#countedAt;
    this.#countedAt = this.#now;
    this.#busyArea += running * elapsed;
    this.#poolArea += this.#pool * elapsed;
  }
}
