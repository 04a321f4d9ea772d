import type { ExecutionEnvironment, Pool } from "#services/lambda/execution-environments.ts";
import type { Account } from "./account.ts";

/** How an invocation went, for its metrics. */
export interface InvocationFigures {
  /** Epoch ms. */
  readonly at: number;
  /** The handler's time without cold start; null where it never ran. */
  readonly durationMs: number | null;
  readonly failed: boolean;
}

/** Told of what CloudWatch counts. */
export interface InvocationMetrics {
  throttled(account: Account, pool: Pool, qualifier: string | null): void;
  began(account: Account, environment: ExecutionEnvironment, qualifier: string | null): void;
  ended(account: Account, environment: ExecutionEnvironment, qualifier: string | null, figures: InvocationFigures): void;
}

/** Counts nothing. */
export const NO_METRICS: InvocationMetrics = { throttled: () => undefined, began: () => undefined, ended: () => undefined };
