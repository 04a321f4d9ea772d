/** One execution environment of Node.js: init, then one invocation at a time. */
import type { FromGuest, GuestContext, GuestEnd, GuestInvocation, GuestSpec, ToGuest } from "../guest-protocol.ts";
import { LogSender } from "../log-sender.ts";
import type { LazyAssets } from "./assets.ts";
import { lazyAssets } from "./assets.ts";
import type { BuiltinModules } from "./builtins.ts";
import { createBuiltins } from "./builtins.ts";
import type { Handler } from "./handler-name.ts";
import { callModern, callWithCallback } from "./invoke-handler.ts";
import { createConsole, logSettings } from "./lambda-console.ts";
import { createContext } from "./lambda-context.ts";
import { countPlatform, Liveness } from "./liveness.ts";
import { createLoaders, loadHandler } from "./load-handler.ts";
import type { NodeProcess } from "./process-object.ts";
import { createProcess } from "./process-object.ts";
import { errorLogEntry, errorPayload, unhandledRejection } from "./runtime-errors.ts";
import type { NodeTimers } from "./timers.ts";
import { createTimers } from "./timers.ts";

/** Longer answers are refused by the service: what is beyond says no more. */
const PAYLOAD_SENT = 6_291_557;
// Made once: a decoder costs more to make than an event to decode.
const decoder = new TextDecoder();
const encoder = new TextEncoder();
const EXIT_UNCAUGHT = 129;
const EXIT_UNHANDLED = 128;

type Phase = { readonly kind: "init" } | { readonly kind: "invoke"; readonly invocation: number; readonly startedAt: number };

type Post = (message: FromGuest) => void;

export class NodeGuest {
  readonly #post: Post;
  readonly #logs: LogSender;
  readonly #assets: LazyAssets;
  readonly #liveness = new Liveness();
  readonly #timers = createTimers(this.#liveness);
  readonly #task = taskEnd(this.#timers);
  #spec!: GuestSpec;
  #process!: NodeProcess;
  #console!: ReturnType<typeof createConsole>;
  #handler: Handler | null = null;
  #requestId: string | undefined;
  #phase: Phase | null = null;
  #partialLine = "";

  constructor(context: GuestContext) {
    // Bound now: what learner's code does to MessagePort's prototype does not reach it.
    this.#post = context.port.postMessage.bind(context.port) as Post;
    this.#logs = new LogSender({ postMessage: this.#post as MessagePort["postMessage"] }, Date.now);
    this.#assets = lazyAssets(context.assets);
    context.port.onmessage = ({ data }: MessageEvent<ToGuest>) => {
      if (data.kind === "start") void this.#start(data.spec);
      else void this.#invoke(data.invocation, data.request);
    };
    self.addEventListener("error", (event) => {
      event.preventDefault();
      this.#uncaught(event.error ?? new Error(event.message));
    });
    self.addEventListener("unhandledrejection", (event) => {
      event.preventDefault();
      this.#unhandled(event.reason, event.promise);
    });
  }

  async #start(spec: GuestSpec): Promise<void> {
    this.#spec = spec;
    this.#phase = { kind: "init" };
    const builtins = this.#setUpGlobals(spec);
    this.#post({ kind: "ready" });
    let end: GuestEnd = { kind: "ok", payload: new Uint8Array() };
    try {
      const begin = (): (() => void) => this.#liveness.begin();
      const loaders = createLoaders(spec, this.#assets, (name) => builtins.get(name), begin);
      builtins.useLoaders(loaders);
      this.#handler = await loadHandler(spec, loaders);
    } catch (error) {
      this.#console.error("Uncaught Exception", errorLogEntry(error));
      end = errorEnd(error);
    }
    this.#finishInit(end);
  }

  #finishInit(end: GuestEnd): void {
    if (this.#phase?.kind !== "init") return;
    this.#phase = null;
    this.#flush();
    this.#post({ kind: "initialized", end, durationMs: performance.now(), memoryUsedMb: null });
  }

  async #invoke(invocation: number, request: GuestInvocation): Promise<void> {
    this.#logs.beginPhase();
    this.#requestId = request.requestId;
    this.#liveness.quietSince = null;
    this.#process.env["_X_AMZN_TRACE_ID"] = request.traceId;
    this.#phase = { kind: "invoke", invocation, startedAt: performance.now() };
    const handler = this.#handler;
    if (handler === null) return;
    let end: GuestEnd;
    try {
      const context = createContext(this.#spec, request);
      const event: unknown = JSON.parse(decoder.decode(request.payload));
      const call = this.#spec.runtime === "nodejs22.x" ? callWithCallback : callModern;
      const result = await call(handler, event, context, this.#liveness);
      await this.#nextTurn();
      end = { kind: "ok", payload: serialise(result) };
    } catch (error) {
      await this.#nextTurn();
      if (this.#phase !== null) this.#console.error("Invoke Error", errorLogEntry(error));
      end = errorEnd(error);
    }
    this.#finishInvoke(end);
  }

  #finishInvoke(end: GuestEnd, exitCode?: number): void {
    const phase = this.#phase;
    if (phase?.kind !== "invoke") return;
    this.#phase = null;
    // An end that only showed as silence came when the silence began.
    const durationMs = (this.#liveness.quietSince ?? performance.now()) - phase.startedAt;
    this.#flush();
    const ended = exitCode === undefined ? {} : { exitCode };
    this.#post({ kind: "result", invocation: phase.invocation, end, durationMs, memoryUsedMb: null, ...ended });
  }

  /**
   * A rejection that nobody handles comes before the answer, as in Node.js. The browser tells of it in a task of its
   * own, behind the next one.
   */
  async #nextTurn(): Promise<void> {
    await this.#task();
    await this.#task();
  }

  #uncaught(error: unknown): void {
    if (this.#process.emit("uncaughtException", error, "uncaughtException")) return;
    this.#console.error("Uncaught Exception", errorLogEntry(error));
    this.#die(error, EXIT_UNCAUGHT);
  }

  #unhandled(reason: unknown, promise: Promise<unknown>): void {
    if (this.#process.emit("unhandledRejection", reason, promise)) return;
    const error = unhandledRejection(reason);
    this.#console.error("Unhandled Promise Rejection", errorLogEntry(error));
    this.#die(error, EXIT_UNHANDLED);
  }

  /** Reports the error for whatever is running, then ends the process. */
  #die(error: unknown, code: number): void {
    if (this.#phase?.kind === "init") this.#finishInit(errorEnd(error));
    else if (this.#phase?.kind === "invoke") this.#finishInvoke(errorEnd(error), code);
    this.#exit(code);
  }

  #exit(code: number | null): never {
    this.#flush();
    this.#post({ kind: "exit", code });
    // Nothing more runs in a process that has ended. The host terminates the Worker on that message.
    const until = performance.now() + 10_000;
    while (performance.now() < until);
    throw new Error("The process has ended");
  }

  #setUpGlobals(spec: GuestSpec): BuiltinModules {
    const { format, inspect } = this.#formatting();
    this.#console = createConsole({
      write: (line) => this.#logs.write(line),
      requestId: () => this.#requestId,
      now: Date.now,
      format,
      inspect,
      ...logSettings(spec.variables),
    });
    const builtins = createBuiltins({
      assets: this.#assets,
      spec,
      timers: this.#timers,
      console: this.#console,
      process: () => this.#process,
    });
    this.#process = createProcess({
      runtime: spec.runtime,
      variables: spec.variables,
      write: (text) => this.#write(text),
      exit: (code) => this.#exit(code),
      builtin: (name) => builtins.get(name),
    });
    countPlatform(this.#liveness);
    // Node.js has no such globals; and a Worker that cannot be constructed cannot be multiplied without end.
    for (const name of ["Worker", "close", "importScripts"]) hideGlobal(name);
    Object.assign(console, this.#console);
    Object.assign(globalThis, { global: globalThis, process: this.#process, ...this.#timers });
    lazyGlobal("Buffer", () => this.#assets.load("buffer.js"));
    return builtins;
  }

  #formatting() {
    type Inspect = { format: (...parts: unknown[]) => string; inspect: (value: unknown, options?: object) => string };
    const load = (): Inspect => this.#assets.load<Inspect>("inspect.js");
    return {
      format: (...parts: unknown[]) => load().format(...parts),
      inspect: (value: unknown, options?: object) => load().inspect(value, options),
    };
  }

  /** `process.stdout.write`: the log is made of lines. */
  #write(text: string): void {
    const lines = (this.#partialLine + text).split("\n");
    this.#partialLine = lines.pop() ?? "";
    for (const line of lines) this.#logs.write(line);
  }

  #flush(): void {
    if (this.#partialLine !== "") this.#logs.write(this.#partialLine);
    this.#partialLine = "";
    this.#logs.flush();
  }
}

function hideGlobal(name: string): void {
  for (let owner: object | null = globalThis; owner !== null; owner = Object.getPrototypeOf(owner) as object | null)
    Reflect.deleteProperty(owner, name);
}

/** The way to wait for the next task. The browser's own scheduler is the quickest; where there is none, an immediate. */
function taskEnd(timers: NodeTimers): () => Promise<unknown> {
  const { scheduler } = globalThis as { scheduler?: { postTask?: (task: () => void) => Promise<unknown> } };
  const postTask = scheduler?.postTask?.bind(scheduler);
  if (postTask !== undefined) return () => postTask(() => undefined);
  return () => new Promise((resolve) => timers.setImmediate(resolve));
}

function lazyGlobal(name: string, load: () => unknown): void {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => {
      const value = (load() as Record<string, unknown>)[name];
      Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
      return value;
    },
    set: (value: unknown) => {
      Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
    },
  });
}

function errorEnd(error: unknown): GuestEnd {
  const payload = errorPayload(error);
  return { kind: "error", errorType: payload.errorType, payload: encoder.encode(JSON.stringify(payload)) };
}

/** Throws AWS's error for what JSON cannot say (a circle, a BigInt). */
function serialise(result: unknown): Uint8Array {
  let text: string | undefined;
  try {
    text = JSON.stringify(result === undefined ? null : result);
  } catch {
    throw new Error("Unable to stringify response body");
  }
  const bytes = encoder.encode(text ?? "null");
  return bytes.byteLength > PAYLOAD_SENT ? bytes.slice(0, PAYLOAD_SENT) : bytes;
}
