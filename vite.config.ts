import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { bridgePlugin } from "./src/bridge/vite-bridge-plugin.ts";
import { keepWorkerEntryApart } from "./src/cloud/vite-worker-entry-plugin.ts";
import { extractEmbeddedFonts } from "./src/console/vite-font-plugin.ts";
import { keepOneLayout } from "./src/console/vite-layout-plugin.ts";
import { pagePolicyPlugin } from "./src/console/vite-page-policy-plugin.ts";
import { guestPlugin } from "./src/runtime/vite-guest-plugin.ts";
import { licenses } from "./src/vite-license-plugin.ts";

// Only loopback: the page has a whole account behind it and no password.
const host = "127.0.0.1";
const license = licenses();

export default defineConfig({
  // Relative addresses, so that the build works from any folder of any static host.
  base: "./",
  // React's is the only script that stands in the page itself, while developing.
  plugins: [pagePolicyPlugin({ devScripts: [react.preambleCode.replace("__BASE__", "/")] }), extractEmbeddedFonts(), keepOneLayout(), guestPlugin(), bridgePlugin(), react(), license.page],
  server: { host, port: 5173 },
  preview: { host, port: 4173 },
  resolve: {
    // FormatJS's own build without its parser: Cloudscape carries the formatter for messages that come parsed, and here none come
    // at all. 9 kB gzip of the first page.
    alias: [{ find: /^@formatjs\/icu-messageformat-parser$/, replacement: "@formatjs/icu-messageformat-parser/lib/no-parser.js" }],
  },
  worker: { format: "es", plugins: () => [keepWorkerEntryApart(), license.worker()] },
  // Found only inside Workers, hence late: without these names the first visit of `npm run dev` reloads itself once.
  optimizeDeps: { include: ["idb", "fflate", "@smithy/core/schema", "@smithy/core/serde", "@smithy/core/protocols", "@smithy/core/event-streams", "@smithy/core/transport", "@smithy/core/cbor"] },
  build: { target: "es2023", chunkSizeWarningLimit: 1500 },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    environment: "node",
    // The SDK's notice about Node.js 20 would stand between the lines of every suite.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    // Browser tests have their own runner (npm run e2e).
    exclude: ["e2e/**", "node_modules/**"],
  },
});
