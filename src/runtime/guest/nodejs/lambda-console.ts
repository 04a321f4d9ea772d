/**
 * `console` as Lambda's Node.js runtime patches it: a timestamp, the request id and the level before each message
 * (text), or one JSON object a message; with the log level that the function asks for.
 */
import { LOG_CAP_PER_PHASE } from "../guest-protocol.ts";
import { isError } from "./runtime-errors.ts";
import { showStack } from "./stack-traces.ts";

const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] as const;
export type LogLevel = (typeof LEVELS)[number];

export interface ConsoleOptions {
  /** Writes one line to the log. */
  readonly write: (line: string) => void;
  /** `undefined` before the first invocation, as Lambda prints it. */
  readonly requestId: () => string | undefined;
  readonly now: () => number;
  readonly json: boolean;
  readonly level: LogLevel;
  /** `util.format` and `util.inspect`; loaded when something else than text and numbers is logged. */
  readonly format: (...parts: unknown[]) => string;
  readonly inspect: (value: unknown, options?: object) => string;
}

/** Reads `AWS_LAMBDA_LOG_FORMAT` and `AWS_LAMBDA_LOG_LEVEL`. Unset, text logs everything and JSON from INFO on. */
export function logSettings(variables: Readonly<Record<string, string>>): { json: boolean; level: LogLevel } {
  const json = variables["AWS_LAMBDA_LOG_FORMAT"]?.toUpperCase() === "JSON";
  const wanted = variables["AWS_LAMBDA_LOG_LEVEL"]?.toUpperCase();
  return { json, level: LEVELS.find((level) => level === wanted) ?? (json ? "INFO" : "TRACE") };
}

export type LambdaConsole = Pick<
  Console,
  "log" | "info" | "debug" | "warn" | "error" | "trace" | "dir" | "table" | "assert" | "count" | "countReset" | "time"
> &
  Pick<Console, "timeEnd" | "timeLog" | "group" | "groupCollapsed" | "groupEnd" | "dirxml"> & {
    fatal: (...parts: unknown[]) => void;
  };

export function createConsole(options: ConsoleOptions): LambdaConsole {
  let indent = "";
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  const logger = (level: LogLevel) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(options.level)) return () => undefined;
    return (...all: unknown[]): void => {
      const parts = all.map(cutText);
      for (const part of parts) if (isError(part)) showStack(part);
      const time = new Date(options.now()).toISOString();
      options.write(
        options.json ? jsonLine(options, time, level, parts) : textLine(options, time, level, parts, indent),
      );
    };
  };
  const info = logger("INFO");
  const warn = logger("WARN");
  const elapsed = (label: string): string => `${label}: ${(options.now() - (timers.get(label) ?? 0)).toFixed(3)}ms`;
  const group = (...parts: unknown[]): void => {
    if (parts.length > 0) info(...parts);
    indent += "  ";
  };
  return {
    log: info,
    info,
    debug: logger("DEBUG"),
    warn,
    error: logger("ERROR"),
    trace: logger("TRACE"),
    fatal: logger("FATAL"),
    dir: (value, settings) => options.write(options.inspect(value, { customInspect: false, ...settings })),
    dirxml: info,
    table: (value) => info(value),
    assert: (condition, ...parts: unknown[]) => {
      if (condition) return;
      if (typeof parts[0] === "string") warn(`Assertion failed: ${parts[0]}`, ...parts.slice(1));
      else warn(parts.length > 0 ? "Assertion failed:" : "Assertion failed", ...parts);
    },
    count: (label = "default") => {
      const count = (counts.get(label) ?? 0) + 1;
      counts.set(label, count);
      info(`${label}: ${count}`);
    },
    countReset: (label = "default") => void counts.delete(label),
    time: (label = "default") => void timers.set(label, options.now()),
    timeLog: (label = "default", ...parts: unknown[]) => info(elapsed(label), ...parts),
    timeEnd: (label = "default") => {
      if (timers.has(label)) info(elapsed(label));
      timers.delete(label);
    },
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indent = indent.slice(2);
    },
  };
}

/** No more of a text than is kept of a log: it is copied several times on its way. */
function cutText(part: unknown): unknown {
  return typeof part === "string" && part.length > LOG_CAP_PER_PHASE ? part.slice(0, LOG_CAP_PER_PHASE + 1) : part;
}

function textLine(options: ConsoleOptions, time: string, level: LogLevel, parts: unknown[], indent: string): string {
  const message = isPlain(parts) ? parts.join(" ") : options.format(...parts);
  const indented = indent === "" ? message : indent + message.replaceAll("\n", `\n${indent}`);
  return `${time}\t${options.requestId()}\t${level}\t${indented}`;
}

/** Text without `%` and numbers look the same however they are formatted: no need to load `util.format`. */
function isPlain(parts: readonly unknown[]): boolean {
  return parts.every((part) => (typeof part === "string" && !part.includes("%")) || typeof part === "boolean");
}

function jsonLine(options: ConsoleOptions, timestamp: string, level: LogLevel, parts: unknown[]): string {
  const [message, ...others] = parts;
  const entry: Record<string, unknown> = { timestamp, level, requestId: options.requestId() };
  if (others.length === 0) {
    try {
      return JSON.stringify({ ...entry, message }, errorsInJson);
    } catch {
      return JSON.stringify({ ...entry, message: options.format(message) });
    }
  }
  entry["message"] = options.format(...parts);
  const error = others.find(isError);
  if (error !== undefined) {
    entry["errorType"] = error.constructor.name;
    entry["errorMessage"] = error.message;
    entry["stackTrace"] = typeof error.stack === "string" ? error.stack.split("\n") : [];
  }
  return JSON.stringify(entry);
}

function errorsInJson(_key: string, value: unknown): unknown {
  if (!isError(value)) return value;
  const { stack } = value;
  return {
    errorType: value.constructor.name,
    errorMessage: value.message,
    stackTrace: typeof stack === "string" ? stack.split("\n") : stack,
    ...(value as object),
  };
}
