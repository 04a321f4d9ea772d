import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeLibrary } from "./make-library.ts";
import { makeSnapshot } from "./make-snapshot.ts";
import { CACHE, GUEST, LIBRARY_SCRIPT, OWN_MODULES, PYODIDE_PACKAGE } from "./paths.ts";

export interface PythonAssets {
  /** The library's zip: sources and compiled code. */
  readonly library: Uint8Array;
  /** Python's memory as a WebAssembly module. */
  readonly snapshot: Uint8Array;
}

/**
 * The assets that this build makes, from the cache when nothing they depend on has changed: Pyodide's version, the
 * runtime's own Python, and the files that make them. Making them takes about fifteen seconds.
 */
export async function pythonAssets(): Promise<PythonAssets> {
  const ownModules = await readOwnModules();
  const folder = join(CACHE, await fingerprint(ownModules));
  const library = await cached(join(folder, "library.zip"), () => makeLibrary(ownModules));
  const snapshot = await cached(join(folder, "snapshot.wasm"), () => makeSnapshot(library));
  return { library, snapshot };
}

async function readOwnModules(): Promise<Record<string, string>> {
  const names = (await readdir(OWN_MODULES)).filter((name) => name.endsWith(".py")).toSorted();
  const sources = await Promise.all(names.map((name) => readFile(join(OWN_MODULES, name), "utf8")));
  return Object.fromEntries(names.map((name, index) => [name, sources[index] ?? ""]));
}

async function fingerprint(ownModules: Readonly<Record<string, string>>): Promise<string> {
  const makers = ["make-library.ts", "make-snapshot.ts", "snapshot-module.ts"].map((name) => new URL(name, import.meta.url));
  const starters = ["pyodide-loader.ts", "utc-clock.ts"].map((name) => join(GUEST, name));
  const hash = createHash("sha256").update(JSON.stringify(ownModules));
  for (const file of [PYODIDE_PACKAGE, LIBRARY_SCRIPT, ...starters, ...makers]) hash.update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}

async function cached(path: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    const made = await make();
    await mkdir(join(path, ".."), { recursive: true });
    // Two builds at once may both make it: each writes its own file, the last rename wins, both are whole.
    const draft = `${path}.${process.pid}`;
    await writeFile(draft, made);
    await rename(draft, path);
    return made;
  }
}
