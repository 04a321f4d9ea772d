import { expect, test } from "./fixtures.ts";
import { AsyncEvents } from "./pages/async-events.ts";
import { AsyncSettings } from "./pages/async-settings.ts";
import { ClockMenu } from "./pages/clock.ts";
import { QueuePage } from "./pages/queue-page.ts";

const FAILING = `export const handler = async () => {
  throw new Error("the order has no number");
};
`;

test("an event that failed three times lies in the dead-letter queue with its attributes; a synchronous failure leaves it empty, and the page says why", async ({ learner }) => {
  test.setTimeout(240_000);
  const { page } = learner;
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = learner.onFunction("orders");
  await orders.code.writeAndDeploy(FAILING);
  const settings = new AsyncSettings(page, "orders");
  await settings.useNewDeadLetterQueue("orders-dlq");
  await settings.addFailureQueue("orders-records");

  // Somebody waits: the error is the answer, and nothing is sent.
  await page.goto("./#/functions/orders?tab=testing");
  await orders.test.run();
  await expect(page.getByRole("button", { name: "Why is orders-dlq empty?" })).toBeVisible();
  const deadLetters = new QueuePage(page, "orders-dlq");
  await deadLetters.open();
  await deadLetters.poll();
  await expect(deadLetters.whyEmpty).toBeVisible();

  const events = new AsyncEvents(page, "orders");
  await events.send();
  await events.follow();
  await new ClockMenu(page).fastForward();
  await expect(events.lane).toHaveAccessibleName(/3 attempts\. Dead-lettered and sent to its destination: the retry attempts were used up/, { timeout: 60_000 });
  expect(await events.column("Waited before")).toEqual([expect.any(String), "1 min", "2 min"]);
  expect(await events.column("Outcome")).toEqual(Array.from({ length: 3 }, () => "Function error"));

  await deadLetters.open();
  await deadLetters.poll();
  await expect(deadLetters.bodies).toHaveCount(1);
  await expect(deadLetters.bodies).toHaveText(/"key1": "value1"/);
  await expect(page.getByText("Dead-lettered event")).toBeVisible();
  for (const attribute of ["RequestID (String)", "ErrorCode (Number)", "ErrorMessage (String)"]) await expect(page.getByText(attribute)).toBeVisible();
  await expect(page.getByText("the order has no number").first()).toBeVisible();

  // The destination got a record of the whole, not the bare event.
  const records = new QueuePage(page, "orders-records");
  await records.open();
  await records.poll();
  await expect(page.getByText("Destination record")).toBeVisible();
  await expect(records.bodies).toHaveText(/"condition": "RetriesExhausted"/);
  await expect(records.bodies).toHaveText(/"approximateInvokeCount": 3/);

  // Deleting what was read empties the queue.
  await page.getByRole("button", { name: /^Delete message/ }).click();
  await expect(records.whyEmpty).toBeVisible();
});

test("a dead-letter queue that was deleted is warned of where it is set, and the event that it could not take says so, with the function's error", async ({ learner }) => {
  test.setTimeout(240_000);
  const { page } = learner;
  await learner.functions.create("orders", "Node.js 24.x");
  await learner.onFunction("orders").code.writeAndDeploy(FAILING);
  await new AsyncSettings(page, "orders").useNewDeadLetterQueue("orders-dlq");
  const warning = page.getByText("What is to take failed or finished events does not exist").filter({ visible: true });
  await expect(warning).toHaveCount(0);
  const queue = new QueuePage(page, "orders-dlq");
  await queue.open();
  await queue.delete();
  await page.goto("./#/functions/orders?tab=configure&subtab=async");
  await expect(warning).toBeVisible();

  const events = new AsyncEvents(page, "orders");
  await events.send();
  await events.follow();
  await new ClockMenu(page).fastForward();
  await expect(events.lane).toHaveAccessibleName(/3 attempts\. Dropped: the retry attempts were used up; its dead-letter queue could not take it/, { timeout: 60_000 });
  await expect(page.getByText("The specified queue does not exist").filter({ visible: true })).toBeVisible();
  expect(await events.column("Reason")).toEqual(Array.from({ length: 3 }, () => "Error: the order has no number"));
});
