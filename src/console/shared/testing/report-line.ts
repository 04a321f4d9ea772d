import { parsePlatformEvent, reportOfEvent } from "./json-report.ts";

/** What Lambda's REPORT line says of one invocation, read back. */
export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  readonly billedMs: number;
  readonly memoryMb: number;
  readonly maxMemoryUsedMb: number | undefined;
  /** Only on a cold start. */
  readonly initMs: number | undefined;
  /** `timeout` or `error`, only where the invocation failed in the new style of report. */
  readonly status: string | undefined;
  readonly errorType: string | undefined;
}

/**
 * Finds the last REPORT line of a log tail, in text or JSON format. Undefined where there is none. A learner can print such a line too; the
 * platform's own is the last one, for nothing is logged after it.
 */
export function parseReport(log: string): Report | undefined {
  const line = log.split("\n").findLast((candidate) => candidate.startsWith("REPORT RequestId: ") || candidate.includes('"platform.report"'));
  if (line === undefined) return undefined;
  if (!line.startsWith("REPORT")) return reportOfEvent(parsePlatformEvent(line));
  const fields = new Map(
    line
      .slice("REPORT ".length)
      .split("\t")
      .map((field) => field.split(": ", 2))
      .filter((pair): pair is [string, string] => pair.length === 2)
      .map(([name, value]) => [name, value.trim()]),
  );
  const number = (name: string): number | undefined => {
    const value = Number.parseFloat(fields.get(name) ?? "");
    return Number.isNaN(value) ? undefined : value;
  };
  const durationMs = number("Duration");
  if (durationMs === undefined) return undefined;
  return {
    requestId: fields.get("RequestId") ?? "",
    durationMs,
    billedMs: number("Billed Duration") ?? 0,
    memoryMb: number("Memory Size") ?? 0,
    maxMemoryUsedMb: number("Max Memory Used"),
    initMs: number("Init Duration"),
    status: fields.get("Status"),
    errorType: fields.get("Error Type"),
  };
}
