import { chromium, type Page } from "@playwright/test";
import { deathSentence, meansDeath } from "./chromium/browser-death.ts";
import { launchOptions } from "./chromium/candidate.ts";
import { chromiumOfThisRun } from "./chromium/find-chromium.ts";
import { expect, test } from "./fixtures.ts";

/** What a test says whose page's process, or whose whole browser, ended under it. */
async function errorsOf(end: (page: Page) => Promise<unknown>): Promise<string[]> {
  const browser = await chromium.launch(launchOptions(await chromiumOfThisRun()));
  const page = await browser.newPage();
  const waiting = page.evaluate(() => new Promise(() => undefined)).catch((error: Error) => error.message);
  await end(page).catch(() => undefined);
  const errors = [await waiting, await page.evaluate(() => 1).catch((error: Error) => error.message)];
  await browser.close();
  return errors.map(String);
}

test("a page whose process dies is known as a browser that died", async () => {
  for (const error of await errorsOf((page) => page.goto("chrome://crash"))) expect(meansDeath(error), error).toBe(true);
});

test("a browser that dies whole is known as one", async () => {
  for (const error of await errorsOf(async (page) => (await page.context().browser()!.newBrowserCDPSession()).send("Browser.crash"))) expect(meansDeath(error), error).toBe(true);
});

test("an assertion that fails is no death, even where the page speaks of one", () => {
  expect(meansDeath("expect(locator).toBeVisible() failed\n\nLocator: getByText('browser')\nReceived: hidden")).toBe(false);
});

test("the sentence names the browser, the tests, want of memory where the machine counted it, and what to do", () => {
  expect(deathSentence("/usr/bin/chromium", [], 3)).toBeUndefined();
  expect(deathSentence("/usr/bin/chromium", ["a", "b"], 0)).toBe('The browser /usr/bin/chromium ended by itself during 2 tests, first "a": run the command again, or set CHROMIUM_PATH to another Chromium.');
  expect(deathSentence("/usr/bin/chromium", ["a"], 2)).toContain("ended 2 processes for want of memory");
});
