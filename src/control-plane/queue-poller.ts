import { isAwsError } from "#services/aws-error.ts";
import { invokeRequest } from "#services/lambda/invoke/invoke-request.ts";
import { type Batch, batchEvent, concurrentBatches, nextBatchAt, settleBatch, takeBatch } from "#services/lambda/triggers/queue-batches.ts";
import { isStopped } from "#services/lambda/async/recursion.ts";
import type { EventSourceMappingRecord } from "#services/lambda/triggers/trigger-records.ts";
import type { OperationContext } from "#services/operation.ts";
import type { Account, Accounts } from "./account.ts";
import type { Timers } from "./timers.ts";
import type { Commits } from "./commits.ts";
import type { InvocationMetrics } from "./invocation-metrics.ts";
import type { Invoker } from "./invoker.ts";
import type { Ids } from "./ports.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

interface PollerParts {
  /** False once the control plane is closed: its environments were ended, which says nothing about their functions. */
  readonly isOpen: () => boolean;
  readonly accounts: Accounts;
  readonly timers: Timers;
  readonly clock: SimulatedClock;
  readonly commits: Commits;
  readonly ids: Ids;
  readonly invoker: Invoker;
  readonly metrics: InvocationMetrics;
  readonly context: (account: Account) => OperationContext;
  readonly reportBug: (error: unknown) => void;
}

/** Polls the queues of event source mappings: takes a batch when there is one, invokes the function, deletes what was processed. */
export class QueuePoller {
  readonly #parts: PollerParts;
  /** Mapping → batches in work, and since when they do not keep up (epoch ms). */
  readonly #work = new Map<string, { batches: number; backlogSince: number | null }>();
  #entered: { instant: number; callOff: () => void } | null = null;

  constructor(parts: PollerParts) {
    this.#parts = parts;
  }

  /** Sets the timer for the next batch. */
  arm(): void {
    const { accounts, timers, clock } = this.#parts;
    const now = clock.now();
    let next: { instant: number; functionName: string } | null = null;
    for (const account of accounts.all()) {
      for (const mapping of account.state["lambda.event-source-mappings"].values()) {
        if (this.#isFull(mapping, now)) continue;
        const instant = nextBatchAt(account.state, mapping, now, account);
        if (instant !== null && (next === null || instant < next.instant)) next = { instant, functionName: mapping.functionName };
      }
    }
    if (next === null || (this.#entered !== null && this.#entered.instant <= next.instant)) return;
    this.#entered?.callOff();
    this.#entered = { instant: next.instant, callOff: timers.at(next.instant, () => this.#run(), `Messages of a queue for ${next.functionName}`) };
  }

  #isFull(mapping: EventSourceMappingRecord, now: number): boolean {
    const work = this.#work.get(mapping.uuid);
    return work !== undefined && work.batches >= concurrentBatches(mapping, work.backlogSince ?? now, now);
  }

  #run(): void {
    this.#entered = null;
    const { accounts, clock, context, reportBug } = this.#parts;
    const now = clock.now();
    for (const account of accounts.all()) {
      for (const mapping of [...account.state["lambda.event-source-mappings"].values()]) {
        const due = nextBatchAt(account.state, mapping, now, account);
        const work = this.#work.get(mapping.uuid) ?? { batches: 0, backlogSince: null };
        if (due === null || due > now) {
          work.backlogSince = null;
          continue;
        }
        if (this.#isFull(mapping, now)) {
          work.backlogSince ??= now;
          continue;
        }
        work.batches++;
        this.#work.set(mapping.uuid, work);
        this.#process(account, mapping, context(account))
          .catch(reportBug)
          .finally(() => {
            work.batches--;
            this.arm();
          });
      }
    }
    this.arm();
  }

  async #process(account: Account, mapping: EventSourceMappingRecord, context: OperationContext): Promise<void> {
    const { clock, commits } = this.#parts;
    clock.hold();
    try {
      let batch: Batch = { messages: [], changes: [], depth: 0 };
      await commits.settled(account, () => (batch = takeBatch(account.state, mapping, context)).changes);
      if (batch.messages.length === 0) return;
      const response = await this.#invoke(account, mapping, batch);
      if (!this.#parts.isOpen()) return;
      await commits.settled(account, () => settleBatch(account.state, mapping.uuid, batch.messages, response));
    } finally {
      clock.release();
    }
  }

  /** The function's answer; null where it failed, or was not let run. */
  async #invoke(account: Account, mapping: EventSourceMappingRecord, { messages, depth }: Batch): Promise<Uint8Array | null> {
    const { clock, ids, invoker, metrics } = this.#parts;
    const { functionName, qualifier } = mapping;
    if (isStopped(account.state, functionName, depth)) {
      metrics.asynchronous(account, functionName, qualifier, "RecursiveInvocationsDropped", 1, clock.now());
      return null;
    }
    const payload = batchEvent(mapping, messages, account.region);
    const answer = await invoker.serve(account, invokeRequest({ functionName, qualifier, payload }, account), ids.uuid(), true);
    if (isAwsError(answer) || answer.output.FunctionError !== undefined) return null;
    return answer.output.Payload ?? new Uint8Array();
  }
}
