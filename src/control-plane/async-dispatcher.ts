import { isAwsError } from "#services/aws-error.ts";
import { type AttemptResult, postponeEvents, type Settled, settleAttempt, settleBug, settleUntried, trimEndedEvents } from "#services/lambda/async/async-events.ts";
import type { AsyncEventRecord } from "#services/lambda/async/async-records.ts";
import { agesFrom } from "#services/lambda/async/async-retries.ts";
import { invokeRequest } from "#services/lambda/invoke/invoke-request.ts";
import type { OperationContext } from "#services/operation.ts";
import type { Change } from "#services/tables.ts";
import type { Account, Accounts } from "./account.ts";
import type { Timers } from "./timers.ts";
import { AsyncQueues, type FunctionQueue, type QueuedEvent, recordOf } from "./async-queues.ts";
import type { Commits } from "./commits.ts";
import type { InvocationMetrics } from "./invocation-metrics.ts";
import type { Invoker } from "./invoker.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

/** Ended events between two rounds of forgetting old ones. */
const TRIM_EVERY = 50;

interface DispatcherParts {
  /** False once the control plane is closed: its environments were ended, which says nothing about their functions. */
  readonly isOpen: () => boolean;
  readonly accounts: Accounts;
  readonly timers: Timers;
  readonly clock: SimulatedClock;
  readonly commits: Commits;
  readonly invoker: Invoker;
  readonly metrics: InvocationMetrics;
  readonly context: (account: Account) => OperationContext;
  readonly reportBug: (error: unknown) => void;
}

/**
 * Tries asynchronous events, by the rule of `AsyncBacklog`: the head of a queue when it is due, and those behind it for as
 * long as there is room. How many run at once is limited by concurrency and by the environments that this browser takes.
 * An event is kept before its first attempt and after each one, so that a reload loses none: an attempt that was cut off
 * is made again, under the same request id, as AWS's queue would.
 */
export class AsyncDispatcher {
  readonly #parts: DispatcherParts;
  readonly #queues = new AsyncQueues();
  #entered: { instant: number; callOff: () => void } | null = null;
  #ends = 0;
  #isStarted = false;
  /** Rounds of {@link slept} that are not kept yet. */
  #putsOff = 0;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
  }

  /** Whether any event has not ended. */
  get isWaiting(): boolean {
    return !this.#queues.isEmpty;
  }

  /** Takes up what was kept before this cloud started. `sleptMs`: how long none ran. */
  start(sleptMs: number): void {
    if (sleptMs > 0) this.slept(sleptMs);
    this.#isStarted = true;
    const now = this.#parts.clock.now();
    for (const account of this.#parts.accounts.all()) {
      for (const [key, event] of account.state["lambda.async-events"]) this.#queues.follow(account, key, event, now);
    }
    this.#arm();
  }

  /** Follows changes of events that were kept. */
  follow(account: Account, changes: readonly Change[]): void {
    // A command that was decided before a reset may be kept after it.
    if (!this.#isStarted || !this.#parts.accounts.holds(account)) return;
    const now = this.#parts.clock.now();
    for (const change of changes) {
      if (change.table !== "lambda.async-events") continue;
      const isNew = this.#queues.follow(account, change.key, change.value, now);
      if (isNew && change.value) this.#measure(account, change.value, "AsyncEventsReceived", 1, change.value.acceptedAt);
    }
    this.#arm();
  }

  /**
   * After an invocation has ended, or a limit was changed. The queues are read in a timer's turn: a caller who is
   * there already finds the room first.
   */
  freed(): void {
    if (this.#queues.freed()) this.#arm();
  }

  /** This cloud did not run for so many ms: see `postponeEvents`. Nothing is tried before that is kept. */
  slept(ms: number): void {
    const { accounts, clock, commits, reportBug } = this.#parts;
    const since = clock.now() - ms;
    for (const account of accounts.all()) {
      this.#putsOff++;
      commits
        .settled(account, () => postponeEvents(account.state, since, ms))
        .catch(reportBug)
        .finally(() => {
          this.#putsOff--;
          this.#arm();
        });
    }
  }

  /** The accounts are no more, and their events with them. */
  reset(): void {
    this.#queues.reset();
    this.#entered?.callOff();
    this.#entered = null;
  }

  /** Sets the timer for what is due next. */
  #arm(): void {
    if (this.#putsOff > 0) return;
    const due = this.#queues.nextDue();
    if (due === null || (this.#entered !== null && this.#entered.instant <= due.at)) return;
    this.#entered?.callOff();
    const { event } = due;
    const label = `Attempt ${(recordOf(event)?.attempts.length ?? 0) + 1} of an asynchronous event of ${event.queue.functionName}`;
    const instant = Math.max(due.at, this.#parts.clock.now());
    this.#entered = { instant: due.at, callOff: this.#parts.timers.at(instant, () => this.#run(), label) };
  }

  #run(): void {
    this.#entered = null;
    if (this.#putsOff > 0) return;
    const { clock, invoker } = this.#parts;
    const hasCapacity = ({ account, functionName, qualifier }: FunctionQueue): boolean => invoker.hasCapacity(account, { name: functionName, qualifier });
    for (let queue = this.#queues.next(clock.now(), hasCapacity); queue !== null; queue = this.#queues.next(clock.now(), hasCapacity)) {
      this.#try(this.#queues.try(queue)).catch(this.#parts.reportBug);
    }
    this.#arm();
  }

  async #try(event: QueuedEvent): Promise<void> {
    const { clock, commits, context, reportBug } = this.#parts;
    const { account } = event.queue;
    const at = clock.now();
    // The time of an attempt is not skipped, nor the moment until its outcome is known to all.
    clock.hold();
    try {
      const record = recordOf(event);
      const untried = record && settleUntried(account.state, record, context(account));
      const result = record && !untried ? await this.#attempt(event, record) : null;
      if (!this.#parts.isOpen()) return;
      await commits.settled(account, () => {
        // As it is now: it may have waited for its turn among the commands.
        const tried = recordOf(event);
        if (!tried) return [];
        const settled = result === null ? settleUntried(account.state, tried, context(account)) : settleAttempt(account.state, tried, result, context(account));
        if (settled) this.#told(account, tried, settled);
        return settled?.changes ?? [];
      });
    } catch (error) {
      reportBug(error);
      await commits.settled(account, () => {
        const tried = recordOf(event);
        // It has ended, and only what follows from that failed.
        if (!tried || tried.nextAttemptAt === null) return this.#queues.giveUp(event), [];
        const settled = settleBug(account.state, tried, at, context(account));
        this.#told(account, tried, settled);
        return settled.changes;
      }).catch((second: unknown) => {
        reportBug(second);
        this.#queues.giveUp(event);
      });
    } finally {
      this.#queues.settled(event);
      clock.release();
    }
    this.#arm();
  }

  async #attempt(event: QueuedEvent, record: AsyncEventRecord): Promise<AttemptResult> {
    const { account } = event.queue;
    const at = this.#parts.clock.now();
    this.#measure(account, record, "AsyncEventAge", at - agesFrom(record), at);
    const answer = await this.#parts.invoker.serve(account, invokeRequest(record, account), record.requestId, false, () => this.#started(event));
    const endedAt = this.#parts.clock.now();
    if (isAwsError(answer)) return { ran: false, at, endedAt, error: answer };
    const { Payload = new Uint8Array(), FunctionError, ExecutedVersion = "" } = answer.output;
    return { ran: true, at, endedAt, payload: Payload, functionError: FunctionError !== undefined, executedVersion: ExecutedVersion };
  }

  #started(event: QueuedEvent): void {
    this.#queues.started(event);
    this.#arm();
  }

  #told(account: Account, event: AsyncEventRecord, { counts, changes }: Settled): void {
    for (const [name, count] of Object.entries(counts)) this.#measure(account, event, name, count, this.#parts.clock.now());
    const [first] = changes;
    const isOver = first?.table === "lambda.async-events" && first.value?.end !== null;
    if (isOver && ++this.#ends % TRIM_EVERY === 0) this.#parts.commits.soon(account, () => trimEndedEvents(account.state));
  }

  #measure(account: Account, { functionName, qualifier }: AsyncEventRecord, name: string, value: number, at: number): void {
    this.#parts.metrics.asynchronous(account, functionName, qualifier, name, value, at);
  }
}
