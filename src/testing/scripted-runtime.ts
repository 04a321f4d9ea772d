import type { Environment, EnvironmentSpec, InvocationRequest, PhaseEnd, PhaseResult, Runtime } from "#control-plane/ports.ts";
import type { ManualTime } from "./manual-time.ts";

/** How one phase goes: how long it takes, how it ends, what it prints. */
export interface Phase {
  readonly ms: number;
  readonly end: PhaseEnd;
  readonly logs?: readonly string[];
  readonly memoryUsedMb?: number;
}

/** What a function's code does, in place of code. `globals` lives as long as the environment's process, `tmp` as the environment. */
export interface Behaviour {
  readonly init?: (spec: EnvironmentSpec) => Phase;
  readonly invoke?: (event: unknown, request: InvocationRequest, spec: EnvironmentSpec, globals: Map<string, unknown>, tmp: Map<string, unknown>) => Phase;
}

/** A phase that ends well with a value. */
export function returns(value: unknown, ms = 20, logs: readonly string[] = []): Phase {
  return { ms, end: { kind: "ok", payload: json(value) }, logs };
}

/** A phase that ends in an error that the runtime caught. */
export function throws(errorType: string, errorMessage: string, ms = 20): Phase {
  return { ms, end: { kind: "error", errorType, payload: json({ errorMessage, errorType }) } };
}

/**
 * A runtime without code: behaviours say what happens, the manual clock when. It draws what its environments did, one
 * line each: `C` init, `=` a request, `|` its end, `.` idle, `x` terminated.
 */
export class ScriptedRuntime implements Runtime {
  readonly specs: EnvironmentSpec[] = [];
  readonly requests: InvocationRequest[] = [];
  behaviour: Behaviour = {};
  readonly #time: ManualTime;
  readonly #lines: Map<number, string>[] = [];
  readonly #tmp = new WeakMap<Environment, Map<string, unknown>>();
  #running = 0;

  constructor(time: ManualTime) {
    this.#time = time;
  }

  supports(runtime: string): boolean {
    return runtime.startsWith("python3.1") || runtime.startsWith("nodejs2");
  }

  /** Processes that have neither exited nor been terminated. */
  get running(): number {
    return this.#running;
  }

  start(spec: EnvironmentSpec, before?: Environment): Environment {
    this.specs.push(spec);
    this.#running++;
    const line = new Map<number, string>();
    this.#lines.push(line);
    const globals = new Map<string, unknown>();
    const tmp = (before && this.#tmp.get(before)) ?? new Map<string, unknown>();
    let settlePending: ((result: PhaseResult) => void) | null = null;
    let gone = false;
    const leave = (): void => {
      if (gone) return;
      gone = true;
      this.#running--;
      this.#mark(line, "x");
    };
    const run = (phase: Phase, limitMs: number, letter: string): Promise<PhaseResult> => {
      const timedOut = phase.ms >= limitMs;
      const ms = timedOut ? limitMs : phase.ms;
      const end: PhaseEnd = timedOut ? { kind: "timeout" } : phase.end;
      const logs = (phase.logs ?? []).map((message) => ({ timestamp: this.#time.now(), message }));
      this.#mark(line, letter);
      return new Promise((resolve) => {
        settlePending = resolve;
        this.#time.at(this.#time.now() + ms, () => {
          if (settlePending !== resolve) return;
          settlePending = null;
          if (end.kind === "ok" || end.kind === "error") this.#mark(line, letter === "=" ? "|" : ".");
          else leave();
          resolve({ end, durationMs: ms, logs, memoryUsedMb: phase.memoryUsedMb ?? null });
        });
      });
    };
    const initialized = run(this.behaviour.init?.(spec) ?? { ms: 100, end: { kind: "ok", payload: new Uint8Array() } }, spec.initTimeoutMs, "C");
    const environment: Environment = {
      id: spec.id,
      initialized,
      invoke: (request) => {
        this.requests.push(request);
        const event: unknown = JSON.parse(new TextDecoder().decode(request.payload));
        const phase = this.behaviour.invoke?.(event, request, spec, globals, tmp) ?? returns(event);
        return run(phase, request.deadline - this.#time.now(), "=");
      },
      terminate: () => {
        leave();
        settlePending?.({ end: { kind: "exit", code: null }, durationMs: 0, logs: [], memoryUsedMb: null });
        settlePending = null;
      },
      discard: () => {
        environment.terminate();
        tmp.clear();
      },
    };
    this.#tmp.set(environment, tmp);
    return environment;
  }

  /** The timeline so far, one column per `tickMs` from the first start on. */
  draw(tickMs: number): string[] {
    const first = Math.min(...this.#lines.flatMap((line) => [...line.keys()]));
    return this.#lines.map((line, index) => {
      let text = "";
      let state = " ";
      for (let instant = first; instant <= this.#time.now(); instant += tickMs) {
        const mark = [...line].findLast(([at]) => at >= instant && at < instant + tickMs)?.[1];
        text += mark ?? state;
        if (mark !== undefined) state = mark === "|" ? "." : mark === "x" ? " " : mark;
      }
      return `${this.specs[index]!.functionName}:${this.specs[index]!.functionVersion} ${text.trimEnd()}`;
    });
  }

  #mark(line: Map<number, string>, letter: string): void {
    line.set(this.#time.now(), letter);
  }
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
