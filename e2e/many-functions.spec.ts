import { CreateFunctionCommand, DeleteFunctionCommand, UpdateFunctionConfigurationCommand, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { fillAccount } from "./bench/fill-account.ts";
import { cloudReady, expect } from "./fixtures.ts";
import { test } from "./own-server.ts";

const FUNCTIONS = 3000;
const create = (FunctionName: string) =>
  new CreateFunctionCommand({
    FunctionName, Runtime: "nodejs24.x", Role: "arn:aws:iam::123456789012:role/r", Handler: "index.handler",
    Code: { ZipFile: zipSync({ "index.mjs": strToU8("export const handler = async () => 1;\n") }) },
  });

test("the list of three thousand functions is searched and sorted as a whole, and shows what a terminal makes, changes and deletes", async ({ page, server }) => {
  test.setTimeout(120_000);
  const site = `${server.address}/`;
  await page.goto(site);
  await cloudReady(page);
  const client = server.client({ maxAttempts: 1 });
  await client.send(create("measured"));
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 30 }, { FunctionName: "measured" });
  const copies = { from: 1, to: FUNCTIONS };
  await fillAccount(page, site, [
    { ...copies, table: "lambda.functions", key: "measured", newKey: "function-$N", value: { name: "function-$N" } },
    { ...copies, table: "lambda.versions", key: "measured:$LATEST", newKey: "function-$N:$LATEST", value: { functionName: "function-$N" } },
  ]);
  await page.goto(`${site}#/functions`);
  const table = page.getByRole("table", { name: "Functions" });
  const row = (name: string) => table.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
  await expect(row("function-000001")).toBeVisible();
  await expect(page.getByText(`(${FUNCTIONS})`, { exact: true }).first()).toBeVisible();

  const search = page.getByPlaceholder("Search by name, description or runtime");
  await search.fill("002999");
  await expect(row("function-002999")).toBeVisible();
  await expect(page.getByText("1 match", { exact: true }).filter({ visible: true }).first()).toBeVisible();
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName: "function-002999", Description: "from a terminal" }));
  await expect(row("function-002999")).toContainText("from a terminal");
  await search.fill("");

  await client.send(create("a-new-one"));
  await expect(row("a-new-one")).toBeVisible();
  await expect(page.getByText(`(${FUNCTIONS + 1})`, { exact: true }).first()).toBeVisible();
  await client.send(new DeleteFunctionCommand({ FunctionName: "a-new-one" }));
  await expect(row("a-new-one")).toHaveCount(0);

  await table.getByRole("button", { name: /Function name/ }).press("Enter");
  await expect(row("measured")).toBeVisible();
});
