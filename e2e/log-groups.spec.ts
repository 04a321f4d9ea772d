import { cloudReady, expect, test } from "./fixtures.ts";
import { LogGroupPage } from "./pages/log-group-page.ts";

const CODE = `export const handler = async (event) => {
  console.log("ORDER received, retry none");
  console.log("ORDER stored", event.key1);
};
`;
const GROUP = "/aws/lambda/orders";

test("a function's log group is found from its Monitor tab: retention, a filter pattern, lines that come by themselves, and its end", async ({ learner, context }) => {
  test.setTimeout(180_000);
  const { page } = learner;
  await learner.functions.create("orders", "Node.js 24.x");
  const orders = learner.onFunction("orders");
  await orders.code.writeAndDeploy(CODE);
  await orders.test.run();

  await page.goto("./#/functions/orders?tab=monitoring&view=logs");
  await page.getByRole("link", { name: GROUP, exact: true }).click();
  const group = new LogGroupPage(page, GROUP);
  await expect(page.getByRole("heading", { level: 1, name: GROUP })).toBeVisible();
  await expect(group.retention("Never expire")).toBeVisible();
  await group.setRetention("1 week (7 days)");
  await expect(group.retention("1 week (7 days)")).toBeVisible();

  // A pattern is CloudWatch's: all terms, and none of those behind a minus.
  await expect(group.lines).toContainText("START RequestId");
  await group.filter("ORDER -retry");
  await expect(group.lines).toContainText("ORDER stored value1");
  await expect(group.lines).not.toContainText("retry none");
  await group.filter("{ $.level = 1 }");
  await expect(page.getByText(/Only patterns of terms are supported here/).first()).toBeVisible();
  await group.filter("stored");
  await expect(group.lines.getByText("ORDER stored value1")).toHaveCount(1);

  // Somebody else invokes: the line comes without a hand on this page.
  const second = await context.newPage();
  await second.goto("./#/functions/orders?tab=testing");
  await cloudReady(second);
  await second.getByRole("button", { name: /^Test \(/ }).filter({ visible: true }).click();
  await expect(group.lines.getByText("ORDER stored value1")).toHaveCount(2, { timeout: 30_000 });
  await second.close();

  // One stream has an address of its own.
  await expect(group.streams).toHaveCount(1);
  await group.streams.getByRole("link").click();
  await expect(page).toHaveURL(/\?stream=\d{4}%2F\d\d%2F\d\d%2F/);
  await page.reload();
  await cloudReady(page);
  await expect(group.lines.getByText("ORDER stored value1")).toHaveCount(2);

  await page.getByRole("link", { name: "orders", exact: true }).click();
  await expect(page).toHaveURL(/#\/functions\/orders\?tab=monitoring&view=logs/);

  await group.open();
  await group.delete();
  await expect(page.getByText("No log groups", { exact: true })).toBeVisible();
  await page.goto(`./#/log-groups/${encodeURIComponent(GROUP)}`);
  await expect(page.getByText(`There is no log group ${GROUP}`)).toBeVisible();
});
