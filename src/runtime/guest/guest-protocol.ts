/**
 * What the host (the cloud Worker) and a guest (inside an execution environment's Worker) say to each other, over the
 * environment's own MessagePort. Both families of runtimes speak it.
 *
 * Life of an environment:
 * 1. host → `start`; it may arrive before the guest listens, a port queues.
 * 2. guest → `ready` once its language runtime is up and *before* any of the learner's code runs: the host's init
 *    timer starts here, so that a slow download or a slow machine is not charged to the learner's code.
 * 3. guest → `logs`* then `initialized`. Init that ended other than "ok": the host terminates the Worker.
 * 4. host → `invoke`, guest → `logs`* then `result`, one at a time, again and again.
 * 5. at any time guest → `exit`: the "process" ended by itself, or `crash`; the host terminates the Worker.
 * 6. at any time guest → `tmp`: what changed under `/tmp`. A Worker that spins cannot be asked for it when it is
 *    terminated, so that the host must have it already; the environment's next process gets it in its `start`.
 *
 * There is no message to stop: the host terminates the Worker, which works while a handler spins.
 * The host trusts nothing that arrives: learner's code shares the Worker with the guest and may post anything.
 */

/** What a guest bundle is given. The bundle is one self-contained ES module which exports `boot: Boot`. */
export interface GuestContext {
  /** Speaks {@link ToGuest} and {@link FromGuest}. Not started yet: set `onmessage` or call `start()`. */
  readonly port: MessagePort;
  /** Compiled once in the frame, shared by all its Workers; by the names in the family's manifest. */
  readonly modules: Readonly<Record<string, WebAssembly.Module>>;
  /**
   * The family's other files, by name. Handles: reading one costs nothing until `await blob.arrayBuffer()`,
   * `new FileReaderSync().readAsText(blob)` (synchronous) or `import(URL.createObjectURL(blob))`.
   */
  readonly assets: Readonly<Record<string, Blob>>;
}

/** The entry that each guest bundle exports under the name `boot`. It must not throw: it reports over the port. */
export type Boot = (context: GuestContext) => void;

/** `EnvironmentSpec` of `#control-plane/ports.ts` without what only the host needs. */
export interface GuestSpec {
  readonly functionName: string;
  readonly functionVersion: string;
  /** AWS's identifier, for example `nodejs24.x`. */
  readonly runtime: string;
  readonly handler: string;
  /** Path in `/var/task` (no leading slash) → bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Of these files those that the function's user may not read: path → permission bits. */
  readonly unreadable?: ReadonlyMap<string, number>;
  /** Everything for the process environment, Lambda's own variables and the learner's. */
  readonly variables: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly ephemeralStorageMb: number;
  readonly logGroup: string;
  readonly logStream: string;
  /** What an earlier process of the same environment left in `/tmp`, parents first. */
  readonly tmp: readonly TmpEntry[];
  /** Whether the frame lets requests out; a guest can then say an honest sentence when it does not. */
  readonly network: boolean;
  /** How far the cloud's time is ahead of the machine's, ms: what learner's code reads as now (`cloud-clock.ts`). */
  readonly clockOffsetMs: number;
}

export interface GuestInvocation {
  readonly requestId: string;
  readonly invokedFunctionArn: string;
  /** The event, JSON text as bytes. */
  readonly payload: Uint8Array;
  readonly traceId: string;
  readonly clientContext?: string;
  /** Epoch ms of the machine's clock. */
  readonly deadline: number;
  readonly clockOffsetMs: number;
}

/** What stands under `/tmp`. `path` has no leading slash; `mode` holds the permission bits; times in epoch ms. */
export type TmpEntry =
  | { readonly path: string; readonly kind: "file"; readonly mode: number; readonly mtimeMs: number; readonly bytes: Uint8Array }
  | { readonly path: string; readonly kind: "folder"; readonly mode: number; readonly mtimeMs: number }
  | { readonly path: string; readonly kind: "link"; readonly target: string };

/**
 * What stands at a path now. A file tells its size and the bytes that were written, from `at` on; where it has grown,
 * they reach to its end. `none`: nothing, nor anything below.
 */
export type TmpChange =
  | Exclude<TmpEntry, { kind: "file" }>
  | (Extract<TmpEntry, { kind: "file" }> & { readonly size: number; readonly at: number })
  | { readonly path: string; readonly kind: "none" };

export type ToGuest =
  | { readonly kind: "start"; readonly spec: GuestSpec }
  /** `invocation` counts from 1; the result carries it back. */
  | { readonly kind: "invoke"; readonly invocation: number; readonly request: GuestInvocation };

/** How a phase ended, as the guest sees it; `payload` is JSON text as bytes (empty for an "ok" init). */
export type GuestEnd =
  | { readonly kind: "ok"; readonly payload: Uint8Array }
  | { readonly kind: "error"; readonly errorType: string; readonly payload: Uint8Array };

export interface GuestLogLine {
  /** Epoch ms of the machine's clock. */
  readonly timestamp: number;
  /** As the runtime formatted it, without a newline of its own at the end. */
  readonly message: string;
}

export type FromGuest =
  | { readonly kind: "ready" }
  /** `durationMs`: since the Worker began (`performance.now()`), so the start of the language runtime is inside. */
  | {
      readonly kind: "initialized";
      readonly end: GuestEnd;
      readonly durationMs: number;
      readonly memoryUsedMb: number | null;
    }
  | {
      readonly kind: "result";
      readonly invocation: number;
      readonly end: GuestEnd;
      readonly durationMs: number;
      readonly memoryUsedMb: number | null;
      /** The runtime answered and then ended its process (Node.js after an uncaught exception: 129). */
      readonly exitCode?: number;
    }
  | { readonly kind: "logs"; readonly lines: readonly GuestLogLine[] }
  | { readonly kind: "tmp"; readonly changes: readonly TmpChange[] }
  /** The process ended by itself: `process.exit(3)`, `sys.exit(3)` → 3; `null`: without a reason. */
  | { readonly kind: "exit"; readonly code: number | null }
  /** The process wanted more memory than the function has; the platform kills it for that. */
  | { readonly kind: "crash"; readonly reason: string };

/** Log bytes (UTF-16 units, cheaply counted) that the host keeps for one phase; a guest should stop sending there. */
export const LOG_CAP_PER_PHASE = 1024 * 1024;

/** The longest line of the log; what is longer goes on in the next event (UTF-16 units, as above). */
export const LOG_LINE_CAP = 256 * 1024;

/** What each line counts beyond its text, as CloudWatch Logs counts it: a million empty lines are not nothing. */
export const LOG_LINE_OVERHEAD = 26;

/** Node.js: an event loop that has been empty for so long is taken for one that has ended, in ms. */
export const QUIET_MS = 500;

/**
 * Bytes of files under `/tmp` that are told of one environment: what its next process finds. A file that does not fit is not told. The
 * function itself can fill all of its ephemeral storage; a second copy of that for every environment would fill the page's memory.
 */
export const TMP_TOLD_BYTES = 64 * 1024 * 1024;

/** An answer longer than the service's limit of 6,291,556 bytes is refused there: what is beyond this says no more. */
export const PAYLOAD_SENT = 6_291_557;
