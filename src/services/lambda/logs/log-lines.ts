import { runtimeVersionArn, type Place } from "../arn.ts";

/** What the REPORT line says. Times in ms. */
export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  /** Null unless this request waited for the first init of its environment. */
  readonly initMs: number | null;
  readonly memoryMb: number;
  /** Null where the browser gives no figure: then the line has none either. */
  readonly memoryUsedMb: number | null;
  readonly status: ReportStatus;
}

/** How the invocation ended, as the log tells it. */
export type ReportStatus = { readonly kind: "ok" } | { readonly kind: "timeout" } | { readonly kind: "error"; readonly errorType: string };

/** Why an environment was initialised; on demand unless said otherwise. */
export type InitializationType = "on-demand" | "provisioned-concurrency";

/** The platform's own lines of an invocation, in one of the two formats that a function's LoggingConfig offers. Times in epoch ms. */
export interface PlatformLines {
  initStart(now: number, place: Place, runtime: string, type?: InitializationType): string;
  /** On demand only written when an init failed; of provisioned concurrency always. */
  initReport(now: number, initMs: number, phase: "init" | "invoke", status: ReportStatus, type?: InitializationType): string;
  start(now: number, requestId: string, version: string): string;
  /** Null where the format has no such line. */
  end(requestId: string): string | null;
  report(now: number, report: Report): string;
}

/** `LogFormat: Text`, the default. */
export const TEXT_LINES: PlatformLines = {
  initStart: (_now, place, runtime) => initStartLine(place, runtime),
  initReport: (_now, initMs, phase, status) => initReportLine(initMs, phase, status),
  start: (_now, requestId, version) => startLine(requestId, version),
  end: endLine,
  report: (_now, report) => reportLine(report),
};

/** `INIT_START …`: the platform begins to initialise an environment. */
export function initStartLine(place: Place, runtime: string): string {
  return `INIT_START Runtime Version: ${runtimeVersionName(runtime)}\tRuntime Version ARN: ${runtimeVersionArn(place, runtime)}\n`;
}

/** python3.14 → python:3.14.v1; nodejs24.x → nodejs:24.v1 */
export function runtimeVersionName(runtime: string): string {
  return `${runtime.replace(/^([a-z]+)(\d.*)$/, "$1:$2").replace(/\.x$/, "")}.v1`;
}

/** `INIT_REPORT …`: written when an init failed, and always for provisioned concurrency. */
export function initReportLine(initMs: number, phase: "init" | "invoke", status: ReportStatus): string {
  return `INIT_REPORT Init Duration: ${initMs.toFixed(2)} ms\tPhase: ${phase}${status.kind === "ok" ? "" : `\t${statusFields(status)}`}\n`;
}

/** `START RequestId: … Version: …` */
export function startLine(requestId: string, version: string): string {
  return `START RequestId: ${requestId} Version: ${version}\n`;
}

/** `END RequestId: …` */
export function endLine(requestId: string): string {
  return `END RequestId: ${requestId}\n`;
}

/** `REPORT RequestId: …`, fields separated by tabs, and a tab at its end when the invocation succeeded. */
export function reportLine(report: Report): string {
  const fields = [
    `REPORT RequestId: ${report.requestId}`,
    `Duration: ${report.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs(report.durationMs, report.initMs ?? 0)} ms`,
    `Memory Size: ${report.memoryMb} MB`,
  ];
  if (report.memoryUsedMb !== null) fields.push(`Max Memory Used: ${Math.ceil(report.memoryUsedMb)} MB`);
  if (report.initMs !== null) fields.push(`Init Duration: ${report.initMs.toFixed(2)} ms`);
  return `${fields.join("\t")}\t${statusFields(report.status)}\n`;
}

/**
 * Billed Duration: handler and init time together, rounded up to 1 ms (init is billed since 1 August 2025), and never
 * less than that: a browser's clock can read the same before and after a quick handler. It is rounded from the
 * hundredths that the line shows, so that a reader who adds them up gets the same.
 */
export function billedMs(durationMs: number, initMs: number): number {
  return Math.max(1, Math.ceil((Math.round(durationMs * 100) + Math.round(initMs * 100)) / 100));
}

function statusFields(status: ReportStatus): string {
  if (status.kind === "ok") return "";
  return status.kind === "timeout" ? "Status: timeout" : `Status: error\tError Type: ${status.errorType}`;
}
