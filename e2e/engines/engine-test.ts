import { test as base } from "@playwright/test";
import { startOwnServer, terminalClient } from "../own-server.ts";
import type { BrowserDriver } from "./browser-driver.ts";
import { ConsoleWalk } from "./console-walk.ts";
import { type EngineName, launch } from "./engines.ts";
import { Terminal } from "./terminal.ts";

export { expect } from "@playwright/test";

export interface EngineOptions {
  readonly engine: EngineName;
}

interface Tab {
  /** Where the build is served; no slash at the end. */
  readonly site: string;
  readonly browserDriver: BrowserDriver;
}

/** One tab for a whole file: each test goes on where the one before it ended. */
export const test = base.extend<{ terminal: Terminal; walk: ConsoleWalk }, EngineOptions & Tab>({
  engine: ["firefox", { option: true, scope: "worker" }],
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture depends on
    async ({}, use) => {
      const server = await startOwnServer();
      await use(server.address);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
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
