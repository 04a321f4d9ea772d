import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { createModule } from "../guest/python/pyodide-loader.ts";
import type { CreatePyodideModule } from "../guest/python/pyodide-types.ts";
import { PYODIDE_SCRIPT, PYODIDE_WASM } from "./paths.ts";
import { withQuickLinking } from "./quick-linking.ts";

interface Linked {
  readonly GOT: Readonly<Record<string, WebAssembly.Global>>;
  readonly wasmTable: WebAssembly.Table;
}

/** Where the linker put every function and value, by name, and how long the table of functions became. */
async function linked(script: string): Promise<{ addresses: Record<string, unknown>; functions: number }> {
  const { default: create } = (await import(/* @vite-ignore */ pathToFileURL(script).href)) as { default: CreatePyodideModule };
  const wasm = await WebAssembly.compile(await readFile(PYODIDE_WASM));
  const { module } = await createModule({ create, wasm, installLibrary: () => undefined }, false);
  const { GOT, wasmTable } = module as unknown as Linked;
  return { addresses: Object.fromEntries(Object.entries(GOT).map(([name, { value }]) => [name, value as unknown])), functions: wasmTable.length };
}

test("the quicker linker puts every function where Pyodide's own puts it, so that a snapshot of one runs in the other", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lambdarium-linking-"));
  try {
    const quick = join(folder, "pyodide.asm.mjs");
    await writeFile(quick, withQuickLinking(await readFile(PYODIDE_SCRIPT, "utf8")));
    const expected = await linked(PYODIDE_SCRIPT);
    expect(Object.keys(expected.addresses).length).toBeGreaterThan(1000);
    expect(await linked(quick)).toEqual(expected);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);

test("a Pyodide of another form is refused", () => {
  expect(() => withQuickLinking("async function _createPyodideModule(){}")).toThrow("its form changed");
});
