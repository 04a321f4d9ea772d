import { defineConfig, mergeConfig } from "vite";
import site from "../../vite.config.ts";

/**
 * Builds the pages that browser tests and benchmarks drive instead of the console: each wires one layer by itself.
 * They are never part of the product's build.
 */
export default mergeConfig(
  site,
  defineConfig({
    root: import.meta.dirname,
    publicDir: false,
    build: { outDir: "../../node_modules/.cache/harness", emptyOutDir: true, rolldownOptions: { input: ["bench.html"].map((page) => `${import.meta.dirname}/${page}`) } },
  }),
);
