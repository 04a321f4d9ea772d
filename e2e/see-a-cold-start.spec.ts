import { expect, test } from "./fixtures.ts";
import { ClockMenu } from "./pages/clock.ts";
import { EnvironmentsPage } from "./pages/environments-page.ts";

test("a cold start is seen: its environment serves warm calls, is recycled on request, and expires when the clock moves on", async ({ learner }) => {
  test.slow();
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = learner.onFunction("orders");
  await orders.test.run();
  await expect(orders.test.log).toContainText("Init Duration");
  await orders.test.run();
  await expect(orders.test.log).not.toContainText("Init Duration");

  const environments = new EnvironmentsPage(learner.page, "orders");
  await environments.open();
  await expect(environments.summary(/1 environment: 0 starting, 0 busy, 1 idle/)).toBeVisible();
  await expect(environments.row("$LATEST")).toContainText("Idle");
  await environments.forceColdStart();
  await expect(environments.summary(/No execution environment lives now/)).toBeVisible();

  await orders.test.run();
  await expect(orders.test.log).toContainText("Init Duration");

  await environments.open();
  await expect(environments.summary(/1 environment:/)).toBeVisible();
  const clock = new ClockMenu(learner.page);
  await expect(clock.button).toHaveAccessibleName("Clock: Real time");
  await expect(async () => {
    await clock.nextEvent();
    await expect(environments.summary(/No execution environment lives now/)).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(clock.button).toHaveAccessibleName(/^Clock: Simulated: /);
});
