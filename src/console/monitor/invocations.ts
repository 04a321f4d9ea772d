import { versionOfStream, type LogLine } from "../shared/logs/log-line.ts";
import { parsePlatformEvent } from "../shared/testing/json-report.ts";
import { parseReport, type Report } from "../shared/testing/report-line.ts";

/** One invocation, as its environment's log stream tells it. */
export interface LoggedInvocation {
  readonly requestId: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly stream: string;
  /** Epoch ms of its START line; of its REPORT line where the start is not among the lines read. */
  readonly startedAt: number;
  readonly status: "succeeded" | "error" | "timeout" | "running";
  readonly errorType?: string;
  /** Absent while it runs. */
  readonly report?: Report;
  /** Its lines, the environment's init included where it came first. */
  readonly lines: readonly LogLine[];
}

/**
 * The invocations in the lines of one stream, oldest first. An environment serves one at a time, so the platform's START
 * and REPORT bracket them. The code of a function can print such lines too: only those count that the platform wrote.
 */
export function invocationsOf(lines: readonly LogLine[]): LoggedInvocation[] {
  const found: LoggedInvocation[] = [];
  let pending: LogLine[] = [];
  let open: { requestId: string; version: string; startedAt: number } | null = null;
  for (const line of lines) {
    pending.push(line);
    if (line.platform !== true) continue;
    const start = startOf(line.message);
    if (start && !open) {
      open = { ...start, startedAt: line.timestamp };
    } else {
      const report = parseReport(line.message);
      if (!report || (open && report.requestId !== open.requestId)) continue;
      found.push({
        requestId: report.requestId,
        version: open?.version ?? versionOfStream(line.stream),
        stream: line.stream,
        startedAt: open?.startedAt ?? line.timestamp,
        status: report.status === "timeout" ? "timeout" : report.status === undefined ? "succeeded" : "error",
        ...(report.errorType === undefined ? {} : { errorType: report.errorType }),
        report,
        lines: pending,
      });
      pending = [];
      open = null;
    }
  }
  if (open) {
    found.push({ requestId: open.requestId, version: open.version, stream: pending[0]!.stream, startedAt: open.startedAt, status: "running", lines: pending });
  }
  return found;
}

/** A START line, or the event that stands for it in JSON format. */
function startOf(message: string): { requestId: string; version: string } | undefined {
  const text = /^START RequestId: (\S+) Version: (\S+)/.exec(message);
  if (text) return { requestId: text[1]!, version: text[2]! };
  const event = parsePlatformEvent(message);
  const { requestId, version } = event?.record ?? {};
  if (event?.type !== "platform.start" || typeof requestId !== "string" || typeof version !== "string") return undefined;
  return { requestId, version };
}
