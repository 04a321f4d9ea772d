/**
 * Starts Pyodide from parts that are already here, with no request to anywhere: Pyodide's own `loadPyodide` fetches,
 * and a sandboxed Worker cannot. Follows `loadPyodide` of the pinned version step by step; runs in Workers and in Node
 * (where the build makes the snapshot and the tests run).
 */
import type { ClockExports } from "./local-clock.ts";
import { LocalClock } from "./local-clock.ts";
import type { CreatePyodideModule, PublicApi, PyodideModule, WasmImports } from "./pyodide-types.ts";
import { snapshotFacts, writePages } from "./snapshot.ts";

export interface PyodideParts {
  readonly create: CreatePyodideModule;
  readonly wasm: WebAssembly.Module;
  /** Puts the standard library's zip at this path. */
  readonly installLibrary: (module: PyodideModule, path: string) => void;
  /** A module that snapshot-module.ts made; without one Python starts from scratch. */
  readonly snapshot?: WebAssembly.Module;
  /** Whether `makeMemorySnapshot` will be called. */
  readonly makeSnapshot?: boolean;
}

/** The limit that Python's memory may grow to. */
export interface MemoryLimit {
  bytes: number;
  /** Set when Python asked for more. It was cut off in the middle of that, and must not be used again. */
  exceeded: boolean;
}

export interface StartedPyodide {
  readonly memoryLimit: MemoryLimit;
  readonly clock: LocalClock;
  readonly module: PyodideModule;
  readonly pyodide: PublicApi;
}

export async function startPyodide(parts: PyodideParts): Promise<StartedPyodide> {
  const clock = new LocalClock();
  const memoryLimit = { bytes: Number.POSITIVE_INFINITY, exceeded: false };
  const { module, memory } = await createModule(parts, parts.snapshot === undefined, memoryLimit, clock);
  const facts = parts.snapshot && restore(module, parts.snapshot, memory);
  const pyodide = module.API.finalizeBootstrap(facts);
  if (parts.snapshot === undefined) {
    module.API.sys.path.insert(0, "");
    module.API._pyodide.set_excepthook();
  }
  module.API.initializeStreams();
  return { module, pyodide, memoryLimit, clock };
}

/** Emscripten's part: an instance with its files. Python itself starts only if `runMain`. */
export async function createModule(
  parts: PyodideParts,
  runMain: boolean,
  memoryLimit?: MemoryLimit,
  clock = new LocalClock(),
): Promise<{ readonly module: PyodideModule; readonly memory: WebAssembly.Memory }> {
  const api = {
    config: {
      jsglobals: globalThis,
      indexURL: "",
      env: {},
      args: [],
      packages: [],
      enableRunUntilComplete: false,
      _makeSnapshot: parts.makeSnapshot ?? false,
      // Checked by Pyodide between a snapshot's maker and its reader; ours travel together, under one hash.
      BUILD_ID: "0".repeat(64),
    },
    runtimeEnv: runtimeEnvironment(),
  };
  let exports: (ClockExports & WebAssembly.Exports) | undefined;
  const settings = {
    API: api,
    noImageDecoding: true,
    noAudioDecoding: true,
    noWasmDecoding: false,
    noInitialRun: !runMain,
    arguments: [],
    thisProgram: "/var/lang/bin/python3.14",
    locateFile: (file: string) => file,
    preRun: [(module: PyodideModule) => prepareFiles(module, parts)],
    instantiateWasm(imports: WasmImports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) {
      addErrorMarker(imports);
      if (memoryLimit) limitGrowth(imports, memoryLimit);
      clock.install(imports, () => exports);
      const instance = new WebAssembly.Instance(parts.wasm, imports as WebAssembly.Imports);
      exports = instance.exports as ClockExports & WebAssembly.Exports;
      done(instance, parts.wasm);
      return {};
    },
  };
  const module = await parts.create(settings);
  if (exports === undefined) throw new Error("Pyodide started without its WebAssembly");
  return { module, memory: exports.memory };
}

function restore(module: PyodideModule, snapshot: WebAssembly.Module, memory: WebAssembly.Memory): unknown {
  const facts = snapshotFacts(snapshot);
  if (module.HEAP8.length < facts.bytes && module.growMemory(facts.bytes) !== 1)
    throw new Error("No memory for Python's snapshot");
  writePages(snapshot, memory);
  return facts.pyodide;
}

function prepareFiles(module: PyodideModule, parts: PyodideParts): void {
  const { API: api, FS: fs } = module;
  const version = module.HEAPU32[module._Py_Version >>> 2] ?? 0;
  const [major, minor] = [(version >>> 24) & 255, (version >>> 16) & 255];
  api.pyVersionTuple = [major, minor, (version >>> 8) & 255];
  const library = `/lib/python${major}.${minor}`;
  api.sitePackages = `${library}/site-packages`;
  for (const path of [api.sitePackages, `${library}/lib-dynload`, "/home/pyodide"]) fs.mkdirTree(path);
  parts.installLibrary(module, `/lib/python${major}${minor}.zip`);
  fs.chdir("/home/pyodide");
  Object.assign(module.ENV, { HOME: "/home/pyodide", PYTHONINSPECT: "1" });
}

/** Pyodide marks "an error happened" with a value that its WebAssembly cannot make itself. */
function addErrorMarker(imports: WasmImports): void {
  const marker = Symbol("error");
  Object.assign(imports["env"] ?? {}, {
    Jsv_GetError_import: () => marker,
    JsvError_Check: (value: unknown) => value === marker,
  });
}

function limitGrowth(imports: WasmImports, limit: MemoryLimit): void {
  const env = imports["env"] ?? {};
  const resize = env["emscripten_resize_heap"] as (bytes: number) => unknown;
  env["emscripten_resize_heap"] = (bytes: number) => {
    if (bytes >>> 0 <= limit.bytes) return resize(bytes);
    limit.exceeded = true;
    throw new Error("Out of memory");
  };
}

function runtimeEnvironment(): Record<string, boolean> {
  const inNode = (globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node !== undefined;
  return {
    IN_NODE: inNode,
    IN_NODE_ESM: inNode,
    IN_NODE_COMMONJS: false,
    IN_BUN: false,
    IN_DENO: false,
    IN_SAFARI: false,
    IN_SHELL: false,
    IN_WORKERD: false,
    IN_BROWSER: !inNode,
    IN_BROWSER_MAIN_THREAD: false,
    IN_BROWSER_WEB_WORKER: !inNode,
  };
}
