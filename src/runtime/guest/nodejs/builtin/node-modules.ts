/**
 * The table of `node:` modules. Each is made when it is first asked for. What a browser can do is done by well-kept
 * packages or by the platform itself; the shapes of what it cannot do come from unenv, whose functions throw a
 * sentence that names them.
 */
import path from "path-browserify";
import stringDecoder from "string_decoder/";
import childProcess from "unenv/node/child_process";
import cluster from "unenv/node/cluster";
import constants from "unenv/node/constants";
import dgram from "unenv/node/dgram";
import diagnosticsChannel from "unenv/node/diagnostics_channel";
import dns from "unenv/node/dns";
import dnsPromises from "unenv/node/dns/promises";
import domain from "unenv/node/domain";
import http2 from "unenv/node/http2";
import inspector from "unenv/node/inspector";
import net from "unenv/node/net";
import os from "unenv/node/os";
import punycode from "unenv/node/punycode";
import querystring from "unenv/node/querystring";
import readline from "unenv/node/readline";
import readlinePromises from "unenv/node/readline/promises";
import repl from "unenv/node/repl";
import tls from "unenv/node/tls";
import traceEvents from "unenv/node/trace_events";
import tty from "unenv/node/tty";
import url from "unenv/node/url";
import v8 from "unenv/node/v8";
import vm from "unenv/node/vm";
import wasi from "unenv/node/wasi";
import workerThreads from "unenv/node/worker_threads";
import type { BuiltinHost } from "../builtins.ts";
import { builtinNames } from "../modules/builtin-names.ts";
import { createAssert } from "./assert-module.ts";
import { asyncHooks } from "./async-hooks-module.ts";
import { bufferModule, eventsModule } from "./base-modules.ts";
import { createCrypto } from "./crypto-module.ts";
import { createFs } from "./fs-module.ts";
import { createHttp } from "./http-module.ts";
import { streamConsumers, streamModule, streamPromises, streamWeb } from "./stream-module.ts";
import { createTimersPromises } from "./timers-promises-module.ts";
import { createUtil } from "./util-module.ts";
import { createZlib } from "./zlib-module.ts";

/** Makes modules by their names without `node:`; one instance of each. */
export function createNodeModules(host: BuiltinHost): (name: string) => unknown {
  const made = new Map<string, unknown>();
  const get = (name: string): unknown => {
    if (!made.has(name)) {
      const make = table[name];
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
    child_process: () => childProcess,
    cluster: () => cluster,
    console: () => Object.assign(Object.create(host.console) as object, { ...host.console, Console: host.console.constructor }),
    constants: () => constants,
    crypto: () => createCrypto(),
    dgram: () => dgram,
    diagnostics_channel: () => diagnosticsChannel,
    dns: () => dns,
    "dns/promises": () => dnsPromises,
    domain: () => domain,
    events: () => eventsModule,
    fs: () => createFs(host.spec),
    "fs/promises": () => of<{ promises: unknown }>("fs").promises,
    http: () => createHttp("http:", host.spec.network),
    https: () => createHttp("https:", host.spec.network),
    http2: () => http2,
    inspector: () => inspector,
    module: () => createModule(host),
    net: () => net,
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
    readline: () => readline,
    "readline/promises": () => readlinePromises,
    repl: () => repl,
    stream: () => streamModule,
    "stream/consumers": () => streamConsumers,
    "stream/promises": () => streamPromises,
    "stream/web": () => streamWeb,
    string_decoder: () => stringDecoder,
    sys: () => get("util"),
    timers: () => ({ ...host.timers, promises: get("timers/promises") }),
    "timers/promises": () => createTimersPromises(host.timers),
    tls: () => tls,
    trace_events: () => traceEvents,
    tty: () => tty,
    url: () => ({ ...url, fileURLToPath, pathToFileURL }),
    util: () => createUtil(host.inspect),
    "util/types": () => of<{ types: unknown }>("util").types,
    v8: () => v8,
    vm: () => vm,
    wasi: () => wasi,
    worker_threads: () => workerThreads,
    zlib: () => createZlib(),
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
