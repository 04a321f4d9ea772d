import { cloudReady, expect, test } from "./fixtures.ts";

/** Stands before the cloud Worker's script: from a word on, the browser's storage takes nothing more. */
const FULL_ON_DEMAND = `
  const put = IDBObjectStore.prototype.put;
  const full = new BroadcastChannel("test-storage-full");
  let isFull = false;
  full.onmessage = ({ data }) => { isFull = data; };
  IDBObjectStore.prototype.put = function (...args) {
    if (isFull) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    return put.apply(this, args);
  };
`;

test("storage that is full refuses the change with a sentence, loses nothing kept, and takes changes again when there is room", async ({ learner }) => {
  const { page } = learner;
  await page.context().route("**/cloud-worker-*.js", async (route) => {
    const script = await route.fetch();
    await route.fulfill({ response: script, body: FULL_ON_DEMAND + (await script.text()) });
  });
  await page.reload();
  await cloudReady(page);
  await learner.functions.create("kept", "Node.js 24.x");
  const storageIsFull = (full: boolean): Promise<void> => page.evaluate((data) => new BroadcastChannel("test-storage-full").postMessage(data), full);

  await storageIsFull(true);
  await page.goto("./#/create/function");
  await page.getByLabel("Function name").fill("refused");
  await page.getByRole("button", { name: "Create function" }).click();
  await expect(page.getByText(/The browser's storage for this page is full, so the change was not made/).filter({ visible: true }).first()).toBeVisible();

  await storageIsFull(false);
  await page.getByRole("button", { name: "Create function" }).click();
  await expect(page.getByText("Successfully created the function refused.").filter({ visible: true }).first()).toBeVisible();
  await learner.functions.open();
  await expect(learner.functions.row("kept")).toBeVisible();
});
