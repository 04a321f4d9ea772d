import type { ReceiveMessageRequest, ReceiveMessageResult } from "@aws-sdk/client-sqs";
import { type AwsError, isAwsError } from "#services/aws-error.ts";
import type { OperationContext, Outcome } from "#services/operation.ts";
import { longPollOf } from "#services/sqs/long-poll.ts";
import { nextVisibleAt } from "#services/sqs/messages.ts";
import { SQS_OPERATIONS } from "#services/sqs/operations.ts";
import type { Account, Accounts } from "./account.ts";
import type { Timers } from "./timers.ts";
import type { Commits } from "./commits.ts";
import type { Caller } from "./ports.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

interface LongPollParts {
  readonly isOpen: () => boolean;
  readonly accounts: Accounts;
  readonly timers: Timers;
  readonly clock: SimulatedClock;
  readonly commits: Commits;
  readonly context: (account: Account) => OperationContext;
}

interface Waiting {
  readonly account: Account;
  readonly queue: string;
  /** When it tries again by itself, epoch ms. */
  readonly until: number;
  readonly wake: () => void;
}

/**
 * Answers ReceiveMessage. One that may wait and finds nothing is tried again when a message is there to be received,
 * until its time is over. Between two tries it is a timer and nothing else: it holds neither the clock nor the
 * queue of commands. Those who wait at one queue are served in the order in which they came.
 */
export class LongPolls {
  readonly #parts: LongPollParts;
  readonly #waiting = new Set<Waiting>();

  constructor(parts: LongPollParts) {
    this.#parts = parts;
  }

  async receive(input: object, caller: Caller): Promise<{ output: unknown } | AwsError> {
    const { accounts, clock, commits, context, isOpen } = this.#parts;
    const request: ReceiveMessageRequest = { QueueUrl: undefined, ...input };
    const poll = longPollOf(accounts.of(caller.accountId, caller.region).state, request);
    const until = clock.now() + (poll?.waitMs ?? 0);
    for (;;) {
      // Looked up at each try: after a reset it is another one.
      const account = accounts.of(caller.accountId, caller.region);
      const receive = (): Outcome<ReceiveMessageResult> => SQS_OPERATIONS.ReceiveMessage(account.state, request, context(account));
      const goesOn = (found: { output: unknown } | AwsError): boolean => poll !== null && isFruitless(found) && clock.now() < until && isOpen();
      const answer = await commits.command(account, caller.requestId, undefined, () => {
        // Nobody would delete what is handed to a caller who has gone.
        if (caller.hangUp?.aborted) return { output: {}, changes: [] };
        const outcome = receive();
        // This is not yet the answer, and must not be kept as such.
        return !isAwsError(outcome) && goesOn(outcome) ? { output: outcome.output, changes: [] } : outcome;
      });
      if (poll === null || caller.hangUp?.aborted || !goesOn(answer)) return answer;
      // What a look finds to tidy up (expired messages, those that move to the dead-letter queue) is done all the same.
      await commits.settled(account, () => {
        const outcome = receive();
        return !isAwsError(outcome) && isFruitless(outcome) ? outcome.changes : [];
      });
      await this.#nextChance(account, poll.queue, until, caller);
    }
  }

  /** After a commit that touched messages or queues: wakes those who might now find something, or whose queue is gone. */
  changed(account: Account): void {
    const now = this.#parts.clock.now();
    for (const waiting of this.#waiting) {
      if (waiting.account !== account) continue;
      const next = nextVisibleAt(account.state, waiting.queue, now);
      if (!account.state["sqs.queues"].has(waiting.queue) || (next !== null && next < waiting.until)) waiting.wake();
    }
  }

  /** Lets all that wait be answered: with nothing. */
  close(): void {
    for (const { wake } of this.#waiting) wake();
  }

  /** Resolves when a message can be received, the time is over, or the caller has gone. */
  #nextChance(account: Account, queue: string, until: number, { hangUp }: Caller): Promise<void> {
    const { timers, clock, isOpen } = this.#parts;
    const visibleAt = nextVisibleAt(account.state, queue, clock.now()) ?? until;
    // Once closed, nothing would wake it: neither a timer nor `close`, which was here before.
    if (visibleAt <= clock.now() || hangUp?.aborted || !isOpen()) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        callOff();
        this.#waiting.delete(waiting);
        hangUp?.removeEventListener("abort", wake);
        resolve();
      };
      const waiting: Waiting = { account, queue, until: Math.min(visibleAt, until), wake };
      const callOff = timers.at(waiting.until, wake);
      this.#waiting.add(waiting);
      hangUp?.addEventListener("abort", wake);
    });
  }
}

function isFruitless(found: { output: unknown } | AwsError): boolean {
  return !isAwsError(found) && (found.output as ReceiveMessageResult).Messages === undefined;
}
