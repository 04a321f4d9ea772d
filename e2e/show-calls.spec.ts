import { cloudReady, expect, test } from "./fixtures.ts";

test("calls show in the browser's Network panel when the learner wants it, never leave the page's origin, and do the same", async ({ learner }) => {
  const { page } = learner;
  const shown: string[] = [];
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/aws-calls/")) shown.push(`${request.method()} ${request.url().replace(/^.*\/aws-calls\//, "")}`);
    if (new URL(request.url()).protocol.startsWith("http") && new URL(request.url()).origin !== new URL(page.url()).origin) foreign.push(request.url());
  });

  await learner.functions.create("orders");
  expect(shown).toEqual([]);

  await page.goto("./#/settings");
  await page.getByRole("checkbox", { name: "Show calls in the browser's Network panel" }).check();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await page.goto("./#/functions");
  await page.reload();
  await cloudReady(page);
  await expect(page.getByRole("link", { name: "orders" })).toBeVisible();
  await page.getByRole("link", { name: "orders" }).click();
  await expect.poll(() => shown.some((call) => call.startsWith("GET lambda.us-east-1.amazonaws.com/2015-03-31/functions/orders"))).toBe(true);

  await page.goto("./#/settings");
  await page.getByRole("checkbox", { name: "Show calls in the browser's Network panel" }).uncheck();
  shown.length = 0;
  await page.goto("./#/functions");
  await page.reload();
  await expect(page.getByRole("link", { name: "orders" })).toBeVisible();
  expect(shown).toEqual([]);
  expect(foreign).toEqual([]);
});
