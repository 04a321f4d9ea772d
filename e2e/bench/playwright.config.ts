import { defineConfig } from "@playwright/test";
import { launchOptions } from "../chromium/candidate.ts";
import { chromiumOfThisRun } from "../chromium/find-chromium.ts";

export default defineConfig({
  testDir: ".",
  testMatch: "*.bench.ts",
  outputDir: "../../test-results/bench",
  workers: 1,
  retries: 0,
  timeout: 20 * 60_000,
  reporter: [["line"]],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: launchOptions(await chromiumOfThisRun()),
  },
  webServer: [
    {
      command: "npx vite build -c e2e/harness/vite.config.ts e2e/harness --logLevel warn && npx vite preview -c e2e/harness/vite.config.ts e2e/harness --port 5291 --strictPort",
      cwd: "../..",
      // By their ports: an address would be asked as no browser asks, and be answered by the bridge.
      port: 5291,
      timeout: 180_000,
    },
    {
      command: "npx vite preview --port 5292 --strictPort",
      cwd: "../..",
      port: 5292,
      timeout: 60_000,
    },
  ],
});
