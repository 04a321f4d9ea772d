import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { cloudReady, expect, test } from "./fixtures.ts";
import { TopicPage } from "./pages/topic-page.ts";

/** What axe calls serious or critical on the page as it stands. */
async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious on any page, ${colorScheme}`, async ({ page, learner }) => {
    test.setTimeout(360_000);
    await page.emulateMedia({ colorScheme });
    await learner.functions.create("orders", "Node.js 24.x");
    const orders = learner.onFunction("orders");
    await orders.code.settled();
    await orders.test.run();
    await orders.publish();
    await orders.aliases.create("Prod", "1");
    await new TopicPage(page, "news").create();
    const pages = [
      "#/functions",
      "#/create/function",
      "#/functions/orders?tab=code",
      "#/functions/orders?tab=testing",
      "#/functions/orders?tab=monitoring",
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
      "#/functions/orders?tab=monitoring&view=logs",
      "#/functions/orders?tab=monitoring&view=environments",
      "#/topics",
      "#/topics/news",
      "#/log-groups",
      "#/log-groups/%2Faws%2Flambda%2Forders",
      "#/starvation",
      "#/settings",
    ];
    for (const hash of pages) {
      await page.goto(`./${hash}`);
      await cloudReady(page);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      await expect(page.getByText(/^Loading/).filter({ visible: true })).toHaveCount(0);
      expect.soft(await seriousProblems(page), hash).toEqual([]);
    }
    await orders.open();
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
