import { defineConfig } from "@playwright/test";
import { launchOptions } from "./chromium/candidate.ts";
import { chromiumOfThisRun } from "./chromium/find-chromium.ts";

// The SDK's notice about Node.js 20 would stand between the tests.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const PORT = Number(process.env["LAMBDARIUM_E2E_PORT"] ?? 4183);

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../test-results",
  // Two cores: more workers only make each other slow.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env["CI"]),
  // A test that passes only when it is tried again has a fault, or shows one.
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env["CI"] ? [["list"], ["./chromium/browser-death.ts"]] : [["list"], ["./chromium/browser-death.ts"], ["html", { open: "never", outputFolder: "../playwright-report" }]],
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    // Recording every test costs a third of the machine: to see one that failed, run it alone with --trace on.
    screenshot: "only-on-failure",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: launchOptions(await chromiumOfThisRun()),
  },
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort`,
    cwd: "..",
    // By its port: an address would be asked as no browser asks, and be answered by the bridge.
    port: PORT,
    reuseExistingServer: !process.env["CI"],
    timeout: 60_000,
  },
});
