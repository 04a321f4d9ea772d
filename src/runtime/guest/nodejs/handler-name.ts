import { runtimeError } from "./runtime-errors.ts";

export interface HandlerName {
  /** Folder within the package, "" for its root. */
  readonly folder: string;
  /** File name without extension. */
  readonly module: string;
  /** Export, possibly nested: `routes.create`. */
  readonly name: string;
}

/** Splits `src/index.handler`. Throws `Runtime.MalformedHandlerName` with AWS's texts. */
export function parseHandlerName(handler: string): HandlerName {
  if (handler.includes(".."))
    throw runtimeError(
      "Runtime.MalformedHandlerName",
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  const file = handler.slice(handler.lastIndexOf("/") + 1);
  const dot = file.indexOf(".");
  if (dot < 0) throw runtimeError("Runtime.MalformedHandlerName", "Bad handler");
  return {
    folder: handler.slice(0, handler.length - file.length).replace(/\/$/u, ""),
    module: file.slice(0, dot),
    name: file.slice(dot + 1),
  };
}

export type Handler = (...parts: unknown[]) => unknown;

/** Finds the function in what the module exports, or in its default. Throws `Runtime.HandlerNotFound`. */
export function findHandler(exports: unknown, name: string, whole: string): Handler {
  const found = descend(exports, name) ?? descend(property(exports, "default"), name);
  if (found === undefined || found === null)
    throw runtimeError("Runtime.HandlerNotFound", `${whole} is undefined or not exported`);
  if (typeof found !== "function") throw runtimeError("Runtime.HandlerNotFound", `${whole} is not a function`);
  return found as Handler;
}

function descend(value: unknown, name: string): unknown {
  return name.split(".").reduce(property, value);
}

function property(value: unknown, key: string): unknown {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  return (value as Record<string, unknown>)[key];
}
