/** What a test asks of the runtime harness: plain data, so that Playwright can carry it. */

export interface StartCall {
  readonly id: string;
  readonly runtime: string;
  readonly handler: string;
  /** Path → text. */
  readonly files: Readonly<Record<string, string>>;
  /** Of these files those that the function's user may not read: path → permission bits. */
  readonly unreadable?: Readonly<Record<string, number>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly network?: boolean;
  readonly memoryMb?: number;
  readonly ephemeralStorageMb?: number;
  readonly initTimeoutMs?: number;
}

export interface InvokeCall {
  readonly id: string;
  readonly event?: unknown;
  readonly timeoutMs?: number;
  readonly clientContext?: string;
}

export type Call =
  | { readonly kind: "start"; readonly call: StartCall }
  | { readonly kind: "invoke"; readonly call: InvokeCall }
  | { readonly kind: "terminate"; readonly id: string };

/** A `PhaseResult` with its payload as text. */
export interface PhaseReport {
  readonly kind: "ok" | "error" | "exit" | "timeout" | "crash";
  readonly payload: string;
  readonly payloadBytes: number;
  readonly errorType?: string;
  readonly exitCode?: number | null;
  readonly reason?: string;
  readonly durationMs: number;
  readonly logs: readonly string[];
  readonly memoryUsedMb: number | null;
}

export interface RuntimeHarness {
  /** Starts an environment; resolves when its init ended. */
  start(call: StartCall): Promise<PhaseReport>;
  invoke(call: InvokeCall): Promise<PhaseReport>;
  terminate(id: string): Promise<void>;
}
