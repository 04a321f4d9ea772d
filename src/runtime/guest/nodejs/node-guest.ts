/** One execution environment of Node.js: init, then one invocation at a time. */
import { installCloudClock, machineNow, setClockOffset } from "../cloud-clock.ts";
import { type GuestContext, type GuestEnd, type GuestInvocation, type GuestSpec, LOG_CAP_PER_PHASE } from "../guest-protocol.ts";
import { LogSender } from "../log-sender.ts";
import { listenTo, ownNow, type Post, posterOf, preventDefault } from "../own-platform.ts";
import { TmpSender } from "../tmp-sender.ts";
import { hideWorkerGlobals } from "../worker-globals.ts";
import { errorEnd, parseEvent, serialise } from "./answers.ts";
import type { LazyAssets } from "./assets.ts";
import { lazyAssets } from "./assets.ts";
import { BroadcastChannel } from "./broadcast-channel.ts";
import type { BuiltinModules } from "./builtins.ts";
import { createBuiltins } from "./builtins.ts";
import { lazyGlobal, taskEnd } from "./globals.ts";
import type { Handler } from "./handler-name.ts";
import { callModern, callWithCallback } from "./invoke-handler.ts";
import { createConsole, logSettings } from "./lambda-console.ts";
import { createContext } from "./lambda-context.ts";
import { countPlatform, Liveness } from "./liveness.ts";
import { createLoaders, loadHandler } from "./load-handler.ts";
import type { NodeProcess } from "./process-object.ts";
import { createProcess } from "./process-object.ts";
import { errorLogEntry, unhandledRejection } from "./runtime-errors.ts";
import { installNodeStacks } from "./stack-traces.ts";
import { createTimers, native } from "./timers.ts";

const EXIT_UNCAUGHT = 129;
const EXIT_UNHANDLED = 128;

type Phase = { readonly kind: "init" } | { readonly kind: "invoke"; readonly invocation: number; readonly startedAt: number };

export class NodeGuest {
  readonly #post: Post;
  readonly #logs: LogSender;
  readonly #tmp: TmpSender;
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
    installCloudClock();
    this.#post = posterOf(context.port);
    this.#logs = new LogSender(this.#post, machineNow);
    this.#tmp = new TmpSender(this.#post, ownNow, native.setTimeout);
    this.#assets = lazyAssets(context.assets);
    listenTo(context.port, (data) => {
      setClockOffset((data.kind === "start" ? data.spec : data.request).clockOffsetMs);
      if (data.kind === "start") void this.#start(data.spec);
      else void this.#invoke(data.invocation, data.request);
    });
    self.addEventListener("error", (event) => {
      preventDefault(event);
      this.#uncaught(event.error ?? new Error(event.message));
    });
    self.addEventListener("unhandledrejection", (event) => {
      preventDefault(event);
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
    this.#post({ kind: "initialized", end, durationMs: ownNow(), memoryUsedMb: null });
  }

  async #invoke(invocation: number, request: GuestInvocation): Promise<void> {
    this.#logs.beginPhase();
    this.#tmp.beginPhase();
    this.#requestId = request.requestId;
    this.#liveness.quietSince = null;
    this.#process.env["_X_AMZN_TRACE_ID"] = request.traceId;
    this.#phase = { kind: "invoke", invocation, startedAt: ownNow() };
    const handler = this.#handler;
    if (handler === null) return;
    let end: GuestEnd;
    try {
      const context = createContext(this.#spec, request);
      const event: unknown = parseEvent(request.payload);
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
    const durationMs = (this.#liveness.quietSince ?? ownNow()) - phase.startedAt;
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
    const until = ownNow() + 10_000;
    while (ownNow() < until);
    throw new Error("The process has ended");
  }

  #setUpGlobals(spec: GuestSpec): BuiltinModules {
    const { format, inspect } = this.#formatting();
    this.#console = createConsole({
      write: (line) => this.#logs.write(line),
      requestId: () => this.#requestId,
      now: () => Date.now(),
      format,
      inspect,
      ...logSettings(spec.variables),
    });
    const builtins = createBuiltins({
      assets: this.#assets,
      spec,
      tmp: this.#tmp,
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
    hideWorkerGlobals();
    installNodeStacks();
    Object.assign(console, this.#console);
    Object.assign(globalThis, { global: globalThis, process: this.#process, BroadcastChannel, ...this.#timers });
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
    // Beyond the cap of a phase nothing is kept, so that nothing is gathered.
    const lines = (this.#partialLine + text.slice(0, LOG_CAP_PER_PHASE + 1)).split("\n");
    this.#partialLine = lines.pop() ?? "";
    for (const line of lines) this.#logs.write(line);
    if (this.#partialLine.length > LOG_CAP_PER_PHASE) this.#flush();
  }

  #flush(): void {
    if (this.#partialLine !== "") this.#logs.write(this.#partialLine);
    this.#partialLine = "";
    this.#tmp.flush();
    this.#logs.flush();
  }
}
