/** The `node:` modules: one lazily loaded asset makes them, this gives it what it needs of the environment. */
import type { GuestSpec } from "../guest-protocol.ts";
import type { TmpSender } from "../tmp-sender.ts";
import type { LazyAssets } from "./assets.ts";
import type { Loaders } from "./load-handler.ts";
import type { NodeProcess } from "./process-object.ts";
import type { NodeTimers } from "./timers.ts";

/** What the modules stand on. */
export interface BuiltinHost {
  readonly spec: GuestSpec;
  /** Told what changes under `/tmp`. */
  readonly tmp: TmpSender;
  readonly timers: NodeTimers;
  readonly console: object;
  readonly process: () => NodeProcess;
  /** `createRequire`; present once the loaders are. */
  readonly requireFrom: (path: string) => unknown;
  /** Loads the makers of the heavier modules (see node-files.ts). */
  readonly nodeFiles: () => Record<string, () => unknown>;
  readonly inspect: { format: (...parts: unknown[]) => string; inspect: (value: unknown) => string };
}

/** What `node-modules.js` exports. */
export interface NodeModulesAsset {
  readonly createNodeModules: (host: BuiltinHost) => (name: string) => unknown;
}

/** What `node-files.js` exports. */
interface NodeFilesAsset {
  readonly createNodeFiles: (host: BuiltinHost) => Record<string, () => unknown>;
}

export interface BuiltinModules {
  /** A module by its name without `node:`. */
  get(name: string): unknown;
  useLoaders(loaders: Loaders): void;
}

export function createBuiltins(
  host: Pick<BuiltinHost, "spec" | "tmp" | "timers" | "console" | "process"> & { readonly assets: LazyAssets },
): BuiltinModules {
  let loaders: Loaders | null = null;
  let modules: ((name: string) => unknown) | null = null;
  const make = (): ((name: string) => unknown) => {
    const { spec, tmp, timers, console, process, assets } = host;
    const needs: BuiltinHost = {
      spec,
      tmp,
      timers,
      console,
      process,
      requireFrom: (path) => loaders?.commonJs.requireFrom(path),
      nodeFiles: () => assets.load<NodeFilesAsset>("node-files.js").createNodeFiles(needs),
      inspect: assets.load("inspect.js"),
    };
    return assets.load<NodeModulesAsset>("node-modules.js").createNodeModules(needs);
  };
  // The modules and the packages in them take `Buffer` from here (see shared-buffer.ts).
  Object.defineProperty(globalThis, Symbol.for("lambdarium.buffer"), { get: () => host.assets.load("buffer.js") });
  return {
    get(name) {
      modules ??= make();
      return modules(name);
    },
    useLoaders: (created) => {
      loaders = created;
    },
  };
}
