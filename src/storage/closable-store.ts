import type { Store, StoreError } from "#control-plane/ports.ts";
import type { Later } from "./commit-queue.ts";

/** A store as this layer opens it: the port, and the way to let go of it. */
export interface ClosableStore extends Store {
  /** How many times the place was opened so far, this time included: the number of this leader. */
  readonly epoch: number;
  /** A random name of what is kept here, from its first opening until the place is deleted: another browser profile has another. */
  readonly account: string;
  /** Keeps what `commitSoon` queued, then lets go. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Told of failures that no caller waits for: a queued commit that failed, storage taken away by the browser. */
  readonly onProblem?: (problem: StoreError) => void;
  /** `setTimeout` by default. */
  readonly later?: Later;
}

/** So many replies are kept: far more than can be pending when a leader goes. */
export const KEPT_REPLIES = 1024;
