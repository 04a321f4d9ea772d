import { expect, test } from "./fixtures.ts";

test("a window 1024 wide shows every page without scrolling sideways, and a part of the configuration beside its list", async ({ learner }) => {
  const { page } = learner;
  await page.setViewportSize({ width: 1024, height: 768 });
  await learner.functions.create("narrow", "Node.js 24.x");
  for (const hash of ["", "?tab=testing", "?tab=monitoring", "?tab=aliases", "?tab=versions", "?tab=configure&subtab=drift", "/create/alias", "/edit/envVars"]) {
    await page.goto(`./#/functions/narrow${hash}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), hash).toBeLessThanOrEqual(0);
  }
  await page.goto("./#/functions/narrow?tab=configure&subtab=envVars");
  const list = (await page.getByRole("link", { name: "Environment drift" }).first().boundingBox())!;
  const part = (await page.getByRole("heading", { name: /^Environment variables/ }).first().boundingBox())!;
  expect(part.x).toBeGreaterThan(list.x + list.width);
});
