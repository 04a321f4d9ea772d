/** The modules that Node.js brings along, by the names that need no `node:`. */
const NAMES: ReadonlySet<string> = new Set(
  (
    "assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns " +
    "dns/promises domain events fs fs/promises http http2 https inspector module net os path path/posix path/win32 " +
    "perf_hooks process punycode querystring readline readline/promises repl stream stream/consumers stream/promises " +
    "stream/web string_decoder sys timers timers/promises tls trace_events tty url util util/types v8 vm wasi " +
    "worker_threads zlib"
  ).split(" "),
);
/** These exist only behind `node:`. */
const PREFIX_ONLY: ReadonlySet<string> = new Set(["sea", "sqlite", "test", "test/reporters"]);

/** `node:fs` or `fs` → `fs`; `null` for what is not a module of Node.js. */
export function builtinName(specifier: string): string | null {
  if (!specifier.startsWith("node:")) return NAMES.has(specifier) ? specifier : null;
  const name = specifier.slice("node:".length);
  return NAMES.has(name) || PREFIX_ONLY.has(name) ? name : null;
}

export function builtinNames(): string[] {
  return [...NAMES];
}
