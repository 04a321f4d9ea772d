import { runtimeVersionArn } from "../arn.ts";
import { billedMs, type PlatformLines, type ReportStatus, runtimeVersionName } from "./log-lines.ts";

/** `LogFormat: JSON`: the platform's events, one JSON object a line (Telemetry API schema 2022-12-13). It has no END. */
export const JSON_LINES: PlatformLines = {
  initStart: (now, place, runtime, initializationType = "on-demand") =>
    line(now, "platform.initStart", {
      initializationType,
      phase: "init",
      runtimeVersion: runtimeVersionName(runtime),
      runtimeVersionArn: runtimeVersionArn(place, runtime),
    }),
  initReport: (now, initMs, phase, status, initializationType = "on-demand") =>
    line(now, "platform.initReport", {
      initializationType,
      phase,
      metrics: { durationMs: hundredths(initMs) },
      ...statusMembers(status),
    }),
  start: (now, requestId, version) => line(now, "platform.start", { requestId, version }),
  end: () => null,
  report: (now, { requestId, durationMs, initMs, memoryMb, memoryUsedMb, status }) =>
    line(now, "platform.report", {
      requestId,
      metrics: {
        durationMs: hundredths(durationMs),
        billedDurationMs: billedMs(durationMs, initMs ?? 0),
        memorySizeMB: memoryMb,
        ...(memoryUsedMb !== null && { maxMemoryUsedMB: Math.ceil(memoryUsedMb) }),
        ...(initMs !== null && { initDurationMs: hundredths(initMs) }),
      },
      ...statusMembers(status),
    }),
};

function line(now: number, type: string, record: object): string {
  return `${JSON.stringify({ time: new Date(now).toISOString(), type, record })}\n`;
}

const hundredths = (ms: number): number => Math.round(ms * 100) / 100;

function statusMembers(status: ReportStatus): object {
  if (status.kind === "error") return { status: "error", errorType: status.errorType };
  return { status: status.kind === "timeout" ? "timeout" : "success" };
}
