import { readFile } from "node:fs/promises";
import { startInNode } from "./pyodide-in-node.ts";
import { LIBRARY_SCRIPT, STDLIB } from "./paths.ts";

/** Compiles the standard library and the runtime's own modules with Pyodide itself. Takes some seconds. */
export async function makeLibrary(ownModules: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const stdlib = new Uint8Array(await readFile(STDLIB));
  const { module, pyodide } = await startInNode({ library: stdlib });
  module.FS.writeFile("/tmp/stdlib.zip", stdlib);
  pyodide.runPython(await readFile(LIBRARY_SCRIPT, "utf8"));
  pyodide.runPython(`compile_library(__import__("json").loads(${JSON.stringify(JSON.stringify(ownModules))}))`);
  return module.FS.lookupPath("/tmp/library.zip").node.contents.slice(0, module.FS.lookupPath("/tmp/library.zip").node.usedBytes);
}
