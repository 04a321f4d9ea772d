import { CreateFunctionCommand, InvokeCommand, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { cloudReady, expect } from "./fixtures.ts";
import { test } from "./own-server.ts";

/** A hundred lines of ten thousand characters: about as much as is kept of one invocation. */
const CODE = `export const handler = async ({ n }) => {
  for (let line = 0; line < 100; line++) console.log("call " + n + " line " + line + " " + "x".repeat(10_000) + " end");
};
`;

test("a function that logs many megabytes leaves a page that is light: the newest lines are kept, near ones are in the page, long ones are cut until they are asked for", async ({ page, server }) => {
  test.setTimeout(180_000);
  await page.goto(server.address);
  await cloudReady(page);
  const client = server.client({ maxAttempts: 1 });
  await client.send(
    new CreateFunctionCommand({ FunctionName: "talker", Runtime: "nodejs24.x", Role: "arn:aws:iam::123456789012:role/r", Handler: "index.handler", Timeout: 30, Code: { ZipFile: zipSync({ "index.mjs": strToU8(CODE) }) } }),
  );
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 30 }, { FunctionName: "talker" });
  for (let n = 0; n < 14; n++) await client.send(new InvokeCommand({ FunctionName: "talker", Payload: strToU8(JSON.stringify({ n })) }));

  await page.goto(`${server.address}/#/functions/talker?tab=monitoring&view=logs`);
  const lines = page.getByRole("region", { name: "Log lines" });
  await expect(lines).toContainText("call 13 line 99");
  await expect(page.getByText(/older lines were deleted/).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText(/keeps 10\.0 MB of each log group and 40\.0 MB of all log groups/).filter({ visible: true }).first()).toBeVisible();

  const size = () => lines.evaluate((region) => ({ characters: region.textContent.length, elements: region.querySelectorAll("*").length }));
  const atEnd = await size();
  expect(atEnd.characters).toBeLessThan(100_000);
  expect(atEnd.elements).toBeLessThan(1000);

  // The others are there when the reader comes to them.
  await lines.evaluate((region) => region.scrollTo(0, region.scrollHeight / 2));
  await expect(lines).not.toContainText("call 13 line 99");
  await expect(lines).toContainText(/call \d+ line \d+/);
  expect((await size()).characters).toBeLessThan(100_000);

  await expect(lines).not.toContainText("x end");
  await lines.getByRole("button", { name: /^Show all 10,\d{3} characters of this line$/ }).first().click();
  await expect(lines).toContainText("x end");

  // What was kept is kept: the same after a reload.
  await page.reload();
  await cloudReady(page);
  await expect(lines).toContainText("call 13 line 99");
  await page.getByRole("textbox", { name: "Filter log lines" }).or(page.getByRole("searchbox", { name: "Filter log lines" })).first().fill("call 0 line 0 ");
  await expect(page.getByText("No line holds this text.")).toBeVisible();
});
