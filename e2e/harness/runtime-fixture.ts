/** The runtime in a real browser: the harness page on a server of its own, shared by the tests of a file. */
import { expect, type Page, test as base } from "@playwright/test";
import { createServer } from "vite";
import type { PhaseReport, RuntimeHarness, StartCall } from "./runtime-calls.ts";

export { expect };

/** One execution environment. */
export interface StartedEnvironment {
  readonly init: PhaseReport;
  readonly invoke: (event?: unknown, timeoutMs?: number) => Promise<PhaseReport>;
}

export interface RuntimePage {
  readonly page: Page;
  /** Address of the harness's server, with a slash at the end. */
  readonly url: string;
  readonly start: (call: Omit<StartCall, "id">) => Promise<StartedEnvironment>;
}

type HarnessWindow = Window & { readonly runtime: RuntimeHarness };

const LOCAL = /^(http:\/\/(127\.0\.0\.1|localhost):|blob:|data:)/;

export const test = base.extend<object, { runtime: RuntimePage }>({
  runtime: [
    async ({ browser }, use) => {
      const server = await createServer({
        configFile: "e2e/harness/vite.config.ts",
        // No hot reload: a file saved meanwhile must not reload the page under a test.
        server: { port: 0, hmr: false, watch: null },
        logLevel: "error",
      });
      await server.listen();
      const url = server.resolvedUrls?.local[0] ?? "";
      const page = await browser.newPage();
      const foreign: string[] = [];
      page.on("request", (request) => {
        if (!LOCAL.test(request.url())) foreign.push(request.url());
      });
      await page.goto(`${url}runtime.html`);
      await page.waitForFunction(() => "runtime" in window);
      await use({ page, url, start: startIn(page) });
      expect(foreign, "requests to other origins").toEqual([]);
      await page.close();
      await server.close();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

function startIn(page: Page): RuntimePage["start"] {
  let count = 0;
  return async (call) => {
    count += 1;
    const id = `environment-${count}`;
    const init = await page.evaluate((spec) => (window as unknown as HarnessWindow).runtime.start(spec), { ...call, id });
    return {
      init,
      invoke: (event = {}, timeoutMs = 3000) =>
        page.evaluate((request) => (window as unknown as HarnessWindow).runtime.invoke(request), { id, event, timeoutMs }),
    };
  };
}
