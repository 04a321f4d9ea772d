/** `process`, as much of it as a Worker can be honest about. */
import { ownNow } from "../own-platform.ts";
import { builtinName } from "./modules/builtin-names.ts";

type Listener = (...parts: unknown[]) => void;

export interface ProcessOptions {
  readonly runtime: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Writes to the log, whole lines or parts of them. */
  readonly write: (text: string) => void;
  /** Ends the process; does not return. */
  readonly exit: (code: number | null) => never;
  readonly builtin: (name: string) => unknown;
}

export interface NodeProcess {
  env: Record<string, string>;
  exitCode: number | undefined;
  /** True if somebody listened. */
  emit(event: string, ...parts: unknown[]): boolean;
  listenerCount(event: string): number;
  nextTick(callback: Listener, ...parts: unknown[]): void;
}

const startedAt = performance.timeOrigin;

/** The newest of each line when this was written; code asks for the major version. */
const VERSIONS: Readonly<Record<string, string>> = { "nodejs24.x": "24.11.1", "nodejs22.x": "22.21.1" };

export function createProcess(options: ProcessOptions): NodeProcess {
  const version = VERSIONS[options.runtime] ?? "24.11.1";
  const listeners = new Map<string, Listener[]>();
  const add = (event: string, listener: Listener): NodeProcess => {
    listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    return node;
  };
  const remove = (event: string, listener: Listener): NodeProcess => {
    listeners.set(event, (listeners.get(event) ?? []).filter((one) => one !== listener));
    return node;
  };
  const once = (event: string, listener: Listener): NodeProcess => {
    const wrapped = (...parts: unknown[]): void => {
      remove(event, wrapped);
      listener(...parts);
    };
    return add(event, wrapped);
  };
  const stream = (fd: number) => ({
    fd,
    isTTY: false,
    writable: true,
    columns: 80,
    write: (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      options.write(typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk));
      const done = rest.at(-1);
      if (typeof done === "function") queueMicrotask(() => (done as () => void)());
      return true;
    },
    end: () => undefined,
    on: () => undefined,
    once: () => undefined,
    emit: () => false,
    removeListener: () => undefined,
  });
  const hrtime = (previous?: readonly [number, number]): [number, number] => {
    const nanoseconds = hrtime.bigint() - (previous === undefined ? 0n : BigInt(previous[0]) * 1_000_000_000n + BigInt(previous[1]));
    return [Number(nanoseconds / 1_000_000_000n), Number(nanoseconds % 1_000_000_000n)];
  };
  hrtime.bigint = (): bigint => BigInt(Math.round((startedAt + ownNow()) * 1e6));
  // The browser gives a Worker no figure of its memory.
  const memoryUsage = () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 });
  memoryUsage.rss = (): number => 0;
  const node = {
    title: "node",
    version: `v${version}`,
    versions: { node: version, v8: "0.0.0", modules: "0" },
    release: { name: "node", lts: version.startsWith("24") ? "Krypton" : "Jod" },
    arch: "x64",
    platform: "linux",
    argv: ["/var/lang/bin/node", "/var/runtime/index.mjs"],
    argv0: "node",
    execArgv: [],
    execPath: "/var/lang/bin/node",
    pid: 2,
    ppid: 1,
    exitCode: undefined,
    features: {},
    config: { variables: {} },
    env: environment(options.variables),
    stdout: stream(1),
    stderr: stream(2),
    stdin: { fd: 0, isTTY: false, on: () => undefined, read: () => null, resume: () => undefined },
    cwd: () => "/var/task",
    chdir: () => {
      throw Object.assign(new Error("process.chdir() is not supported in workers"), { code: "ERR_WORKER_UNSUPPORTED_OPERATION" });
    },
    exit: (code?: number | string): never => {
      node.emit("exit", Number(code ?? node.exitCode ?? 0));
      return options.exit(Number(code ?? node.exitCode ?? 0));
    },
    abort: () => options.exit(134),
    kill: (pid: number, signal?: string): boolean => {
      if (pid !== node.pid) throw Object.assign(new Error("kill ESRCH"), { code: "ESRCH", syscall: "kill" });
      return options.exit(signal === "SIGKILL" ? 137 : 143);
    },
    nextTick: (callback: Listener, ...parts: unknown[]) => queueMicrotask(() => callback(...parts)),
    hrtime,
    uptime: () => ownNow() / 1000,
    memoryUsage,
    resourceUsage: () => ({}),
    cpuUsage: () => ({ user: 0, system: 0 }),
    umask: () => 0o22,
    getuid: () => 993,
    geteuid: () => 993,
    getgid: () => 990,
    getegid: () => 990,
    emitWarning: (warning: unknown) => {
      const text = warning instanceof Error ? `${warning.name}: ${warning.message}` : `Warning: ${String(warning)}`;
      options.write(`(node:${node.pid}) ${text}\n`);
    },
    getBuiltinModule: (name: string) => {
      const found = builtinName(name);
      return found === null ? undefined : options.builtin(found);
    },
    binding: (name: string) => {
      throw new Error(`No such module: ${name}`);
    },
    on: add,
    addListener: add,
    prependListener: add,
    once,
    prependOnceListener: once,
    off: remove,
    removeListener: remove,
    removeAllListeners: (event?: string) => {
      if (event === undefined) listeners.clear();
      else listeners.delete(event);
      return node;
    },
    setMaxListeners: () => node,
    getMaxListeners: () => 10,
    eventNames: () => [...listeners.keys()],
    listeners: (event: string) => [...(listeners.get(event) ?? [])],
    listenerCount: (event: string) => listeners.get(event)?.length ?? 0,
    emit: (event: string, ...parts: unknown[]): boolean => {
      const known = [...(listeners.get(event) ?? [])];
      for (const listener of known) listener(...parts);
      return known.length > 0;
    },
  };
  Object.defineProperty(node, Symbol.toStringTag, { value: "process" });
  return node;
}

/** As in Node.js, whatever is assigned becomes text. */
function environment(variables: Readonly<Record<string, string>>): Record<string, string> {
  return new Proxy(
    { ...variables },
    {
      set: (target, key, value) => {
        if (typeof key === "symbol") throw new TypeError("Cannot convert a Symbol value to a string");
        target[key] = String(value);
        return true;
      },
      defineProperty: (target, key, descriptor) =>
        Reflect.defineProperty(target, key, { ...descriptor, value: String(descriptor.value) }),
    },
  );
}
