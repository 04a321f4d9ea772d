import { test as base } from "@playwright/test";
import { terminalClient } from "../own-server.ts";
import type { BrowserDriver } from "./browser-driver.ts";
import { ConsoleWalk } from "./console-walk.ts";
import { type EngineName, launch } from "./engines.ts";
import { Terminal } from "./terminal.ts";

export { expect } from "@playwright/test";

export interface EngineOptions {
  readonly engine: EngineName;
  /** Where the build is served; no slash at the end. */
  readonly site: string;
}

/** One tab for a whole file: each test goes on where the one before it ended. */
export const test = base.extend<{ terminal: Terminal; walk: ConsoleWalk }, EngineOptions & { browserDriver: BrowserDriver }>({
  engine: ["firefox", { option: true, scope: "worker" }],
  site: ["", { option: true, scope: "worker" }],
  browserDriver: [
    async ({ engine }, use) => {
      const driver = await launch(engine);
      await use(driver);
      await driver.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  terminal: async ({ site }, use) => use(new Terminal(terminalClient(site, { maxAttempts: 1 }))),
  walk: async ({ browserDriver }, use) => use(new ConsoleWalk(browserDriver)),
});
