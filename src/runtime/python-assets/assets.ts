import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { makeLibrary } from "./make-library.ts";
import { makeSnapshot } from "./make-snapshot.ts";
import { CACHE, GUEST, LIBRARY_SCRIPT, OWN_MODULES, PYODIDE_PACKAGE } from "./paths.ts";

const POLL_MS = 200;
const DEAD_AFTER_MS = 180_000;
const OLD_AFTER_MS = 600_000;

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
  await forgetOlder(folder);
  const library = await cached(join(folder, "library.zip"), () => makeLibrary(ownModules));
  const snapshot = await cached(join(folder, "snapshot.wasm"), () => makeSnapshot(library));
  return { library, snapshot };
}

/** Removes what earlier versions of the sources made, 35 MB each; a build that is still at it is younger than this. */
async function forgetOlder(folder: string): Promise<void> {
  const names = await readdir(CACHE).catch(() => []);
  for (const path of names.map((name) => join(CACHE, name)).filter((path) => path !== folder)) {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > OLD_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

async function readOwnModules(): Promise<Record<string, string>> {
  const names = (await readdir(OWN_MODULES)).filter((name) => name.endsWith(".py")).toSorted();
  const sources = await Promise.all(names.map((name) => readFile(join(OWN_MODULES, name), "utf8")));
  return Object.fromEntries(names.map((name, index) => [name, sources[index] ?? ""]));
}

async function fingerprint(ownModules: Readonly<Record<string, string>>): Promise<string> {
  const makers = ["make-library.ts", "make-snapshot.ts", "snapshot-module.ts"].map((name) => new URL(name, import.meta.url));
  const starters = ["pyodide-loader.ts", "local-clock.ts"].map((name) => join(GUEST, name));
  const hash = createHash("sha256").update(JSON.stringify(ownModules));
  for (const file of [PYODIDE_PACKAGE, LIBRARY_SCRIPT, ...starters, ...makers]) hash.update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}

/**
 * Reads a file of the cache, or makes it. Whoever comes while another process makes it (test files run side by side)
 * waits for that one: the lock is a folder, and one that is older than its maker can be is a dead process's.
 */
async function cached(path: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true });
  for (;;) {
    const kept = await readFile(path).catch(() => undefined);
    if (kept !== undefined) return new Uint8Array(kept);
    if (await take(lock)) break;
    await setTimeout(POLL_MS);
  }
  try {
    const made = await make();
    await writeFile(`${path}.draft`, made);
    await rename(`${path}.draft`, path);
    return made;
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch {
    const made = await stat(lock).catch(() => undefined);
    if (made !== undefined && Date.now() - made.mtimeMs > DEAD_AFTER_MS) await rm(lock, { recursive: true, force: true });
    return false;
  }
}
