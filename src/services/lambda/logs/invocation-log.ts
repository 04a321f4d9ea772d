import type { LogEvent } from "../../logs/records.ts";
import type { Place } from "../arn.ts";
import { type ReportStatus, TEXT_LINES } from "./log-lines.ts";
import { JSON_LINES } from "./log-lines-json.ts";
import type { PhaseResult } from "../environments/phase.ts";
import type { VersionConfiguration } from "../records.ts";
import { type Answer, answerOf, isOutOfMemory, isTooLarge, TOO_LARGE } from "../environments/runtime-errors.ts";

/** One init of an environment's process. */
export interface InitAttempt {
  /** Epoch ms. */
  readonly startedAt: number;
  readonly result: PhaseResult;
}

/** All that happened in one invocation, once its last phase has ended. */
export interface CompletedInvocation {
  readonly requestId: string;
  /** The version that ran. */
  readonly version: string;
  readonly configuration: VersionConfiguration;
  /** The init of a new environment, before the invocation; null where there was one already. */
  readonly init: InitAttempt | null;
  /** An init inside the invocation, as a part of its duration: after one that failed, or after the environment was reset. */
  readonly suppressedInit: InitAttempt | null;
  /** Null when that init failed, so that no handler ran. */
  readonly invoke: PhaseResult | null;
  /** Epoch ms when the invoke phase began (with the suppressed init, if there was one), and when it ended. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** The answer of an invocation, and what it wrote to its log stream. */
export interface InvocationRecord {
  readonly answer: Answer;
  readonly events: readonly LogEvent[];
  /** How many of the first events belong to the platform's init and are not part of the log tail. */
  readonly untailed: number;
}

/** Settles an invocation: its answer, and its log lines in the order in which CloudWatch Logs shows them. */
export function recordInvocation(done: CompletedInvocation, place: Place): InvocationRecord {
  const { requestId, configuration, init, suppressedInit, invoke } = done;
  const timeoutMs = (configuration.Timeout ?? 3) * 1000;
  const last = invoke ?? suppressedInit?.result ?? init?.result;
  if (!last) throw new Error(`Invocation ${requestId} has no phase.`);
  const answer = answerOf(last.end, requestId, timeoutMs);

  const lines = configuration.LoggingConfig?.LogFormat === "JSON" ? JSON_LINES : TEXT_LINES;
  const events: LogEvent[] = [];
  // Clocks of the platform and of the environment differ by a little; a stream's events never go back in time.
  let latest = 0;
  const writeLine = (timestamp: number, message: string): LogEvent => {
    latest = Math.max(latest, Math.floor(timestamp));
    return { timestamp: latest, message };
  };
  const write = (timestamp: number, message: string): void => void events.push({ ...writeLine(timestamp, message), platform: true });
  const writeAll = (result: PhaseResult): void => {
    for (const line of result.logs) events.push(writeLine(line.timestamp, `${line.message}\n`));
  };
  const writeInit = ({ startedAt, result }: InitAttempt, phase: "init" | "invoke"): void => {
    writeAll(result);
    const endedAt = startedAt + result.durationMs;
    if (result.end.kind !== "ok") write(endedAt, lines.initReport(endedAt, result.durationMs, phase, statusOf(result, answer)));
  };
  if (init) {
    write(init.startedAt, lines.initStart(init.startedAt, place, configuration.Runtime ?? ""));
    writeInit(init, "init");
  }
  if (suppressedInit) writeInit(suppressedInit, "invoke");
  write(done.startedAt, lines.start(done.startedAt, requestId, done.version));
  if (invoke) writeAll(invoke);
  const end = lines.end(requestId);
  if (end !== null) write(done.endedAt, end);
  const timedOut = last.end.kind === "timeout";
  const spent = (suppressedInit?.result.durationMs ?? 0) + (invoke?.durationMs ?? 0);
  const memoryMb = configuration.MemorySize ?? 128;
  write(
    done.endedAt,
    lines.report(done.endedAt, {
      requestId,
      durationMs: timedOut ? timeoutMs : spent,
      // One that failed is not told here: it was repeated inside the invocation, as part of its duration.
      initMs: init && !suppressedInit ? init.result.durationMs : null,
      memoryMb,
      memoryUsedMb: isOutOfMemory(last.end) ? memoryMb : most([init?.result.memoryUsedMb, suppressedInit?.result.memoryUsedMb], invoke?.memoryUsedMb ?? null),
      status: answer.errorType === null ? { kind: "ok" } : statusOf(last, answer),
    }),
  );
  return { answer, events, untailed: init ? 1 : 0 };
}

function statusOf(result: PhaseResult, answer: Answer): ReportStatus {
  if (result.end.kind === "timeout") return { kind: "timeout" };
  if (result.end.kind === "error") return { kind: "error", errorType: isTooLarge(result.end.payload) ? TOO_LARGE : result.end.errorType };
  if (isOutOfMemory(result.end)) return { kind: "error", errorType: "Runtime.OutOfMemory" };
  return { kind: "error", errorType: result.end.kind === "ok" ? (answer.errorType ?? "Unhandled") : "Runtime.ExitError" };
}

function most(figures: readonly (number | null | undefined)[], last: number | null): number | null {
  let highest = last;
  for (const figure of figures) if (typeof figure === "number" && (highest === null || figure > highest)) highest = figure;
  return highest;
}
