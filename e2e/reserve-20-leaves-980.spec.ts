import { expect, test } from "./fixtures.ts";
import { Concurrency } from "./pages/concurrency.ts";

test("reserving 20 of 1,000 leaves 980 for everybody else, as the form reckons while typing", async ({ learner }) => {
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = new Concurrency(learner.page, "orders");
  await orders.open();
  await orders.figure("Unreserved account concurrency", "1,000");
  await expect(orders.pool).toHaveAccessibleName(/^Of 1,000 concurrent executions, 0 in use\. All other functions: 1,000 unreserved/);

  await orders.typeReservation("20");
  await expect(learner.page.getByText("1,000 now, 980 left after this change").filter({ visible: true }).first()).toBeVisible();
  await expect(orders.pool).toHaveAccessibleName(/orders: 20 reserved.*All other functions: 980 unreserved/);
  await orders.save();
  await orders.saved();
  await orders.figure("Function concurrency", "Reserve concurrency: 20");
  await orders.figure("Unreserved account concurrency", "980");

  // A reload reads it from what is kept, and another function sees the same pool.
  await learner.page.reload();
  await orders.figure("Unreserved account concurrency", "980");
  await learner.functions.create("mail", "Node.js 24.x");
  const mail = new Concurrency(learner.page, "mail");
  await mail.open();
  await mail.figure("Function concurrency", "Use unreserved account concurrency");
  await expect(mail.pool).toHaveAccessibleName(/orders: 20 reserved, 0 in use\. All other functions: 980 unreserved/);
});

test("100 stay unreserved: 901 is refused by the form in the console's words, and by the API in its own", async ({ learner }) => {
  await learner.functions.create("greedy", "Node.js 24.x");
  const greedy = new Concurrency(learner.page, "greedy");
  await greedy.typeReservation("901");
  await expect(learner.page.getByText("The unreserved account concurrency can't go below 100.").filter({ visible: true }).first()).toBeVisible();
  await greedy.save();
  const refusal = "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].";
  await expect(learner.page.getByText(refusal).filter({ visible: true }).first()).toBeVisible();

  await learner.page.getByLabel("Reserved concurrency").fill("900");
  await greedy.save();
  await greedy.saved();
  await greedy.figure("Unreserved account concurrency", "100");
});
