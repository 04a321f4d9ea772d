import { expect, test } from "./fixtures.ts";
import { twoVersions } from "./two-versions.ts";

test("traffic of Prod shifts from version 1 to 2: half, all, and then for good", async ({ learner }) => {
  const orders = await twoVersions(learner);
  await orders.aliases.create("Prod", "1");

  await orders.aliases.weigh("Prod", "2", 50);
  const half = await orders.aliases.invoke("Prod", 100);
  // Exact binomial, 100 draws at one half: outside 20 to 80 once in a thousand million runs.
  expect(half["1"]! + half["2"]!).toBe(100);
  expect(half["2"]).toBeGreaterThan(20);
  expect(half["2"]).toBeLessThan(80);

  await orders.aliases.weigh("Prod", "2", 100);
  const all = await orders.aliases.invoke("Prod", 10);
  expect(all["2"]).toBe(10);

  await learner.page.getByRole("button", { name: "Point Prod at version 2 and clear the weights" }).click();
  await learner.page.getByRole("dialog").filter({ visible: true }).getByRole("button", { name: "Confirm" }).click();
  await expect(learner.page.getByRole("button", { name: /^Point Prod at version/ })).toHaveCount(0);
  await orders.openAlias("Prod");
  expect(await orders.test.run()).toBe('"two"');
  await learner.page.goto("./#/functions/orders?tab=aliases");
  await expect(orders.aliases.row("Prod")).toContainText("2");
  await expect(orders.aliases.row("Prod")).not.toContainText("%");
});

test("an alias that points at $LATEST cannot take weights, and the form says AWS's rule", async ({ learner }) => {
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = learner.onFunction("orders");
  await orders.code.settled();
  await orders.publish();
  await orders.aliases.create("dev", "$LATEST");
  await learner.page.goto("./#/functions/orders/aliases/dev/edit");
  await learner.page.getByRole("button", { name: "Weighted alias" }).click();
  await orders.aliases.choose("Additional version", "1");
  await learner.page.getByLabel("Weight (%)").fill("50");
  await orders.aliases.save();
  await expect(orders.flash(/\$LATEST is not supported for an alias pointing to more than 1 version/)).toBeVisible();
});
