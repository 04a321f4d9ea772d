import { test as base, expect, type Page } from "@playwright/test";
import { FunctionPage } from "./pages/function-page.ts";
import { FunctionsPage } from "./pages/functions-page.ts";

export { expect };

export interface Learner {
  /** A tab of an empty account: each test has a browser profile of its own. */
  readonly page: Page;
  readonly functions: FunctionsPage;
  /** The page of a function, wherever it was created. */
  onFunction(name: string): FunctionPage;
}

/** The page and its cloud are there: the signal the page itself offers. */
export async function cloudReady(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-cloud", "ready");
}

export const test = base.extend<{ learner: Learner; consoleProblems: string[] }>({
  learner: async ({ page }, use) => {
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.goto("./");
    await cloudReady(page);
    await use({ page, functions: new FunctionsPage(page), onFunction: (name) => new FunctionPage(page, name) });
    expect(problems, "errors the page threw").toEqual([]);
  },
  consoleProblems: async ({ page }, use) => {
    const problems: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await use(problems);
  },
});
