import type { AsyncAttempt, AsyncEnd, EndCondition, FailedHandOver } from "./async-records.ts";

/** What the simulator's own controls show beside AWS's API: its clock, its execution environments, its queued events. Times in epoch ms. */
export interface ClockView {
  /** Simulated: wall clock + offset. */
  readonly now: number;
  readonly offsetMs: number;
  readonly mode: ClockMode;
  readonly nextEventAt: number | null;
  /** What happens then, in a few words. */
  readonly nextEvent: string | null;
  /** When fast-forward ended by itself last, because it had skipped a day; null: it never did since this cloud started. */
  readonly stoppedAt: number | null;
}

export type ClockMode = "real-time" | "fast-forward";

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

/** One asynchronous event's life. */
export interface AsyncEventView {
  readonly requestId: string;
  readonly functionName: string;
  readonly qualifier: string | null;
  readonly source: string;
  readonly acceptedAt: number;
  readonly attempts: readonly AsyncAttempt[];
  readonly nextAttemptAt: number | null;
  readonly end: AsyncEnd | null;
  readonly endCondition?: EndCondition;
  readonly endedAt: number | null;
  readonly failedHandOvers?: readonly FailedHandOver[];
  /** Time since its acceptance in which this cloud did not run, in ms; absent: none. */
  readonly sleptMs?: number;
  /** How large the payload was, where the event has ended and not all of it is kept; in bytes. */
  readonly payloadBytes?: number;
  /** The first 1,000 characters of the event. */
  readonly payloadPreview: string;
}

export interface AsyncEventsView {
  readonly now: number;
  /** Newest first. */
  readonly events: readonly AsyncEventView[];
}
