import { expect, test } from "./fixtures.ts";
import { QueuePage } from "./pages/queue-page.ts";

const CODE = `export const handler = async (event) => {
  for (const { body } of event.Records) console.log("GOT", body);
};
`;

test("a queue's filter lets the messages through that match it; the others are deleted and start nothing", async ({ learner }) => {
  test.setTimeout(120_000);
  const { page } = learner;
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = learner.onFunction("orders");
  await orders.code.writeAndDeploy(CODE);

  await page.goto("./#/functions/orders?tab=configure&subtab=triggers");
  await page.getByRole("link", { name: "Add trigger" }).first().click();
  await page.getByRole("button", { name: /^Source/ }).click();
  await page.getByRole("option", { name: /^SQS/ }).click();
  await page.getByRole("button", { name: "Create queue" }).click();
  const dialog = page.getByRole("dialog", { name: "Create queue" });
  await dialog.getByLabel("Queue name").fill("incoming");
  await dialog.getByRole("button", { name: "Create queue" }).click();
  await expect(dialog).toBeHidden();

  // Told while it is typed.
  const filter = page.getByLabel(/^Filter criteria/);
  await filter.fill('{"body": {"kind": "order"}}');
  await expect(page.getByText(/A pattern names fields, each with a list of values or rules/).filter({ visible: true })).toBeVisible();
  await filter.fill('{"body": {"kind": ["order"]}}');
  await expect(page.getByText(/A pattern names fields/)).toHaveCount(0);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(orders.flash("The trigger was successfully added to function orders.")).toBeVisible();
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: "incoming" }) });
  await expect(row).toContainText('only messages that match {"body": {"kind": ["order"]}}');

  const queue = new QueuePage(page, "incoming");
  await queue.open();
  for (const body of ['{"kind":"visit","id":1}', "plain text", '{"kind":"order","id":2}']) await queue.send(body);

  await page.goto("./#/functions/orders?tab=monitoring&view=logs");
  await expect(page.getByText('GOT {"kind":"order","id":2}').filter({ visible: true }).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/GOT (plain|\{"kind":"visit")/)).toHaveCount(0);
  await queue.open();
  await queue.poll();
  await expect(queue.whyEmpty.first()).toBeVisible();
});
