/** The `node:` modules that stand on streams, and those that a browser has nothing for. */
import childProcess from "unenv/node/child_process";
import cluster from "unenv/node/cluster";
import dgram from "unenv/node/dgram";
import diagnosticsChannel from "unenv/node/diagnostics_channel";
import dns from "unenv/node/dns";
import dnsPromises from "unenv/node/dns/promises";
import domain from "unenv/node/domain";
import http2 from "unenv/node/http2";
import inspector from "unenv/node/inspector";
import net from "unenv/node/net";
import readline from "unenv/node/readline";
import readlinePromises from "unenv/node/readline/promises";
import repl from "unenv/node/repl";
import tls from "unenv/node/tls";
import traceEvents from "unenv/node/trace_events";
import tty from "unenv/node/tty";
import v8 from "unenv/node/v8";
import vm from "unenv/node/vm";
import wasi from "unenv/node/wasi";
import workerThreads from "unenv/node/worker_threads";
import type { BuiltinHost } from "../builtins.ts";
import { absentModule } from "./absent-module.ts";
import { createFs } from "./fs-module.ts";
import { createHttp } from "./http-module.ts";
import { streamConsumers, streamModule, streamPromises, streamWeb } from "./stream-module.ts";
import { createZlib } from "./zlib-module.ts";

/** The makers of the modules, by name. */
export function createNodeFiles(host: BuiltinHost): Record<string, () => unknown> {
  return {
    child_process: () => absentModule("child_process", childProcess),
    cluster: () => absentModule("cluster", cluster),
    dgram: () => absentModule("dgram", dgram),
    diagnostics_channel: () => diagnosticsChannel,
    dns: () => absentModule("dns", dns),
    "dns/promises": () => absentModule("dns/promises", dnsPromises),
    domain: () => absentModule("domain", domain),
    fs: () => createFs(host.spec, host.tmp),
    http: () => createHttp("http:", host.spec.network),
    https: () => createHttp("https:", host.spec.network),
    http2: () => absentModule("http2", http2),
    inspector: () => absentModule("inspector", inspector),
    net: () => absentModule("net", net, ["isIP", "isIPv4", "isIPv6"]),
    readline: () => absentModule("readline", readline),
    "readline/promises": () => absentModule("readline/promises", readlinePromises),
    repl: () => absentModule("repl", repl),
    stream: () => streamModule,
    "stream/consumers": () => streamConsumers,
    "stream/promises": () => streamPromises,
    "stream/web": () => streamWeb,
    tls: () => absentModule("tls", tls),
    trace_events: () => absentModule("trace_events", traceEvents),
    tty: () => absentModule("tty", tty, ["isatty"]),
    v8: () => absentModule("v8", v8),
    vm: () => absentModule("vm", vm, ["isContext"]),
    wasi: () => absentModule("wasi", wasi),
    worker_threads: () => ({
      ...absentModule("worker_threads", workerThreads),
      BroadcastChannel,
      MessageChannel,
      MessagePort,
    }),
    zlib: () => createZlib(),
  };
}
