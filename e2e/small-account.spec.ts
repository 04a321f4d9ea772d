import { expect, test } from "./fixtures.ts";
import { ClockMenu } from "./pages/clock.ts";
import { Concurrency } from "./pages/concurrency.ts";
import { SettingsPage } from "./pages/settings-page.ts";

test("in a new account of 10 a lesson's “reserve 20” is refused, and the page says why; with the usual 1,000 it works", async ({ learner }) => {
  const { page } = learner;
  const settings = new SettingsPage(page);
  await settings.chooseAccount(/^10: a new account/);
  await expect(page.getByText("In such an account some steps of lessons fail, and rightly so").filter({ visible: true }).first()).toBeVisible();

  await learner.functions.create("orders", "Node.js 24.x");
  const orders = new Concurrency(page, "orders");
  await orders.open();
  await orders.figure("Unreserved account concurrency", "10");
  await orders.typeReservation("20");
  await expect(page.getByText("The unreserved account concurrency can't go below 10.").filter({ visible: true }).first()).toBeVisible();
  await orders.save();
  await expect(page.getByText("below its minimum value of [10].").filter({ visible: true }).first()).toBeVisible();

  await page.goto("./#/settings");
  await page.getByRole("dialog", { name: "Leave this page?" }).getByRole("button", { name: "Leave without saving" }).click();
  await settings.chooseAccount(/^1,000: the usual quota/);
  await orders.typeReservation("20");
  await orders.save();
  await orders.saved();
  await orders.figure("Unreserved account concurrency", "980");
});

test("a higher quota is requested in Service Quotas, and once it is approved 20 can be reserved", async ({ learner }) => {
  const { page } = learner;
  await new SettingsPage(page).chooseAccount(/^10: a new account/);
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = new Concurrency(page, "orders");
  await orders.open();
  await orders.requestQuota("1000");
  const requests = page.getByRole("table", { name: "Requests for a higher quota" });
  await expect(requests).toContainText("Pending");
  await orders.figure("Unreserved account concurrency", "10");

  // Approval takes simulated minutes: the clock goes on to it.
  await new ClockMenu(page).nextEvent();
  await expect(requests).toContainText("Quota request approved");
  await orders.figure("Unreserved account concurrency", "1,000");
  await orders.typeReservation("20");
  await orders.save();
  await orders.saved();
  await orders.figure("Unreserved account concurrency", "980");

  // The approval is this account's and Region's alone; the number of the Settings page takes it back.
  await new SettingsPage(page).open();
  await expect(page.getByText("In this account and Region 1,000 were approved").filter({ visible: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Take it back: 10 everywhere" }).click();
  await expect(page.getByText(/Successfully set the account's concurrency to 10 in every Region/).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Take it back/ })).toHaveCount(0);
});

test("an account made smaller than its reservations says so before and after, and what follows; the reservation stays", async ({ learner }) => {
  const { page } = learner;
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = new Concurrency(page, "orders");
  await orders.typeReservation("900");
  await orders.save();
  await orders.saved();
  await orders.figure("Unreserved account concurrency", "100");
  await new SettingsPage(page).chooseAccountBelowReservations(/^10: a new account/, /900 are reserved, and the account would have 10: orders 900\..*Functions without a reservation are throttled/);
  await expect(page.getByText("The reservations leave nothing of this account").filter({ visible: true }).first()).toBeVisible();
  await orders.open();
  await expect(orders.pool).toHaveAccessibleName(/^Of 10 concurrent executions.*All other functions: 0 unreserved/);
  await orders.figure("Function concurrency", "Reserve concurrency: 900");
});
