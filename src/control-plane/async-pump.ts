import { isAwsError } from "#services/aws-error.ts";
import { type AttemptResult, type Settled, settleAttempt, settleUntried, trimEndedEvents, waitingEvents } from "#services/lambda/async-events.ts";
import { asyncEventKey } from "#services/lambda/async-queue.ts";
import type { AsyncEventRecord } from "#services/lambda/async-records.ts";
import { invokeRequest } from "#services/lambda/invoke-request.ts";
import type { OperationContext } from "#services/operation.ts";
import type { Account, Accounts } from "./account.ts";
import type { Agenda } from "./agenda.ts";
import type { Commits } from "./commits.ts";
import type { InvocationMetrics } from "./invocation-metrics.ts";
import type { Invoker } from "./invoker.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

/** Events of one function that are tried at the same time at most; the others wait in the queue. */
const MAX_IN_FLIGHT = 100;
/** Ended events between two rounds of forgetting old ones. */
const TRIM_EVERY = 50;

interface PumpParts {
  /** False once the control plane is closed: its environments were ended, which says nothing about their functions. */
  readonly isOpen: () => boolean;
  readonly accounts: Accounts;
  readonly agenda: Agenda;
  readonly clock: SimulatedClock;
  readonly commits: Commits;
  readonly invoker: Invoker;
  readonly metrics: InvocationMetrics;
  readonly context: (account: Account) => OperationContext;
  readonly reportBug: (error: unknown) => void;
}

/**
 * Tries asynchronous events when they are due. An event is kept before its first attempt and after each one, so that a
 * reload loses none: an attempt that was cut off is made again, under the same request id, as AWS's queue would.
 */
export class AsyncPump {
  readonly #parts: PumpParts;
  readonly #inFlight = new Set<string>();
  readonly #perFunction = new Map<string, number>();
  #entered: { instant: number; callOff: () => void } | null = null;
  #ends = 0;

  constructor(parts: PumpParts) {
    this.#parts = parts;
  }

  /** Enters the next due attempt on the agenda. */
  arm(): void {
    let next: AsyncEventRecord | null = null;
    for (const account of this.#parts.accounts.all()) {
      for (const event of account.state["lambda.async-events"].values()) {
        if (event.nextAttemptAt === null || (next?.nextAttemptAt ?? Number.POSITIVE_INFINITY) <= event.nextAttemptAt) continue;
        if (!this.#inFlight.has(inFlightKey(account, event)) && this.#hasRoom(account, event)) next = event;
      }
    }
    if (next === null || next.nextAttemptAt === null) return;
    if (this.#entered !== null && this.#entered.instant <= next.nextAttemptAt) return;
    this.#entered?.callOff();
    const label = `Attempt ${next.attempts.length + 1} of an asynchronous event of ${next.functionName}`;
    this.#entered = { instant: next.nextAttemptAt, callOff: this.#parts.agenda.at(next.nextAttemptAt, () => this.#run(), label) };
  }

  #run(): void {
    this.#entered = null;
    const now = this.#parts.clock.now();
    for (const account of this.#parts.accounts.all()) {
      for (const event of waitingEvents(account.state)) {
        if ((event.nextAttemptAt ?? 0) > now) break;
        const key = inFlightKey(account, event);
        if (this.#inFlight.has(key) || !this.#hasRoom(account, event)) continue;
        this.#inFlight.add(key);
        this.#count(account, event, 1);
        this.#try(account, event).catch(this.#parts.reportBug);
      }
    }
    this.arm();
  }

  async #try(account: Account, event: AsyncEventRecord): Promise<void> {
    const { clock, commits, context } = this.#parts;
    // The time of an attempt is not skipped, nor the moment until its outcome is known to all.
    clock.hold();
    try {
      if (event.attempts.length === 0) this.#measure(account, event, "AsyncEventsReceived", 1, event.acceptedAt);
      const untried = settleUntried(account.state, event, context(account));
      const result = untried ?? (await this.#attempt(account, event));
      if (!this.#parts.isOpen()) return;
      await commits.settled(account, () => {
        const settled = "counts" in result ? result : settleAttempt(account.state, event, result, context(account));
        this.#free(account, event);
        this.#told(account, event, settled);
        return settled.changes;
      });
    } finally {
      this.#free(account, event);
      clock.release();
      this.arm();
    }
  }

  async #attempt(account: Account, event: AsyncEventRecord): Promise<AttemptResult> {
    const at = this.#parts.clock.now();
    this.#measure(account, event, "AsyncEventAge", at - event.acceptedAt, at);
    const answer = await this.#parts.invoker.serve(account, invokeRequest(event, account), event.requestId, false);
    const endedAt = this.#parts.clock.now();
    if (isAwsError(answer)) return { ran: false, at, endedAt, error: answer };
    const { Payload = new Uint8Array(), FunctionError, ExecutedVersion = "" } = answer.output;
    return { ran: true, at, endedAt, payload: Payload, functionError: FunctionError !== undefined, executedVersion: ExecutedVersion };
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

  #hasRoom(account: Account, event: AsyncEventRecord): boolean {
    return (this.#perFunction.get(`${account.scope}/${event.functionName}`) ?? 0) < MAX_IN_FLIGHT;
  }

  #count(account: Account, event: AsyncEventRecord, by: number): void {
    const key = `${account.scope}/${event.functionName}`;
    this.#perFunction.set(key, (this.#perFunction.get(key) ?? 0) + by);
  }

  #free(account: Account, event: AsyncEventRecord): void {
    if (this.#inFlight.delete(inFlightKey(account, event))) this.#count(account, event, -1);
  }
}

function inFlightKey(account: Account, event: AsyncEventRecord): string {
  return `${account.scope}/${asyncEventKey(event.requestId, event.functionName)}`;
}
