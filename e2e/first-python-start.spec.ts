import { expect, test } from "./fixtures.ts";

test("the first Python start tells what is being loaded, also while a slow server has not sent a byte, and then never again", async ({ learner }) => {
  const { page } = learner;
  const fetched: string[] = [];
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.context().route("**/guests/python/**", async (route) => {
    fetched.push(route.request().url());
    await held;
    await route.continue();
  });
  await learner.functions.create("snake");
  const snake = learner.onFunction("snake");
  await snake.test.press();
  const progress = page.getByText("Loading Python into this browser").filter({ visible: true }).first();
  await expect(progress).toBeVisible();
  await expect(page.getByText(/ of \d+\.\d MB/).filter({ visible: true }).first()).toBeVisible();
  letGo();
  await expect(snake.test.response).toContainText("Hello from Lambda!");
  await expect(page.getByText("Loading Python into this browser")).toHaveCount(0);

  fetched.length = 0;
  await page.reload();
  await snake.test.press();
  await expect(snake.test.response).toContainText("Hello from Lambda!");
  expect(fetched).toEqual([]);
});

test("a Python that cannot be fetched is told with the error, and its progress does not stay", async ({ learner }) => {
  const { page } = learner;
  await page.context().route("**/guests/python/**", (route) => route.abort());
  await learner.functions.create("snake");
  const snake = learner.onFunction("snake");
  await snake.test.press();
  await expect(page.getByText(/could not be fetched/).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText("Loading Python into this browser")).toHaveCount(0);
});
