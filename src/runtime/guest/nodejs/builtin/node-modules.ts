/**
 * The table of `node:` modules. Each is made when it is first asked for. What a browser can do is done by well-kept
 * packages or by the platform itself. What stands on streams is made by an asset of its own (node-files.ts).
 */
import path from "path-browserify";
import stringDecoder from "string_decoder/";
import constants from "unenv/node/constants";
import os from "unenv/node/os";
import punycode from "unenv/node/punycode";
import querystring from "unenv/node/querystring";
import url from "unenv/node/url";
import type { BuiltinHost } from "../builtins.ts";
import { builtinNames } from "../modules/builtin-names.ts";
import { createAssert } from "./assert-module.ts";
import { asyncHooks } from "./async-hooks-module.ts";
import { bufferModule } from "./buffer-module.ts";
import { createCrypto } from "./crypto-module.ts";
import { eventsModule } from "./events-module.ts";
import { createTimersPromises } from "./timers-promises-module.ts";
import { createUtil } from "./util-module.ts";

/** Makes modules by their names without `node:`; one instance of each. */
export function createNodeModules(host: BuiltinHost): (name: string) => unknown {
  // The packages in the other asset extend this very class.
  Object.defineProperty(globalThis, Symbol.for("lambdarium.events"), { value: eventsModule });
  const made = new Map<string, unknown>();
  let heavy: Record<string, () => unknown> | null = null;
  const get = (name: string): unknown => {
    if (!made.has(name)) {
      const make = table[name] ?? (heavy ??= host.nodeFiles())[name];
      if (make === undefined)
        throw Object.assign(new Error(`node:${name} cannot run in a browser`), { code: "ERR_UNKNOWN_BUILTIN_MODULE" });
      made.set(name, make());
    }
    return made.get(name);
  };
  const of = <Module>(name: string): Module => get(name) as Module;
  const table: Record<string, () => unknown> = {
    assert: () => createAssert(host.inspect),
    "assert/strict": () => of<{ strict: unknown }>("assert").strict,
    async_hooks: () => asyncHooks,
    buffer: () => bufferModule,
    console: () => Object.assign(Object.create(host.console) as object, { ...host.console, Console: host.console.constructor }),
    constants: () => constants,
    crypto: () => createCrypto(),
    events: () => eventsModule,
    "fs/promises": () => of<{ promises: unknown }>("fs").promises,
    module: () => createModule(host),
    os: () => ({ ...os, tmpdir: () => "/tmp", homedir: () => "/home/sbx_user1051", hostname: () => "169.254.100.6" }),
    path: () => path,
    "path/posix": () => path,
    "path/win32": () => path,
    perf_hooks: () => ({
      performance,
      PerformanceObserver: globalThis.PerformanceObserver,
      PerformanceEntry: globalThis.PerformanceEntry,
      constants: {},
    }),
    process: () => host.process(),
    punycode: () => punycode,
    querystring: () => querystring,
    string_decoder: () => stringDecoder,
    sys: () => get("util"),
    timers: () => ({ ...host.timers, promises: get("timers/promises") }),
    "timers/promises": () => createTimersPromises(host.timers),
    url: () => ({ ...url, fileURLToPath, pathToFileURL }),
    util: () => createUtil(host.inspect),
    "util/types": () => of<{ types: unknown }>("util").types,
  };
  return get;
}

function createModule(host: BuiltinHost): unknown {
  const createRequire = (from: string | URL): unknown =>
    host.requireFrom(String(from).startsWith("file:") ? fileURLToPath(from) : String(from));
  const isBuiltin = (name: string): boolean => builtinNames().includes(name.replace(/^node:/u, ""));
  const module = { createRequire, isBuiltin, builtinModules: builtinNames() };
  return Object.assign(module, { Module: module });
}

function fileURLToPath(url: string | URL): string {
  return decodeURIComponent(new URL(url).pathname);
}

function pathToFileURL(file: string): URL {
  return new URL(`file://${path.resolve(file).split("/").map(encodeURIComponent).join("/")}`);
}
