import { expect, test } from "./fixtures.ts";
import { ClockMenu } from "./pages/clock.ts";
import { Concurrency } from "./pages/concurrency.ts";
import { FunctionPage } from "./pages/function-page.ts";
import { SettingsPage } from "./pages/settings-page.ts";
import { twoVersions } from "./two-versions.ts";

/** Slow enough that two calls from two tabs overlap. */
const CODE = `export const handler = async () => {
  await new Promise((resolve) => setTimeout(resolve, 2500));
  return process.env.AWS_LAMBDA_INITIALIZATION_TYPE;
};
`;

test("calls of a provisioned alias have no Init Duration; the call beyond its number spills over and starts cold", async ({ learner, context }) => {
  test.setTimeout(180_000);
  const { page } = learner;
  await new SettingsPage(page).setDial("Preparation of provisioned concurrency (seconds)", "0");
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = learner.onFunction("orders");
  await orders.code.writeAndDeploy(CODE);
  await orders.publish();
  await expect(page).toHaveURL(/versions\/1/);
  await orders.aliases.create("prod", "1");

  const concurrency = new Concurrency(page, "orders");
  await concurrency.open();
  await concurrency.provision("prod", "1");
  await expect(concurrency.row("prod")).toContainText("Ready", { timeout: 60_000 });
  await expect(concurrency.row("prod")).toContainText("1 of 1");
  await expect(page.getByTestId("spillover-prod")).toHaveText("0");

  await orders.openAlias("prod");
  expect(await orders.test.run()).toBe('"provisioned-concurrency"');
  await expect(orders.test.log).not.toContainText("Init Duration");

  // The second tab takes its place beside the first, and calls while the one environment is busy.
  const second = await context.newPage();
  const there = new FunctionPage(second, "orders");
  await there.openAlias("prod");
  await there.test.open();
  await second.getByRole("button", { name: /^Test \(/ }).filter({ visible: true }).waitFor();
  const [first, other] = await Promise.all([orders.test.run(), there.test.run()]);
  expect([first, other].toSorted()).toEqual(['"on-demand"', '"provisioned-concurrency"']);
  const cold = first === '"on-demand"' ? orders : there;
  const warm = first === '"on-demand"' ? there : orders;
  await expect(cold.test.log).toContainText("Init Duration");
  await expect(warm.test.log).not.toContainText("Init Duration");

  await concurrency.open();
  await expect(page.getByTestId("spillover-prod")).toHaveText("1");
});

test("provisioned concurrency follows an alias's weights, and a moved alias is answered by its old version until the new one is warm", async ({ learner }) => {
  test.setTimeout(120_000);
  const { page } = learner;
  const orders = await twoVersions(learner);
  await orders.aliases.create("prod", "1");
  const concurrency = new Concurrency(page, "orders");
  const clock = new ClockMenu(page);
  await concurrency.open();
  await concurrency.provision("prod", "4");
  await expect(concurrency.row("prod")).toContainText("In progress");
  await clock.nextEvent();
  await expect(concurrency.row("prod")).toContainText("Ready", { timeout: 30_000 });

  await orders.aliases.weigh("prod", "2", 50);
  await concurrency.open();
  await expect(concurrency.row("prod")).toContainText("What is allocated serves on");
  await clock.nextEvent();
  await expect(concurrency.row("prod")).toContainText("Version 1: 2, version 2: 2", { timeout: 30_000 });

  await page.goto("./#/functions/orders/aliases/prod?tab=aliases");
  await page.getByRole("button", { name: "Take it back: all to version 1" }).click();
  await page.getByRole("dialog").filter({ visible: true }).getByRole("button", { name: "Confirm" }).click();
  await concurrency.open();
  await clock.nextEvent();
  await expect(concurrency.row("prod")).toContainText("Ready", { timeout: 30_000 });

  // Pointed at version 2, the alias is held at version 1 until version 2 has its environments.
  await orders.aliases.edit("prod", "2");
  await page.goto("./#/functions/orders/aliases/prod?tab=aliases");
  await expect(page.getByText("Version 2 receives 0%, version 1 receives 100%.", { exact: true }).filter({ visible: true })).toBeVisible();
  await expect(page.getByText("The provisioned concurrency of prod is being prepared").filter({ visible: true })).toBeVisible();
  await orders.openAlias("prod");
  expect(await orders.test.run()).toBe('"one"');
  await expect(orders.test.log).not.toContainText("Init Duration");
  await clock.nextEvent();
  await concurrency.open();
  await expect(concurrency.row("prod")).toContainText("Ready", { timeout: 30_000 });
  await orders.openAlias("prod");
  expect(await orders.test.run()).toBe('"two"');
  await expect(orders.test.log).not.toContainText("Init Duration");
});

test("$LATEST cannot be provisioned, and the form says why; neither can more than the account has left", async ({ learner }) => {
  const { page } = learner;
  await learner.functions.create("orders", "Node.js 24.x");
  await learner.onFunction("orders").code.settled();
  const concurrency = new Concurrency(page, "orders");
  await concurrency.open();
  await page.getByRole("button", { name: "Add configuration" }).click();
  const dialog = page.getByRole("dialog", { name: "Configure provisioned concurrency" });
  await expect(dialog.getByText(/\$LATEST cannot be chosen/)).toBeVisible();
  await dialog.getByRole("radio", { name: "Version" }).check();
  await dialog.getByRole("button", { name: /Choose a version/ }).click();
  await expect(page.getByText("This function has no published version. Publish one first.").filter({ visible: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await dialog.getByLabel("Provisioned concurrency", { exact: true }).fill("901");
  await expect(dialog.getByText(/^900 are available/).filter({ visible: true })).toBeVisible();
});
