import puppeteer from "puppeteer-core";
import type { BrowserDriver } from "./browser-driver.ts";

const LIMIT_MS = 60_000;

/** A headless Firefox, driven over WebDriver BiDi. */
export async function launchFirefox(executablePath: string): Promise<BrowserDriver> {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, timeout: LIMIT_MS, protocolTimeout: 2 * LIMIT_MS });
  const page = await browser.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  await page.setViewport({ width: 1440, height: 900 });
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
