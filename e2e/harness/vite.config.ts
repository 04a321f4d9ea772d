import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { defineConfig, mergeConfig, type Plugin } from "vite";
import site from "../../vite.config.ts";

const pages = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".html")).map((name) => path.join(import.meta.dirname, name));
const PYODIDE = path.join(import.meta.dirname, "../../node_modules/pyodide");
const TYPES: Readonly<Record<string, string>> = { ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".zip": "application/zip" };

/** Serves Pyodide as its own documentation has it served: the baseline of Python's cold start. */
function plainPyodide(): Plugin {
  return {
    name: "lambdarium:plain-pyodide",
    configurePreviewServer: (server) => {
      server.middlewares.use("/pyodide", (request, response, next) => {
        const name = path.basename((request.url ?? "").replace(/[?#].*$/, ""));
        readFile(path.join(PYODIDE, name)).then((bytes) => {
          response.setHeader("Content-Type", TYPES[path.extname(name)] ?? "application/octet-stream");
          // As a CDN serves it: the second start of the baseline fetches nothing either.
          response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
          response.end(bytes);
        }, next);
      });
    },
  };
}

/**
 * Builds the pages that browser tests and benchmarks drive instead of the console: each wires one layer by itself.
 * They are never part of the product's build.
 */
export default mergeConfig(
  // The console's policy is the console's: these pages measure Pyodide as it comes, too.
  { ...site, plugins: site.plugins?.filter((plugin) => (plugin as Plugin).name !== "lambdarium:page-policy") },
  defineConfig({
    root: import.meta.dirname,
    publicDir: false,
    plugins: [plainPyodide()],
    build: { outDir: "../../node_modules/.cache/harness", emptyOutDir: true, rolldownOptions: { input: pages } },
  }),
);
