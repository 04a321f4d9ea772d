/** Settings of asynchronous invocation. Table `lambda.event-invoke-configs`; key: `name:qualifier` (`$LATEST` where none was given). */
export interface EventInvokeConfigRecord {
  readonly functionName: string;
  readonly qualifier: string;
  /** 0..2; absent: 2. */
  readonly maximumRetryAttempts?: number;
  /** 60..21,600; absent: 21,600. */
  readonly maximumEventAgeInSeconds?: number;
  /** ARNs. */
  readonly onSuccess?: string;
  readonly onFailure?: string;
  /** Epoch ms. */
  readonly lastModified: number;
}

/** Whether a recursive chain is stopped. Table `lambda.recursion`; key: the function's name. Absent: Terminate. */
export interface RecursionRecord {
  readonly functionName: string;
  readonly recursiveLoop: "Allow" | "Terminate";
}

/** How one attempt of an asynchronous event ended. */
export type AttemptOutcome = "success" | "function-error" | "throttled" | "system-error" | "recursion";

/** One attempt to run an asynchronous event. Times in epoch ms. */
export interface AsyncAttempt {
  readonly at: number;
  readonly endedAt: number;
  readonly outcome: AttemptOutcome;
  /** The throttle's Reason, the type and message of the function's error (its beginning), or the error's name. */
  readonly reason?: string;
  readonly executedVersion?: string;
}

/** A dead-letter queue or topic, or a destination, that could not take an event. */
export interface FailedHandOver {
  readonly to: "dead-letter" | "destination";
  readonly arn: string;
  /** What its service said. */
  readonly reason: string;
}

/** What became of an event whose life has ended. `done` and `destination` may be successes; see `endCondition`. */
export type AsyncEnd = "done" | "dead-lettered" | "destination" | "both" | "dropped";

export type EndCondition = "Success" | "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";

/** An event in a function's asynchronous queue, or one that left it. Table `lambda.async-events`; key: `requestId:functionName`. */
export interface AsyncEventRecord {
  /** The same on every attempt. */
  readonly requestId: string;
  readonly functionName: string;
  /** As it was invoked; null: unqualified. */
  readonly qualifier: string | null;
  /** JSON text as bytes; of an event that has ended, its beginning. */
  readonly payload: Uint8Array;
  /** How many bytes the payload had, where not all of it is kept. */
  readonly payloadBytes?: number;
  /** Who sent it: `invoke`, `s3`, `sns`, `schedule`, `destination` … */
  readonly source: string;
  readonly clientContext?: string;
  /** Invocations before this one in its chain (recursion detection). */
  readonly depth: number;
  /** Epoch ms. */
  readonly acceptedAt: number;
  /** Time since then in which this cloud did not run (no tab open, or the machine asleep), in ms: it does not count. Absent: none. */
  readonly sleptMs?: number;
  readonly attempts: readonly AsyncAttempt[];
  /** Null once its life has ended. */
  readonly nextAttemptAt: number | null;
  readonly end: AsyncEnd | null;
  readonly endCondition?: EndCondition;
  readonly endedAt: number | null;
  /** What was to take the ended event and could not. Absent: nothing failed. */
  readonly failedHandOvers?: readonly FailedHandOver[];
  /** The last answer of the function, for the record that a destination gets; gone once the event has ended. */
  readonly lastResponse?: { readonly payload: Uint8Array; readonly functionError: boolean; readonly executedVersion: string };
}
