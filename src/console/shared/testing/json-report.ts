import type { Report } from "./report-line.ts";

/** An event of the platform in a log of `LogFormat: JSON`. */
export interface PlatformEvent {
  /** `platform.start`, `platform.report` … */
  readonly type: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Reads one log line as an event of the platform; undefined where it is none. */
export function parsePlatformEvent(line: string): PlatformEvent | undefined {
  if (!line.startsWith('{"time":')) return undefined;
  try {
    const { type, record } = JSON.parse(line) as { type?: unknown; record?: unknown };
    if (typeof type !== "string" || !type.startsWith("platform.") || typeof record !== "object" || record === null) return undefined;
    return { type, record: record as Record<string, unknown> };
  } catch {
    return undefined;
  }
}

/** A `platform.report` event as a report; undefined for other events and for a report without its figures. */
export function reportOfEvent(event: PlatformEvent | undefined): Report | undefined {
  if (event?.type !== "platform.report") return undefined;
  const { requestId, metrics, status, errorType } = event.record;
  if (typeof requestId !== "string" || typeof metrics !== "object" || metrics === null) return undefined;
  const number = (name: string): number | undefined => {
    const value = (metrics as Record<string, unknown>)[name];
    return typeof value === "number" ? value : undefined;
  };
  const durationMs = number("durationMs");
  if (durationMs === undefined) return undefined;
  return {
    requestId,
    durationMs,
    billedMs: number("billedDurationMs") ?? 0,
    memoryMb: number("memorySizeMB") ?? 0,
    maxMemoryUsedMb: number("maxMemoryUsedMB"),
    initMs: number("initDurationMs"),
    status: typeof status === "string" && status !== "success" ? status : undefined,
    errorType: typeof errorType === "string" ? errorType : undefined,
  };
}
