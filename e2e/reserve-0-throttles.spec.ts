import { expect, test } from "./fixtures.ts";
import { Concurrency } from "./pages/concurrency.ts";

const REFUSED = "Calling the invoke API action failed with this message: Rate Exceeded.";

test("Throttle reserves 0: Test is refused with its reason and the way out, and succeeds again once it is taken back", async ({ learner }) => {
  test.setTimeout(120_000);
  const { page } = learner;
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = learner.onFunction("orders");
  await orders.code.settled();
  await orders.test.run();
  await expect(orders.test.status).toHaveText(/succeeded/);

  await page.getByRole("button", { name: "Throttle", exact: true }).click();
  await page.getByRole("dialog", { name: "Throttle your function" }).getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText(/Its reserved concurrency is 0/).filter({ visible: true }).first()).toBeVisible();

  await page.getByRole("button", { name: /^Test \(/ }).filter({ visible: true }).click();
  await expect(page.getByText(REFUSED).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText("ReservedFunctionConcurrentInvocationLimitExceeded").filter({ visible: true }).first()).toBeVisible();

  await page.getByRole("link", { name: "Go to Configuration > Concurrency" }).click();
  await expect(page.getByText("This function is throttled").filter({ visible: true }).first()).toBeVisible();
  const concurrency = new Concurrency(page, "orders");
  await concurrency.useUnreserved();
  await concurrency.figure("Unreserved account concurrency", "1,000");
  await orders.test.run();
  await expect(orders.test.status).toHaveText(/succeeded/);
});

test("a reservation of more than 0 lets a throttled function run too", async ({ learner }) => {
  await learner.functions.create("mail", "Node.js 24.x");
  const mail = learner.onFunction("mail");
  await mail.code.settled();
  const concurrency = new Concurrency(learner.page, "mail");
  await concurrency.typeReservation("0");
  await concurrency.save();
  await concurrency.saved();
  await mail.test.press();
  await expect(learner.page.getByText(REFUSED).filter({ visible: true }).first()).toBeVisible();

  await concurrency.typeReservation("1");
  await concurrency.save();
  await concurrency.saved();
  await mail.test.run();
  await expect(mail.test.status).toHaveText(/succeeded/);
});
