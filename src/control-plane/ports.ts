/**
 * What the control plane offers, and what it needs from outside. Every edge implements or calls one of these;
 * no edge imports another one's files.
 */
import type { AwsError } from "#services/aws-error.ts";
import type { EndpointAnswer, EndpointRequest } from "#services/http-endpoint.ts";
import type { PhaseResult } from "#services/lambda/environments/phase.ts";
import type { ClockMode, ClockView } from "#services/clock-view.ts";
import type { AsyncEventsView } from "#services/lambda/async/async-views.ts";
import type { EnvironmentsView } from "#services/lambda/environments/environment-views.ts";
import type { LogLimitsView } from "#services/logs/records.ts";
import type { CodePackage } from "#services/operation.ts";
import type { KeptSettings, Settings } from "#services/settings.ts";
import type { Change, TableName, Tables } from "#services/tables.ts";

// ── offered ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Who asks, and under which request id. Read from the request's signature; nothing is verified. */
export interface Caller {
  /** A 12-digit access key id is the account; else 123456789012. */
  readonly accountId: string;
  /** From the SigV4 credential scope, else us-east-1. */
  readonly region: string;
  /** The signature names no Region: that of the bucket in question counts, if there is one. */
  readonly regionOfBucket?: boolean;
  /** Unique for a request; a resend after a change of leader carries the same one and is answered, not redone. */
  readonly requestId: string;
  /** `http(s)://host:port` that the request came to, if known: makes GetFunction's `Code.Location` absolute. */
  readonly origin?: string;
  /** Tells that nobody waits for the answer any more. What is done is not undone; what waits need not. */
  readonly hangUp?: HangUp;
}

/** As much of an `AbortSignal` as is needed here. */
export interface HangUp {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The whole server side behind the wire protocol. */
export interface ControlPlane {
  /**
   * Runs one operation of one service ("lambda", "logs"), named as in the service model. The input is already parsed
   * and its constraints are checked. Resolves once every change is kept. An operation that nobody built yet answers
   * `NotImplementedException` (501) with a sentence that names it. `trace`: X-Ray's header of an invocation's answer.
   */
  execute(service: string, operation: string, input: unknown, caller: Caller): Promise<{ output: unknown; trace?: string } | AwsError>;
  /** A request to a public address (an API's, a load balancer's); undefined where the host is nobody's. Nothing is signed: the host tells the account. */
  http(request: EndpointRequest): Promise<EndpointAnswer | undefined>;
  readonly simulator: Simulator;
}

/** The simulator's own controls: not AWS's, reached by the console alone (path `/_lambdarium/…`, never over the bridge). */
export interface Simulator {
  settings(): Settings;
  changeSettings(change: Partial<Settings>): Promise<Settings>;
  /** Forgets everything of every account and Region; ends all environments. */
  reset(): Promise<void>;
  /**
   * The zip of a deployment package by its CodeSha256, in base64 or base64url. GetFunction's `Code.Location` is
   * `<origin>/_lambdarium/code/<base64url of it>`.
   */
  code(sha256: string): Promise<Uint8Array | undefined>;
  clock(): ClockView;
  /** Fast-forward skips the time in which nothing happens; real time goes as the wall clock does, from where it is. */
  setClockMode(mode: ClockMode): Promise<ClockView>;
  /** Jumps to the next thing that waits, once; stays where it is while a handler runs or nothing waits. */
  nextEvent(): Promise<ClockView>;
  environments(place: ScopedTo): EnvironmentsView;
  /** Ends idle environments now and busy ones after their request; of one function, or of all. */
  recycle(place: ScopedTo, functionName: string | undefined): Promise<void>;
  asyncEvents(place: ScopedTo, functionName: string | undefined): AsyncEventsView;
  /** How much of its events a log group keeps, and what it lost. */
  logLimits(place: ScopedTo, group: string): LogLimitsView;
  /** Which lines of log streams the platform wrote, by stream, each as `timestamp message`. */
  platformLines(place: ScopedTo, group: string, streams: readonly string[]): Readonly<Record<string, readonly string[]>>;
}

/** Which account and Region a control of the simulator is about. */
export type ScopedTo = Pick<Caller, "accountId" | "region">;

// ── needed ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Clock {
  /** Epoch ms. */
  now(): number;
}

/** The clocks of the machine that this cloud runs on. */
export interface MachineClock extends Clock {
  /** ms since some instant, by a clock that cannot be set. It may stand still while the machine sleeps. */
  elapsed(): number;
}

/**
 * Wakes the control plane for its next event; a later call replaces the earlier instant, `null` clears it. How long that is away
 * is reckoned when it is set: a clock that is set meanwhile does not change it.
 */
export interface Alarm {
  set(instant: number | null, wake: () => void): void;
}

export interface Ids {
  uuid(): string;
  /** 32 lower-case hex digits, for log stream names. */
  hex32(): string;
}

/** Seeded by the host; named streams are independent ("routing", "durations" …). */
export interface Chance {
  /** Uniform in [0, 1). */
  next(stream: string): number;
}

/** Account and Region: what a set of tables belongs to. `accountId/region`. */
export type Scope = string;

/** What is announced like a table, though nothing of it is kept. */
export type SimulatorTable = "simulator.environments" | "simulator.clock";
export type Changed = TableName | SimulatorTable;

/** A row as a store keeps it. */
export type StoredRow = { [T in TableName]: { scope: Scope; table: T; key: string; value: Tables[T] } }[TableName];

export interface Commit {
  readonly scope: Scope;
  readonly changes: readonly Change[];
  /** Deployment packages to keep with the changes: CodeSha256 → zip bytes. */
  readonly code?: ReadonlyMap<string, Uint8Array>;
  /** Packages that nothing refers to any more. */
  readonly forgetCode?: readonly string[];
  /** Kept under the request id, so that a resend is answered and not redone. */
  readonly reply?: { readonly requestId: string; readonly value: unknown };
}

export type StoreProblem = "blocked" | "full" | "newer-database" | "lost-leadership" | "broken";

/** A store's failure; `problem` tells which, the message is a sentence for the learner with a way out. */
export interface StoreError extends Error {
  readonly problem: StoreProblem;
}

/** Keeps the account. All methods reject with a {@link StoreError}. Contract suite: `src/storage/store-contract.ts`. */
export interface Store {
  /**
   * Every kept row of every scope, settings, and nothing else (code and replies are read one by one). Rows of tables that
   * only another build knows are among them: nothing removes those but a reset.
   */
  load(): Promise<{ rows: StoredRow[]; settings: Partial<KeptSettings> }>;
  /** All or nothing; durable when it resolves. Refused with "lost-leadership" if another leader has begun since. */
  commit(commit: Commit): Promise<void>;
  /** Queues a commit that no answer waits for (logs); kept within about a quarter of a second, in order. */
  commitSoon(commit: Commit): void;
  reply(requestId: string): Promise<{ value: unknown } | undefined>;
  code(sha256: string): Promise<Uint8Array | undefined>;
  saveSettings(settings: Partial<KeptSettings>): Promise<void>;
  reset(): Promise<void>;
}

/** Opens deployment packages. Errors are AWS's: size limits, `Could not unzip uploaded file …`. */
export interface CodePackages {
  /** Checks and measures a zip: 250 MB unzipped, 50 MB zipped if it came in a request, no path outside, no bomb. */
  inspect(zip: Uint8Array, from: "request" | "bucket"): Promise<CodePackage | AwsError>;
  /** The files of a checked zip. */
  files(zip: Uint8Array): PackageFiles;
}

/** A package as the user that functions run as finds it in `/var/task`; paths have no leading slash. */
export interface PackageFiles {
  /** Path → bytes. What lies in a folder that this user may not enter is not found at all. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Those of the files that this user may see and not read, by their modes in the zip: path → permission bits. */
  readonly unreadable: ReadonlyMap<string, number>;
}

// ── execution environments ────────────────────────────────────────────────────────────────────────────────────────

/** All that an execution environment is told when it starts. */
export interface EnvironmentSpec {
  readonly id: string;
  readonly functionName: string;
  readonly functionVersion: string;
  /** AWS's identifier, for example `python3.14`. */
  readonly runtime: string;
  readonly handler: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** As in {@link PackageFiles}; absent: every file can be read. */
  readonly unreadable?: ReadonlyMap<string, number>;
  /** The full set: Lambda's own variables and the learner's. */
  readonly variables: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly ephemeralStorageMb: number;
  readonly logGroup: string;
  readonly logStream: string;
  /** Init is cut off after this many ms. */
  readonly initTimeoutMs: number;
  readonly network: boolean;
  /** How far the cloud's time is ahead of the machine's, ms: what the code reads as now. */
  readonly clockOffsetMs: number;
}

export interface InvocationRequest {
  readonly requestId: string;
  readonly invokedFunctionArn: string;
  /** The event, JSON text as bytes. */
  readonly payload: Uint8Array;
  /** `_X_AMZN_TRACE_ID` of this invocation. */
  readonly traceId: string;
  /** JSON text of the client context, if one came. */
  readonly clientContext?: string;
  /** Epoch ms of the machine's clock; the environment is terminated then. */
  readonly deadline: number;
  /** As in the spec; it may have grown since. */
  readonly clockOffsetMs: number;
  /** The function's timeout, for messages. */
  readonly timeoutMs: number;
}

export type { PhaseEnd, PhaseResult, RuntimeLogLine } from "#services/lambda/environments/phase.ts";

/** One live execution environment: one Worker. Serves one invocation at a time. */
export interface Environment {
  readonly id: string;
  /** Resolves when init ended, well or not (then `end.kind` is not "ok"; the payload of an "ok" init is empty). */
  readonly initialized: Promise<PhaseResult>;
  invoke(request: InvocationRequest): Promise<PhaseResult>;
  /** Ends the Worker at once. What was pending settles as `exit` with code null. */
  terminate(): void;
  /** The same for good: no process of this environment follows, and what it left in `/tmp` is forgotten. */
  discard(): void;
}

/** Starts execution environments. What every one must do is tested in a real browser: `e2e/runtime-*.spec.ts`. */
export interface Runtime {
  /** Whether handlers of this runtime identifier can run here. */
  supports(runtime: string): boolean;
  /** `before`: a process of the same environment that has ended. The new one finds what it left in `/tmp`. */
  start(spec: EnvironmentSpec, before?: Environment): Environment;
}
