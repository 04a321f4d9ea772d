import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PYODIDE = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));

export const PYODIDE_PACKAGE = join(PYODIDE, "package.json");
export const PYODIDE_WASM = join(PYODIDE, "pyodide.asm.wasm");
export const PYODIDE_SCRIPT = join(PYODIDE, "pyodide.asm.mjs");
export const STDLIB = join(PYODIDE, "python_stdlib.zip");
export const LIBRARY_SCRIPT = join(HERE, "compile_library.py");
export const GUEST = join(HERE, "../guest/python");
/** The runtime's own Python modules. */
export const OWN_MODULES = join(GUEST, "lambdarium");
export const CACHE = join(PYODIDE, "../.cache/lambdarium-python");
