import { expect, test } from "./fixtures.ts";
import { ClockMenu } from "./pages/clock.ts";
import { Concurrency } from "./pages/concurrency.ts";
import { SettingsPage } from "./pages/settings-page.ts";

test("a scheduled action raises an alias's provisioned concurrency at its time, and what it did is told", async ({ learner }) => {
  test.setTimeout(150_000);
  const { page } = learner;
  await new SettingsPage(page).setDial("Preparation of provisioned concurrency (seconds)", "0");
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = learner.onFunction("orders");
  await orders.code.settled();
  await orders.publish();
  await expect(page).toHaveURL(/versions\/1/);
  await orders.aliases.create("prod", "1");
  const concurrency = new Concurrency(page, "orders");
  await concurrency.open();
  await concurrency.provision("prod", "1");
  await expect(concurrency.row("prod")).toContainText("1 of 1", { timeout: 60_000 });

  await concurrency.schedule("mornings", "rate(1 day)", "3", "5");
  // A day passes.
  await new ClockMenu(page).nextEvent();
  await expect(concurrency.row("prod")).toContainText("3 of 3", { timeout: 60_000 });
  await expect(concurrency.row("prod")).toContainText("Ready");
  await expect(page.getByRole("table", { name: "Scaling activities" })).toContainText("mornings");
  await expect(page.getByRole("table", { name: "Scalable targets" })).toContainText("3 to 5");
});
