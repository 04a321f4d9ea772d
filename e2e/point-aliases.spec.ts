import { expect, test } from "./fixtures.ts";
import { answering, twoVersions } from "./two-versions.ts";

test("dev points at $LATEST, Test at 2, Prod at 1; each answers with its version and has its own ARN", async ({ learner }) => {
  const orders = await twoVersions(learner);
  await orders.open();
  await orders.code.writeAndDeploy(answering("work in progress"));

  for (const [alias, version, answer] of [["dev", "$LATEST", "work in progress"], ["Test", "2", "two"], ["Prod", "1", "one"]] as const) {
    await orders.aliases.create(alias, version);
    await orders.openAlias(alias);
    await expect(learner.page.getByText(`arn:aws:lambda:us-east-1:123456789012:function:orders:${alias}`).filter({ visible: true }).first()).toBeVisible();
    expect(await orders.test.run()).toBe(JSON.stringify(answer));
  }

  await orders.open();
  await orders.tab("Aliases");
  await expect(orders.aliases.row("Prod")).toContainText("1");
  await expect(orders.aliases.row("dev")).toContainText("$LATEST");
});

test("a name of digits alone and an alias that points at an alias are refused in AWS's words", async ({ learner }) => {
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = learner.onFunction("orders");
  await orders.code.settled();
  await orders.publish();
  await orders.aliases.create("dev", "1");

  await orders.aliases.tryToCreate("2024", "1");
  await expect(orders.flash(/Value '2024' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: \(\?!\^\[0-9\]\+\$\)\(\[a-zA-Z0-9-_\]\+\)/)).toBeVisible();

  await learner.page.goto("./#/functions/orders/create/alias?version=dev");
  await orders.leaveWithoutSaving();
  await learner.page.getByRole("textbox", { name: "Name", exact: true }).fill("twin");
  await orders.aliases.save();
  await expect(orders.flash(/Value 'dev' at 'functionVersion' failed to satisfy constraint/)).toBeVisible();

  await learner.page.goto("./#/functions/orders?tab=aliases");
  await orders.leaveWithoutSaving();
  await orders.aliases.tryToCreate("dev", "1");
  await expect(orders.flash(/Alias already exists: arn:aws:lambda:us-east-1:123456789012:function:orders:dev/)).toBeVisible();
});

test("a form whose save is under way asks before it is left: the API may still refuse what was typed", async ({ learner }) => {
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = learner.onFunction("orders");
  await orders.code.settled();
  await orders.publish();
  await learner.page.goto("./#/functions/orders/create/alias");
  await learner.page.getByRole("textbox", { name: "Name", exact: true }).fill("2024");
  await orders.aliases.choose("Version", "1");
  // In one go: the address changes before the API can have answered.
  await learner.page.getByRole("button", { name: "Save", exact: true }).evaluate((button: HTMLButtonElement) => {
    button.click();
    window.location.hash = "#/functions";
  });
  await expect(learner.page.getByRole("dialog", { name: "Leave this page?" })).toBeVisible();
  await learner.page.getByRole("button", { name: "Stay", exact: true }).click();
  await expect(learner.page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("2024");
});

test("a version that an alias points at cannot be deleted, and the refusal names the alias", async ({ learner }) => {
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = learner.onFunction("orders");
  await orders.code.settled();
  await orders.publish();
  await orders.aliases.create("Prod", "1");
  await orders.open();
  await orders.tab("Versions");
  await learner.page.getByRole("radio", { name: "Select version 1" }).check({ force: true });
  await learner.page.getByRole("button", { name: "Delete", exact: true }).filter({ visible: true }).click();
  const dialog = learner.page.getByRole("dialog").filter({ visible: true });
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(orders.flash(/Unable to delete version because the following aliases reference it: \[Prod\]/)).toBeVisible();
});
