import { cloudReady, expect, test } from "./fixtures.ts";

/** What only a learner who edits code, or runs it, should have to load. */
const LATER = /monaco|editor\.(?:worker|api)|ts\.worker|pyodide|guests\/|\.wasm/i;

test("the first page asks no other origin for anything, and loads neither the editor nor Python", async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("./");
  await cloudReady(page);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  const { origin } = new URL(baseURL!);
  expect(asked.length, "requests were seen").toBeGreaterThan(5);
  expect(asked.filter((address) => !address.startsWith("data:") && new URL(address).origin !== origin), "other origins").toEqual([]);
  expect(asked.filter((address) => LATER.test(new URL(address).pathname)), "what is for later").toEqual([]);
});

test("a function's page shows its code before the editor is loaded; the editor comes when it is wanted", async ({ learner, page }) => {
  await learner.functions.create("shown-first", "Node.js 24.x");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("about:blank");
  await page.goto("./#/functions/shown-first?tab=code");
  await cloudReady(page);
  const preview = page.getByRole("textbox", { name: /focus to open the editor/ });
  await expect(preview).toContainText("export const handler");
  await page.waitForLoadState("networkidle");
  const editor = (address: string): boolean => /monaco|editor\.(?:worker|api)/i.test(address);
  expect(asked.filter(editor)).toEqual([]);
  await preview.click();
  await expect(page.locator(".monaco-editor .view-line").first()).toBeVisible();
  expect(asked.filter(editor).length).toBeGreaterThan(0);
});
