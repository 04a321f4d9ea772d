import type { LogEvent } from "../../logs/records.ts";
import type { Place } from "../arn.ts";
import type { InitAttempt } from "../logs/invocation-log.ts";
import { type ReportStatus, TEXT_LINES } from "../logs/log-lines.ts";
import { JSON_LINES } from "../logs/log-lines-json.ts";
import type { VersionConfiguration } from "../records.ts";
import { answerOf } from "../environments/runtime-errors.ts";

/** What the init of a provisioned environment writes to its log stream: it has an INIT_REPORT of its own, failed or not. */
export function provisionedInitEvents({ startedAt, result }: InitAttempt, configuration: VersionConfiguration, place: Place): LogEvent[] {
  const lines = configuration.LoggingConfig?.LogFormat === "JSON" ? JSON_LINES : TEXT_LINES;
  const endedAt = startedAt + result.durationMs;
  const messages: LogEvent[] = [
    { timestamp: startedAt, message: lines.initStart(startedAt, place, configuration.Runtime ?? "", "provisioned-concurrency"), platform: true },
    ...result.logs.map(({ timestamp, message }) => ({ timestamp, message: `${message}\n` })),
    { timestamp: endedAt, message: lines.initReport(endedAt, result.durationMs, "init", statusOf(result), "provisioned-concurrency"), platform: true },
  ];
  // A stream's events never go back in time, though two clocks wrote them.
  let latest = 0;
  return messages.map((line) => ({ ...line, timestamp: (latest = Math.max(latest, Math.floor(line.timestamp))) }));
}

function statusOf(result: InitAttempt["result"]): ReportStatus {
  if (result.end.kind === "ok") return { kind: "ok" };
  if (result.end.kind === "timeout") return { kind: "timeout" };
  return { kind: "error", errorType: answerOf(result.end, "", 0).errorType ?? "Runtime.ExitError" };
}
