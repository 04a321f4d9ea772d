import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { cloudReady, expect, test } from "./fixtures.ts";

/** What axe calls serious or critical on the page as it stands. */
async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** Pages in two parts, so that no test takes too long on a slow machine. */
const PAGES = {
  "of functions, versions and aliases": [
    "#/functions",
    "#/create/function",
    "#/functions/orders?tab=code",
    "#/functions/orders?tab=testing",
    "#/functions/orders?tab=configure&subtab=general",
    "#/functions/orders?tab=configure&subtab=envVars",
    "#/functions/orders?tab=configure&subtab=drift",
    "#/functions/orders?tab=aliases",
    "#/functions/orders?tab=versions",
    "#/functions/orders/versions/1?tab=code",
    "#/functions/orders/aliases/Prod?tab=aliases",
    "#/functions/orders/edit/general",
    "#/functions/orders/edit/envVars",
    "#/functions/orders/create/alias",
    "#/settings",
  ],
  "of concurrency, events and what stands around functions": [
    "#/functions/orders?tab=monitoring",
    "#/functions/orders?tab=configure&subtab=concurrency",
    "#/functions/orders?tab=configure&subtab=async",
    "#/functions/orders?tab=configure&subtab=destinations",
    "#/functions/orders?tab=configure&subtab=triggers",
    "#/functions/orders?tab=configure&subtab=permissions",
    "#/functions/orders/edit/concurrency",
    "#/functions/orders/edit/async",
    "#/functions/orders/edit/destination",
    "#/functions/orders/edit/trigger",
    "#/functions/orders/edit/permission",
    "#/functions/orders?tab=monitoring&view=logs",
    "#/functions/orders?tab=monitoring&view=environments",
    "#/functions/orders?tab=monitoring&view=events",
    "#/queues",
    "#/buckets",
    "#/http/a1b2c3d4e5.execute-api.us-east-1.amazonaws.com?path=%2Fdefault%2Forders",
    "#/starvation",
  ],
} as const;

for (const colorScheme of ["light", "dark"] as const) {
  for (const [part, pages] of Object.entries(PAGES)) {
    test(`axe finds nothing serious on the pages ${part}, ${colorScheme}`, async ({ page, learner }) => {
      test.setTimeout(240_000);
      await page.emulateMedia({ colorScheme });
      await learner.functions.create("orders", "Node.js 24.x");
      const orders = learner.onFunction("orders");
      await orders.code.settled();
      await orders.publish();
      await orders.aliases.create("Prod", "1");
      for (const hash of pages) {
        await page.goto(`./${hash}`);
        await cloudReady(page);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        await expect(page.getByText(/^Loading/).filter({ visible: true })).toHaveCount(0);
        expect.soft(await seriousProblems(page), hash).toEqual([]);
      }
    });
  }

  test(`axe finds nothing serious in the editor, ${colorScheme}`, async ({ page, learner }) => {
    await page.emulateMedia({ colorScheme });
    await learner.functions.create("orders", "Node.js 24.x");
    await learner.onFunction("orders").open();
    await page.getByRole("textbox", { name: /focus to open the editor/ }).focus();
    await expect(page.locator(".monaco-editor.focused")).toBeVisible();
    expect.soft(await seriousProblems(page), "the editor").toEqual([]);
  });
}

test("the notes' first steps work by keyboard alone: create, test, and out of the editor by Escape and Tab", async ({ page, learner }) => {
  await learner.functions.open();
  await page.getByRole("link", { name: "Create function" }).first().focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Function name").focus();
  await page.keyboard.type("by-keyboard");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Successfully created the function by-keyboard.").filter({ visible: true }).first()).toBeVisible();

  await page.getByRole("textbox", { name: /focus to open the editor/ }).focus();
  await expect(page.locator(".monaco-editor.focused")).toBeVisible();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# typed");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(page.locator(".monaco-editor.focused")).toHaveCount(0);

  await page.keyboard.press("ControlOrMeta+Shift+U");
  await expect(page.getByText("Successfully updated the function by-keyboard.").filter({ visible: true }).first()).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+I");
  await expect(page.getByText(/Status: Succeeded/).filter({ visible: true }).first()).toBeVisible({ timeout: 30_000 });
});

test("the focus goes to the page that is shown, so that the next Tab reaches its first control; a page's own first field keeps it", async ({ page, learner }) => {
  await learner.functions.create("orders", "Node.js 24.x");
  await page.goto("./#/functions/orders?tab=configure&subtab=async");
  await page.getByRole("link", { name: "Edit asynchronous invocation" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /asynchronous/i })).toBeVisible();
  await expect(page.locator("#main")).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.querySelector("#main")?.contains(document.activeElement))).toBe(true);
  await page.goto("./#/create/function");
  await expect(page.getByLabel("Function name")).toBeFocused();
});
