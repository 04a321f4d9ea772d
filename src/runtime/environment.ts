import type { Environment, EnvironmentSpec, InvocationRequest, PhaseEnd, PhaseResult } from "#control-plane/ports.ts";
import { DeadlineTimer } from "./deadline-timer.ts";
import { type FromGuest, QUIET_MS, type ToGuest } from "./guest/guest-protocol.ts";
import { readGuestMessage } from "./guest-messages.ts";
import { LogCollector } from "./log-collector.ts";
import type { TmpMirror } from "./tmp-mirror.ts";

/** A language runtime that has not come up by then never will. */
const BOOT_TIMEOUT_MS = 120_000;
/** An honest guest sends some hundred messages a phase (see `LogSender`); beyond this it is a flood. */
const MESSAGES_PER_PHASE = 10_000;

/** What an environment needs from the runtime around it. */
export interface EnvironmentLinks {
  /** The host's end of the guest's port. */
  readonly port: MessagePort;
  /** Ends the Worker, now. */
  readonly stop: () => void;
}

/** How much shorter than the host's own measure a guest's figure may be: the way there and back, on a busy machine. */
const WAY_MS = 1000;

interface Phase {
  readonly invocation: number;
  /** By `performance.now()`: the phase is no longer than from here to its end … */
  startedAt: number;
  /** … and no shorter than from here. */
  workingSince: number;
  readonly resolve: (result: PhaseResult) => void;
}

/** The host's side of one Worker: one phase at a time, every end settles what was pending, nothing is believed. */
export class WorkerEnvironment implements Environment {
  readonly id: string;
  readonly initialized: Promise<PhaseResult>;
  /** What is in `/tmp`, as far as the guest told; it outlives the process. */
  readonly tmp: TmpMirror;
  readonly #links: EnvironmentLinks;
  readonly #initTimeoutMs: number;
  readonly #logs: LogCollector;
  #phase: Phase | null;
  readonly #deadline = new DeadlineTimer();
  #ready = false;
  #invocations = 0;
  #messages = 0;
  /** How the process ended; `null` while it lives. */
  #ended: PhaseEnd | null = null;

  /** `tmp`: what an earlier process of the same environment left; empty in a new environment. */
  constructor(spec: EnvironmentSpec, links: EnvironmentLinks, tmp: TmpMirror) {
    this.id = spec.id;
    this.tmp = tmp;
    this.#links = links;
    this.#initTimeoutMs = spec.initTimeoutMs;
    this.#logs = new LogCollector(() => Date.now());
    let resolveInit!: (result: PhaseResult) => void;
    this.initialized = new Promise((resolve) => (resolveInit = resolve));
    this.#phase = newPhase(0, resolveInit);
    links.port.onmessage = ({ data }) => this.#receive(data);
    const { id: _id, initTimeoutMs: _init, ...guestSpec } = spec;
    this.#send({ kind: "start", spec: { ...guestSpec, tmp: tmp.entries() } });
  }

  /** The Worker is being started now: the files of the language runtime, perhaps a long download, have arrived. */
  begin(): void {
    if (this.#phase !== null) this.#phase.startedAt = performance.now();
    this.#arm(BOOT_TIMEOUT_MS, { kind: "crash", reason: "The language runtime did not start" });
  }

  invoke(request: InvocationRequest): Promise<PhaseResult> {
    if (this.#phase !== null) throw new Error(`Environment ${this.id} serves one phase at a time`);
    const { promise, resolve } = withResolvers<PhaseResult>();
    this.#messages = 0;
    this.#invocations += 1;
    this.#phase = newPhase(this.#invocations, resolve);
    if (this.#ended !== null) {
      this.#settle(this.#ended, 0, null);
      return promise;
    }
    const { timeoutMs: _timeout, ...rest } = request;
    this.#arm(Math.max(0, request.deadline - Date.now()), { kind: "timeout" });
    this.#send({ kind: "invoke", invocation: this.#invocations, request: rest });
    return promise;
  }

  terminate(): void {
    this.end({ kind: "exit", code: null });
  }

  discard(): void {
    this.terminate();
    this.tmp.clear();
  }

  /** Whether a phase is under way: the environment starts, or serves a request. */
  get running(): boolean {
    return this.#phase !== null && this.#ended === null;
  }

  /** The Worker ended unasked; `reason` is a part of a sentence. */
  fail(reason: string): void {
    this.end({ kind: "crash", reason });
  }

  #receive(data: unknown): void {
    if (this.#ended !== null) return;
    this.#messages += 1;
    if (this.#messages > MESSAGES_PER_PHASE) return this.fail("The handler flooded its host with messages");
    const message = readGuestMessage(data);
    if (message !== null) this.#accept(message);
  }

  #accept(message: FromGuest): void {
    const phase = this.#phase;
    switch (message.kind) {
      case "ready":
        if (this.#ready) return;
        this.#ready = true;
        if (phase !== null) phase.workingSince = performance.now();
        this.#arm(this.#initTimeoutMs, { kind: "timeout" });
        return;
      case "logs":
        // What is written between two invocations belongs to the next one, as AWS shows it after the thaw.
        this.#logs.add(message.lines);
        return;
      case "tmp":
        this.tmp.apply(message.changes);
        return;
      case "exit":
        this.end({ kind: "exit", code: message.code });
        return;
      case "crash":
        this.end({ kind: "crash", reason: message.reason, memory: true });
        return;
      case "initialized":
        if (phase?.invocation !== 0 || !this.#ready) return;
        this.#settle(message.end, message.durationMs, message.memoryUsedMb);
        if (message.end.kind !== "ok") this.terminate();
        return;
      case "result": {
        if (phase === null || phase.invocation !== message.invocation || phase.invocation === 0) return;
        const { end, exitCode } = message;
        const known = end.kind === "error" && exitCode !== undefined ? { ...end, exitCode } : end;
        this.#settle(known, message.durationMs, message.memoryUsedMb);
        if (exitCode !== undefined) this.end({ kind: "exit", code: exitCode });
      }
    }
  }

  /** Ends the process; a pending phase ends with it. */
  end(end: PhaseEnd): void {
    if (this.#ended !== null) return;
    this.#ended = end;
    this.#links.stop();
    this.#links.port.close();
    this.#settle(end, Number.NaN, null);
    this.#deadline.dispose();
  }

  /** `guestMs` counts where it agrees with the host's own measure, which the ways between them make a little longer. */
  #settle(end: PhaseEnd, guestMs: number, memoryUsedMb: number | null): void {
    const phase = this.#phase;
    if (phase === null) return;
    this.#deadline.clear();
    this.#phase = null;
    this.#messages = 0;
    const now = performance.now();
    const hostMs = now - phase.startedAt;
    const shortest = now - phase.workingSince - WAY_MS - (looksSilent(end) ? QUIET_MS : 0);
    const durationMs = guestMs >= shortest && guestMs <= hostMs + 1 ? guestMs : hostMs;
    phase.resolve({ end, durationMs, logs: this.#logs.take(), memoryUsedMb });
  }

  #arm(afterMs: number, end: PhaseEnd): void {
    this.#deadline.set(afterMs, () => this.end(end));
  }

  #send(message: ToGuest): void {
    this.#links.port.postMessage(message);
  }
}

function newPhase(invocation: number, resolve: (result: PhaseResult) => void): Phase {
  const now = performance.now();
  return { invocation, startedAt: now, workingSince: now, resolve };
}

/** Node.js's ends that show as silence only: the guest tells them once it has lasted, and does not count it. */
function looksSilent(end: PhaseEnd): boolean {
  if (end.kind === "error") return end.errorType === "Runtime.NodeJsExit";
  return end.kind === "ok" && end.payload.length === 4;
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
