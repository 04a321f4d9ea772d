import type { ExecutionEnvironment } from "#services/lambda/environments/execution-environments.ts";
import type { PhaseResult } from "#services/lambda/environments/phase.ts";
import type { EnvironmentPhase, EnvironmentView } from "#services/lambda/environments/environment-views.ts";

/** Environments that the journal knows of, live and ended; and the phases that it remembers of each. */
const MAX_ENVIRONMENTS = 1000;
const MAX_PHASES = 20;

interface Entry {
  readonly environment: ExecutionEnvironment;
  readonly id: string;
  readonly logStream: string;
  readonly createdAt: number;
  initEndedAt: number | null;
  initMs: number | null;
  initFailed: boolean;
  startMs: number | null;
  endedAt: number | null;
  invocations: number;
  resets: number;
  invocationsSinceReset: number;
  requestId: string | null;
  memoryUsedMb: number | null;
  readonly phases: EnvironmentPhase[];
}

/** What the execution environments of one account did, for whoever watches. It is told by the driver, not by the rules. */
export class EnvironmentJournal {
  readonly #entries = new Map<ExecutionEnvironment, Entry>();

  started(environment: ExecutionEnvironment, id: string, logStream: string, now: number): void {
    this.#entries.set(environment, {
      environment, id, logStream, createdAt: now, initEndedAt: null, initMs: null, initFailed: false, startMs: null, endedAt: null, invocations: 0, resets: 0, invocationsSinceReset: 0, requestId: null, memoryUsedMb: null,
      phases: [{ kind: "init", from: now, to: null }],
    });
    if (this.#entries.size > MAX_ENVIRONMENTS) this.#forgetOne();
  }

  /** A request has come to it; one that is still in its init stays in that phase, and one that was reset repeats it first. */
  took(environment: ExecutionEnvironment, requestId: string, now: number): void {
    const entry = this.#entries.get(environment);
    if (!entry) return;
    entry.requestId = requestId;
    entry.invocations++;
    entry.invocationsSinceReset++;
    if (entry.initEndedAt !== null && !environment.reset) this.#enter(entry, "busy", now);
  }

  /** Its init is run again, inside a request. */
  repeatsInit(environment: ExecutionEnvironment, now: number): void {
    const entry = this.#entries.get(environment);
    if (entry) this.#enter(entry, "init", now);
  }

  /** One of its inits has ended, well or not; `durationMs` is what the log will say, less than what the browser took for it. */
  initReported(environment: ExecutionEnvironment, { durationMs, end }: PhaseResult, now: number): void {
    const entry = this.#entries.get(environment);
    if (!entry) return;
    entry.startMs ??= Math.max(0, now - entry.createdAt - durationMs);
    if (entry.initMs !== null && !entry.initFailed) return;
    entry.initMs = durationMs;
    entry.initFailed = end.kind !== "ok";
  }

  /** Its init is over, if one was under way. */
  initialized(environment: ExecutionEnvironment, now: number, next: "busy" | "idle"): void {
    const entry = this.#entries.get(environment);
    if (entry?.phases.at(-1)?.kind !== "init") return;
    entry.initEndedAt ??= now;
    this.#enter(entry, next, now);
  }

  finished(environment: ExecutionEnvironment, now: number, memoryUsedMb: number | null): void {
    const entry = this.#entries.get(environment);
    if (!entry) return;
    if (memoryUsedMb !== null) entry.memoryUsedMb = Math.max(memoryUsedMb, entry.memoryUsedMb ?? 0);
    if (environment.status !== "idle") return;
    this.#enter(entry, environment.reset ? "reset" : "idle", now);
    if (!environment.reset) return;
    entry.resets++;
    entry.invocationsSinceReset = 0;
  }

  ended(environment: ExecutionEnvironment, now: number): void {
    const entry = this.#entries.get(environment);
    if (!entry || entry.endedAt !== null) return;
    entry.endedAt = now;
    this.#close(entry, now);
  }

  /** Newest first. */
  views(): EnvironmentView[] {
    return [...this.#entries.values()].toReversed().map(view);
  }

  #enter(entry: Entry, kind: EnvironmentPhase["kind"], now: number): void {
    this.#close(entry, now);
    entry.phases.push({ kind, from: now, to: null });
    if (entry.phases.length > MAX_PHASES) entry.phases.shift();
  }

  #close(entry: Entry, now: number): void {
    const last = entry.phases.at(-1);
    if (last?.to === null) entry.phases[entry.phases.length - 1] = { ...last, to: now };
  }

  // The oldest that has ended; where none has, the journal is as long as there are environments.
  #forgetOne(): void {
    for (const [environment, { endedAt }] of this.#entries) {
      if (endedAt === null) continue;
      this.#entries.delete(environment);
      return;
    }
  }
}

function view(entry: Entry): EnvironmentView {
  const { environment } = entry;
  const last = entry.phases.at(-1);
  return {
    id: entry.id,
    functionName: environment.pool.functionName,
    version: environment.pool.version,
    kind: environment.provisioned ? "provisioned" : "on-demand",
    status: entry.endedAt === null ? (last?.kind ?? "init") : "ended",
    ...(environment.endReason !== null && { endReason: environment.endReason }),
    createdAt: entry.createdAt,
    initEndedAt: entry.initEndedAt,
    initMs: entry.initMs,
    initFailed: entry.initFailed,
    startMs: entry.startMs,
    statusSince: entry.endedAt ?? last?.from ?? entry.createdAt,
    endedAt: entry.endedAt,
    invocations: entry.invocations,
    resets: entry.resets,
    invocationsSinceReset: entry.invocationsSinceReset,
    requestId: entry.requestId,
    logStream: entry.logStream,
    memoryUsedMb: entry.memoryUsedMb,
    phases: [...entry.phases],
  };
}
