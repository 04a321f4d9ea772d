import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { PyodideParts, StartedPyodide } from "../guest/python/pyodide-loader.ts";
import { createModule, startPyodide } from "../guest/python/pyodide-loader.ts";
import type { CreatePyodideModule } from "../guest/python/pyodide-types.ts";
import { PYODIDE_SCRIPT, PYODIDE_WASM } from "./paths.ts";

let wasm: Promise<WebAssembly.Module> | undefined;

export interface NodeStart {
  /** The standard library's zip. */
  readonly library: Uint8Array;
  readonly snapshot?: WebAssembly.Module;
  readonly makeSnapshot?: boolean;
}

/** Starts a Python in this Node process: for the build, and for tests. */
export async function startInNode(options: NodeStart): Promise<StartedPyodide> {
  return startPyodide(await partsInNode(options));
}

/** How many bytes of a fresh instance's memory are written before Python begins. */
export async function bytesBeforePython(library: Uint8Array): Promise<number> {
  const { module } = await createModule(await partsInNode({ library }), false);
  return module.HEAP8.findLastIndex((byte) => byte !== 0) + 1;
}

async function partsInNode({ library, ...options }: NodeStart): Promise<PyodideParts> {
  const { default: create } = (await import(/* @vite-ignore */ pathToFileURL(PYODIDE_SCRIPT).href)) as { default: CreatePyodideModule };
  wasm ??= readFile(PYODIDE_WASM).then((bytes) => WebAssembly.compile(bytes));
  return {
    create,
    wasm: await wasm,
    installLibrary: ({ FS: fs }, path) => fs.writeFile(path, library),
    ...options,
  };
}
