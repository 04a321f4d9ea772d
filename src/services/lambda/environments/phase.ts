/** A line the learner's code wrote, as the runtime formatted it (no trailing newline of its own). */
export interface RuntimeLogLine {
  readonly timestamp: number;
  readonly message: string;
}

/**
 * How a phase (init or invoke) ended. `error`: the runtime caught it; the process lives on, unless there is an
 * `exitCode` (Node.js reports an unhandled rejection and exits). In init, any error ends the process.
 * `exit`: the process ended by itself. `timeout`: terminated at the deadline. `crash`: ended from outside; of `memory`
 * when it asked for more than it may have, and of other causes by the `reason`, a part of a sentence. After `exit`, `timeout` and `crash` the process is gone, and the
 * environment needs a new one; a crash that is `lost` took the environment along, with its `/tmp`.
 */
export type PhaseEnd =
  | { readonly kind: "ok"; readonly payload: Uint8Array }
  | { readonly kind: "error"; readonly errorType: string; readonly payload: Uint8Array; readonly exitCode?: number }
  | { readonly kind: "exit"; readonly code: number | null }
  | { readonly kind: "timeout" }
  | { readonly kind: "crash"; readonly reason: string; readonly memory?: true; readonly lost?: true };

export interface PhaseResult {
  readonly end: PhaseEnd;
  /** Real time in the environment, ms with fraction. */
  readonly durationMs: number;
  /** In order; already cut to the runtime's cap. Never holds platform lines (START, END, REPORT): those are rules'. */
  readonly logs: readonly RuntimeLogLine[];
  /** Measured where the runtime allows (WebAssembly memory); null where the browser gives no figure. */
  readonly memoryUsedMb: number | null;
}
