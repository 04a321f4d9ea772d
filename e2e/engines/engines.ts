import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";
import type { BrowserDriver } from "./browser-driver.ts";
import type { EngineOptions } from "./engine-test.ts";
import { findFirefox, findWebKit } from "./find-engine.ts";
import { launchFirefox } from "./firefox-driver.ts";
import { launchWebKit } from "./webkit-driver.ts";

/** The engines that Playwright has no unpatched browser of: the machine's own are driven. */
export type EngineName = "firefox" | "webkit";

export function launch(engine: EngineName): Promise<BrowserDriver> {
  return engine === "firefox" ? launchFirefox(findFirefox()) : launchWebKit(findWebKit());
}

/** The smoke in one engine. Where the browser is missing, says so in one sentence and ends the process with code 1. */
export function smokeIn(engine: EngineName): PlaywrightTestConfig {
  try {
    if (engine === "firefox") findFirefox();
    else findWebKit();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
  // The SDK's notice about Node.js 20 would stand between the tests.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  return defineConfig<object, EngineOptions>({
    testDir: ".",
    testMatch: "smoke.ts",
    outputDir: "../../test-results/engines",
    workers: 1,
    forbidOnly: Boolean(process.env["CI"]),
    retries: 0,
    timeout: 120_000,
    globalTimeout: 540_000,
    expect: { timeout: 15_000 },
    reporter: [["list"]],
    projects: [{ name: engine }],
    use: { engine },
  });
}
