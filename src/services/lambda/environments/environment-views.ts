/** What the simulator's own controls show of execution environments. Times in epoch ms. */
export type EndReason = "expired" | "retired" | "deleted" | "recycled" | "init-failed" | "lost";

/** `reset`: idle, but its process was ended, and the next request repeats the init. */
export interface EnvironmentPhase {
  readonly kind: "init" | "busy" | "idle" | "reset";
  readonly from: number;
  readonly to: number | null;
}

/** One execution environment, live or recently ended. */
export interface EnvironmentView {
  readonly id: string;
  readonly functionName: string;
  readonly version: string;
  readonly kind: "on-demand" | "provisioned";
  readonly status: EnvironmentPhase["kind"] | "ended";
  readonly endReason?: EndReason;
  readonly createdAt: number;
  readonly initEndedAt: number | null;
  /** Of the first init that did not fail, else of the last one: as its REPORT or INIT_REPORT says, in ms. Null: none has ended. */
  readonly initMs: number | null;
  readonly initFailed: boolean;
  /** What the browser took before the first init, to fetch the runtime's files and to start the Worker, in ms. */
  readonly startMs: number | null;
  readonly statusSince: number;
  readonly endedAt: number | null;
  readonly invocations: number;
  /** How often it was reset, and the invocations since then. */
  readonly resets: number;
  readonly invocationsSinceReset: number;
  /** Of the request that it holds now, or held last. */
  readonly requestId: string | null;
  readonly logStream: string;
  readonly memoryUsedMb: number | null;
  /** The last 20. */
  readonly phases: readonly EnvironmentPhase[];
}

export interface EnvironmentsView {
  readonly now: number;
  /** Newest first, at most 1,000. */
  readonly environments: readonly EnvironmentView[];
}
