import { expect, test } from "./fixtures.ts";
import { AsyncEvents } from "./pages/async-events.ts";

const CODE = `export const handler = async (event) => {
  const { eventName, s3 } = event.Records[0];
  console.log("NEW FILE", eventName, s3.bucket.name, s3.object.key, s3.object.size);
};
`;

test("a new file in a bucket starts the function asynchronously; files that the trigger does not cover do not", async ({ learner }) => {
  test.setTimeout(180_000);
  const { page } = learner;
  await learner.functions.create("thumbnails", "Node.js 24.x");
  const thumbnails = learner.onFunction("thumbnails");
  await thumbnails.code.writeAndDeploy(CODE);

  await page.goto("./#/functions/thumbnails?tab=configure&subtab=triggers");
  await page.getByRole("link", { name: "Add trigger" }).first().click();
  await page.getByRole("button", { name: "Create bucket" }).click();
  const dialog = page.getByRole("dialog", { name: "Create bucket" });
  await dialog.getByLabel("Bucket name").fill("holiday-photos");
  await dialog.getByRole("button", { name: "Create bucket" }).click();
  await expect(dialog).toBeHidden();
  await page.getByLabel(/^Suffix/).fill(".jpg");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(thumbnails.flash("The trigger was successfully added to function thumbnails.")).toBeVisible();
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: "holiday-photos" }) });
  await expect(row).toContainText("s3:ObjectCreated:*; suffix .jpg");

  // The permission came with it.
  await page.goto("./#/functions/thumbnails?tab=configure&subtab=permissions");
  await expect(page.getByRole("row").filter({ hasText: "s3.amazonaws.com" })).toContainText("arn:aws:s3:::holiday-photos");

  const upload = async (name: string, text: string) => {
    await page.goto("./#/buckets/holiday-photos");
    await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "image/jpeg", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    await expect(page.getByText(`Uploaded ${name} to holiday-photos.`).filter({ visible: true }).first()).toBeVisible();
  };
  await upload("notes.txt", "not a picture");
  await upload("red flower.jpg", "twelve bytes");
  await expect(page.getByRole("table", { name: "Objects in holiday-photos" }).locator("tbody tr")).toHaveCount(2);

  const events = new AsyncEvents(page, "thumbnails");
  await events.open();
  await expect(events.lane).toHaveAccessibleName(/1 attempt\. Succeeded/, { timeout: 30_000 });
  await expect(page.getByRole("heading", { name: "Asynchronous events (1)" })).toBeVisible();

  // The key stands in the event as S3 writes it.
  await page.goto("./#/functions/thumbnails?tab=monitoring&view=logs");
  await expect(page.getByText("ObjectCreated:Put holiday-photos red+flower.jpg 12").filter({ visible: true }).first()).toBeVisible();
});
