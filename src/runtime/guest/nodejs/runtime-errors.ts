/** The Node.js runtime's own errors and the shapes in which it reports any error (payloads, log entries). */

import { LOG_CAP_PER_PHASE, PAYLOAD_SENT } from "../guest-protocol.ts";
import { stackOf } from "./stack-traces.ts";

/** What a failed init or invocation answers; the order of the keys is AWS's. */
export interface ErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** An error of the runtime itself, for example `Runtime.ImportModuleError`; it shows the stack of what caused it. */
export function runtimeError(name: string, message: string, cause?: unknown): Error {
  const error = new Error(message);
  // Not enumerable: it would show in log entries.
  Object.defineProperty(error, "name", { value: name, configurable: true, writable: true });
  const frames = stackFrames(stackOf(cause instanceof Error ? cause : error));
  error.stack = [`${name}: ${message}`, ...frames].join("\n");
  return error;
}

function stackFrames(stack: unknown): string[] {
  return (typeof stack === "string" ? stack : "").split("\n").filter((line) => /^\s+at /u.test(line));
}

/** Lambda's text for a rejection that nobody handled; the reason and the promise show in the log entry. */
export function unhandledRejection(reason: unknown): Error {
  // oxlint-disable-next-line typescript/no-base-to-string -- AWS's text is the reason's toString(), whatever it says
  const message = reason === undefined || reason === null ? "" : String(reason);
  return Object.assign(runtimeError("Runtime.UnhandledPromiseRejection", message), { reason, promise: {} });
}

export function errorPayload(error: unknown): ErrorPayload {
  try {
    if (isError(error)) {
      const stack = stackOf(error);
      return { errorType: clean(error.name), errorMessage: clean(error.message), trace: typeof stack === "string" ? clean(stack).split("\n") : [] };
    }
    return { errorType: typeof error, errorMessage: cut(String(error), PAYLOAD_SENT), trace: [] };
  } catch {
    return {
      errorType: "handled",
      errorMessage:
        "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
      trace: [],
    };
  }
}

/** What is logged after `Invoke Error`: a tab and the error as JSON, its own properties included. */
export function errorLogEntry(error: unknown): string {
  const logged = isError(error) ? error : new Error(String(error));
  try {
    return `\t${JSON.stringify(logged, (_key, value: unknown) => (isError(value) ? withProperties(value) : typeof value === "string" ? cut(value, LOG_CAP_PER_PHASE) : value))}`;
  } catch {
    return `\t${JSON.stringify(errorPayload(logged))}`;
  }
}

function withProperties(error: Error): object {
  const shown: Record<string, unknown> = {
    errorType: error.name,
    errorMessage: error.message,
    code: (error as { code?: unknown }).code,
    ...(error as object),
  };
  const stack = stackOf(error);
  if (typeof stack === "string") shown["stack"] = cut(stack, LOG_CAP_PER_PHASE).split("\n");
  return shown;
}

/** The header that carries these cannot hold a DEL character. */
function clean(text: unknown): string {
  // oxlint-disable-next-line typescript/no-base-to-string -- learner's code may put anything there
  return cut(String(text), PAYLOAD_SENT).replaceAll("\x7f", "%7F");
}

const cut = (text: string, units: number): string => (text.length > units ? text.slice(0, units) : text);

export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}
