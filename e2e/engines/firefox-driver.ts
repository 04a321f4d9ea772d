import puppeteer from "puppeteer-core";
import type { BrowserDriver } from "./browser-driver.ts";

const LIMIT_MS = 60_000;

/** A headless Firefox, driven over WebDriver BiDi. */
export async function launchFirefox(executablePath: string): Promise<BrowserDriver> {
  // By the window's size: a viewport is set by commands that Firefox ESR 140 does not know.
  const env = { ...process.env, MOZ_HEADLESS_WIDTH: "1440", MOZ_HEADLESS_HEIGHT: "900" };
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, env, defaultViewport: null, timeout: LIMIT_MS, protocolTimeout: 2 * LIMIT_MS });
  const page = await browser.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  const evaluate = page.evaluate.bind(page) as unknown as BrowserDriver["evaluate"];
  return {
    version: await browser.version(),
    open: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    evaluate,
    click: (selector) => page.click(selector),
    type: (selector, text) => page.type(selector, text),
    close: () => browser.close(),
  };
}
