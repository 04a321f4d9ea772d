import { CreateFunctionCommand, type LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import type { Page } from "@playwright/test";
import { cloudReady, expect, watchProblems } from "./fixtures.ts";
import { test } from "./own-server.ts";

const ELSEWHERE = "Terminals reach another browser of this computer.";
const HERE = "Terminals reach this browser.";

const seen = (page: Page, text: string) => page.getByText(text, { exact: true }).filter({ visible: true }).first();

const names = async (client: LambdaClient): Promise<(string | undefined)[]> => (await client.send(new ListFunctionsCommand({}))).Functions?.map(({ FunctionName }) => FunctionName) ?? [];

test("a second browser on one server takes the terminals only by a click, both pages say so, and the first is reached again when it closes", async ({ learner, server, browser }) => {
  const first = learner.page;
  const client = server.client({ maxAttempts: 1 });
  const ZipFile = zipSync({ "index.mjs": strToU8("export const handler = async () => 1;") });
  await client.send(new CreateFunctionCommand({ FunctionName: "kept", Runtime: "nodejs24.x", Handler: "index.handler", Role: "arn:aws:iam::123456789012:role/r", Code: { ZipFile } }));

  const other = await browser.newContext();
  const problems = await watchProblems(other);
  const second = await other.newPage();
  await second.goto(server.address);
  await cloudReady(second);
  await expect(seen(second, ELSEWHERE)).toBeVisible();
  await expect(first.getByText(ELSEWHERE)).toHaveCount(0);
  expect(await names(client)).toEqual(["kept"]);

  await second.getByRole("button", { name: "Use this one" }).filter({ visible: true }).first().click();
  await expect(seen(second, HERE)).toBeVisible();
  await expect(seen(first, ELSEWHERE)).toBeVisible();
  expect(await names(client)).toEqual([]);
  await first.goto(`${server.address}/#/settings`);
  await expect(first.getByRole("button", { name: "Use this one" }).filter({ visible: true }).last()).toBeVisible();

  await other.close();
  await expect.poll(() => names(client).catch(() => "none"), { timeout: 30_000 }).toEqual(["kept"]);
  await expect(seen(first, HERE)).toBeVisible();
  expect(problems).toEqual([]);
});

test("after another tab deleted what the browser stored, the tab that goes on says that its account is new", async ({ learner, context }) => {
  await learner.functions.create("gone", "Node.js 24.x");
  const left = await context.newPage();
  await left.goto("./#/functions");
  await cloudReady(left);
  await expect(left.getByRole("link", { name: "gone", exact: true })).toBeVisible();
  await left.evaluate(() => new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase("lambdarium");
    deleting.onsuccess = resolve;
    deleting.onerror = reject;
  }));
  await expect(left.getByText("Another tab deleted everything that this browser stored. This page now shows a new account, which is empty.").filter({ visible: true }).first()).toBeVisible();
  await expect(left.getByRole("link", { name: "gone", exact: true })).toHaveCount(0);
  await expect(learner.page.getByText("Another tab deleted what this browser keeps for the page.").filter({ visible: true }).first()).toBeVisible();
});
