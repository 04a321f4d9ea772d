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
  await learner.page.getByRole("button", { name: /^Test \(/ }).filter({ visible: true }).click();
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
