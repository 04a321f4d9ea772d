import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS, environmentFor, findChromium, type FoundChromium } from "../chromium/find-chromium.ts";

// The configuration is read again in the worker process: the first reading finds the browser, the other inherits it.
const handed = process.env["LAMBDARIUM_CHROMIUM"];
const found = handed ? (JSON.parse(handed) as FoundChromium) : await findChromium();
process.env["LAMBDARIUM_CHROMIUM"] = JSON.stringify(found);

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
    launchOptions: { executablePath: found.executablePath, args: CHROMIUM_ARGS, ...environmentFor(found.libraryPath) },
  },
  webServer: [
    {
      command: "npx vite build -c e2e/harness/vite.config.ts e2e/harness --logLevel warn && npx vite preview -c e2e/harness/vite.config.ts e2e/harness --port 5291 --strictPort",
      cwd: "../..",
      url: "http://localhost:5291/bench.html",
      timeout: 180_000,
    },
    {
      command: "npx vite preview --port 5292 --strictPort",
      cwd: "../..",
      url: "http://localhost:5292",
      timeout: 60_000,
    },
  ],
});
