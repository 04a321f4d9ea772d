import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
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

/** Chromium's own line for each request that got an error as its answer. AWS's errors are answers to the calls that a learner chose to see. */
const FAILED_CALL = /^Failed to load resource: the server responded with a status of [45]\d\d .* \[http:\/\/[^/]+\/aws-calls\//;

/**
 * What the browser has to complain of about any page of the context, from now on: exceptions and rejections that nothing caught
 * (of Workers too), errors printed to its console, and what the pages' content security policy refused.
 */
export async function watchProblems(context: BrowserContext): Promise<readonly string[]> {
  const problems: string[] = [];
  context.on("weberror", (event) => problems.push(`not caught: ${String(event.error())}`));
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    const problem = `${message.text()} [${message.location().url}]`;
    if (!FAILED_CALL.test(problem)) problems.push(problem);
  });
  await context.addInitScript(() => {
    // oxlint-disable-next-line no-console -- inside the page, where the test hears it
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => console.error(`The content security policy refused ${blockedURI} by ${effectiveDirective}`));
  });
  return problems;
}

export const test = base.extend<{ learner: Learner; expectedProblems: RegExp | null; problems: readonly string[] }>({
  // What a test provokes itself, because it is about it.
  expectedProblems: [null, { option: true }],
  problems: [
    async ({ context, expectedProblems }, use) => {
      const problems = await watchProblems(context);
      await use(problems);
      expect(problems.filter((problem) => !expectedProblems?.test(problem)), "problems that the browser had with the pages").toEqual([]);
    },
    { auto: true },
  ],
  learner: async ({ page }, use) => {
    await page.goto("./");
    await cloudReady(page);
    await use({ page, functions: new FunctionsPage(page), onFunction: (name) => new FunctionPage(page, name) });
  },
});
