import { defineConfig } from "@playwright/test";
import { launchOptions } from "../chromium/candidate.ts";
import { chromiumOfThisRun } from "../chromium/find-chromium.ts";

// The SDK's notice about Node.js 20 would stand between the figures.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** Run by `run.mjs`, which says by environment variables how much. Each part starts a server of its own. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.torture.ts",
  outputDir: "../../test-results/torture",
  workers: 1,
  retries: 0,
  timeout: 6 * 3_600_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["../chromium/browser-death.ts"]],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: launchOptions(await chromiumOfThisRun()),
  },
});
