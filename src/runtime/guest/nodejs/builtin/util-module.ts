/** `node:util`: formatting by Node.js's own code, the rest by the platform. */
import types from "unenv/node/util/types";
import { isDeepStrictEqual } from "./deep-equal.ts";

type AnyFunction = (...parts: unknown[]) => unknown;

const CUSTOM = Symbol.for("nodejs.util.promisify.custom");

export function createUtil(inspection: unknown): unknown {
  const { format, formatWithOptions, inspect, stripVTControlCharacters } = inspection as Record<string, AnyFunction>;
  const debuglog = () => Object.assign(() => undefined, { enabled: false });
  return {
    format,
    formatWithOptions,
    inspect,
    stripVTControlCharacters,
    inherits,
    types,
    isDeepStrictEqual,
    isArray: Array.isArray,
    promisify: Object.assign(promisify, { custom: CUSTOM }),
    callbackify,
    deprecate: (wrapped: AnyFunction) => wrapped,
    debuglog,
    debug: debuglog,
    TextDecoder,
    TextEncoder,
    toUSVString: (text: string) => text.replaceAll(/\p{Surrogate}/gu, "\ufffd"),
    aborted: (signal: AbortSignal) =>
      new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true })),
    styleText: (_style: unknown, text: string) => text,
    parseEnv: (content: string) =>
      Object.fromEntries(
        [...content.matchAll(/^\s*(?:export\s+)?([\w.-]+)\s*=\s*(.*?)\s*$/gmu)].map(([, key = "", value = ""]) => [
          key,
          value.replace(/^(['"`])(.*)\1$/u, "$2"),
        ]),
      ),
    getSystemErrorName: (code: number) => `Unknown system error ${code}`,
  };
}

function inherits(type: { prototype: object; super_?: unknown }, parent: { prototype: object }): void {
  type.super_ = parent;
  Object.setPrototypeOf(type.prototype, parent.prototype);
}

function promisify(original: AnyFunction & { [CUSTOM]?: AnyFunction }): AnyFunction {
  if (typeof original !== "function")
    throw Object.assign(new TypeError('The "original" argument must be of type function.'), { code: "ERR_INVALID_ARG_TYPE" });
  const custom = original[CUSTOM];
  if (custom !== undefined) return custom;
  // setTimeout and setImmediate promise their time, not a callback at the end.
  if (original === (globalThis.setTimeout as unknown))
    return (delayMs, value) => new Promise((resolve) => globalThis.setTimeout(() => resolve(value), Number(delayMs)));
  const promised = function (this: unknown, ...parts: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [
        ...parts,
        (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)),
      ]);
    });
  };
  return Object.defineProperties(Object.setPrototypeOf(promised, Object.getPrototypeOf(original) as object), {
    ...Object.getOwnPropertyDescriptors(original),
  }) as AnyFunction;
}

function callbackify(original: (...parts: unknown[]) => Promise<unknown>): AnyFunction {
  return function (this: unknown, ...parts: unknown[]) {
    const callback = parts.pop() as (error: unknown, value?: unknown) => void;
    Reflect.apply(original, this, parts).then(
      (value: unknown) => queueMicrotask(() => callback(null, value)),
      (error: unknown) => queueMicrotask(() => callback(error ?? new Error("Promise was rejected with a falsy value"))),
    );
  };
}
