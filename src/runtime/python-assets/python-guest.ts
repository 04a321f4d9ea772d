import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { GuestSource } from "../guest-source.ts";
import { bundle } from "../guest-source.ts";
import { pythonAssets } from "./assets.ts";
import { GUEST, PYODIDE_SCRIPT, PYODIDE_WASM } from "./paths.ts";
import { withQuickLinking } from "./quick-linking.ts";

/** The Python guest: a small bundle, and Pyodide's files beside it. */
export const pythonGuest: GuestSource = {
  family: "python",
  async files() {
    const { library, snapshot } = await pythonAssets();
    return {
      guest: await bundle(join(GUEST, "main.ts"), "es"),
      modules: { "pyodide.wasm": new Uint8Array(await readFile(PYODIDE_WASM)), "snapshot.wasm": snapshot },
      assets: { "pyodide.mjs": withQuickLinking(await readFile(PYODIDE_SCRIPT, "utf8")), "library.zip": library },
    };
  },
};
