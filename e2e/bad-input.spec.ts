import { expect, test } from "./fixtures.ts";
import { EnvironmentVariables } from "./pages/environment-variables.ts";

test("a bad function name is told while typing: the field, the rule and the way out", async ({ learner }) => {
  await learner.page.goto("./#/create/function");
  await learner.page.getByLabel("Function name").fill("my function!");
  await learner.page.getByRole("button", { name: "Create function" }).click();
  await expect(learner.page.getByText(/letters/i).filter({ visible: true }).first()).toBeVisible();
  await expect(learner.page).toHaveURL(/create\/function/);
});

test("a name that is taken is told while typing, with the way out", async ({ learner }) => {
  await learner.functions.create("twin", "Node.js 24.x");
  await learner.page.goto("./#/create/function");
  await learner.page.getByLabel("Function name").fill("twin");
  await learner.page.getByRole("button", { name: "Create function" }).click();
  await expect(learner.page.getByText("A function named twin exists in this Region. Choose another name, or delete that one first.").filter({ visible: true }).first()).toBeVisible();
});

test("broken event JSON is shown with its line and column, and nothing runs", async ({ learner }) => {
  await learner.functions.create("reader", "Node.js 24.x");
  const reader = learner.onFunction("reader");
  await reader.test.open();
  await learner.page.getByLabel("Event JSON").fill('{\n  "key": tru\n}');
  await reader.test.press();
  await expect(learner.page.getByText(/line 2/i).filter({ visible: true }).first()).toBeVisible();
  await expect(reader.test.response).toHaveCount(0);
});

test("reserved keys and short keys of environment variables are told while typing", async ({ learner }) => {
  await learner.functions.create("reader", "Node.js 24.x");
  await new EnvironmentVariables(learner.page, "reader").edit();
  const key = learner.page.getByRole("textbox", { name: /^Key/ }).first();
  await key.fill("AWS_REGION");
  await expect(learner.page.getByText(/reserved/i).filter({ visible: true }).first()).toBeVisible();
  await key.fill("A");
  await expect(learner.page.getByText("A key has at least two characters.").filter({ visible: true }).first()).toBeVisible();
  await key.fill("1A");
  await expect(learner.page.getByText("A key starts with a letter.").filter({ visible: true }).first()).toBeVisible();
});

test("an address that nothing answers to, and a function that is gone, say so and lead on", async ({ learner }) => {
  await learner.page.goto("./#/nowhere/at/all");
  await expect(learner.page.getByRole("heading", { level: 1 })).toContainText("no page");
  await learner.page.goto("./#/functions/gone?tab=code");
  await expect(learner.page.getByText(/Function not found: arn:aws:lambda:us-east-1:123456789012:function:gone/).filter({ visible: true }).first()).toBeVisible();
});

test("a schedule says while it is typed which mistake it is, when it fires next, and that it never will", async ({ learner }) => {
  const { page } = learner;
  await learner.functions.create("nightly", "Node.js 24.x");
  await page.goto("./#/functions/nightly/edit/trigger");
  await page.getByRole("button", { name: /^Source/ }).click();
  await page.getByRole("option", { name: /^EventBridge Scheduler/ }).click();
  await expect(page.getByText(/^It fires next: as soon as it is added; \w{3}, \d\d \w{3} \d{4} [\d:]{8} UTC; /)).toBeVisible();
  const expression = page.getByLabel("Schedule expression");
  await expression.fill("cron(0 12 * * ?)");
  await expect(page.getByText(/^A cron expression has six fields/)).toBeVisible();
  await expression.fill("cron(0 25 * * ? *)");
  await expect(page.getByText(/^The field hours takes 0 to 23/)).toBeVisible();
  await expression.fill("cron(0 12 24 12 ? *)");
  await expect(page.getByText(/^It fires next: \w{3}, 24 Dec \d{4} 12:00:00 UTC; .*; /)).toBeVisible();
  await expression.fill("cron(0 12 31 2 ? *)");
  await expect(page.getByText(/^It never fires/)).toBeVisible();

  // An instant that is past is refused, and nothing is made.
  await page.getByLabel("Schedule name").fill("once");
  await expression.fill("at(2020-01-01T00:00:00)");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("That time is past: it would never be due.")).toBeVisible();
  await expect(page).toHaveURL(/edit\/trigger/);
  await expression.fill("rate(5 minutes)");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("The trigger was successfully added to function nightly.").filter({ visible: true }).first()).toBeVisible();
});
