import { CreateAliasCommand, CreateFunctionCommand, paginateListAliases, PublishVersionCommand, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { cloudReady, expect, test } from "./fixtures.ts";
import { test as testWithServer } from "./own-server.ts";

test("edits survive a reload before Deploy, and functions survive it after", async ({ learner }) => {
  await learner.functions.create("lasting", "Node.js 24.x");
  const lasting = learner.onFunction("lasting");
  await lasting.code.settled();
  await lasting.code.write('export const handler = async () => "kept";\n');
  await expect(lasting.code.undeployed.first()).toBeVisible();
  await learner.page.waitForFunction(() => document.documentElement.dataset["drafts"] !== "saving");
  await learner.page.reload();
  await expect(lasting.code.undeployed.first()).toBeVisible();
  await lasting.code.deploy();
  expect(await lasting.test.run()).toBe('"kept"');
  await learner.page.reload();
  expect(await lasting.test.run()).toBe('"kept"');
});

test("a second tab shows the same account, and what one does the other sees", async ({ learner, context }) => {
  await learner.functions.create("shared", "Node.js 24.x");
  const second = await context.newPage();
  await second.goto("./#/functions");
  await cloudReady(second);
  await expect(second.getByRole("link", { name: "shared", exact: true })).toBeVisible();
  await learner.functions.create("shared-too", "Node.js 24.x");
  await expect(second.getByRole("link", { name: "shared-too", exact: true })).toBeVisible();
});

test("when the leading tab is killed, the other one goes on", async ({ learner, context }) => {
  await learner.functions.create("orphan", "Node.js 24.x");
  const second = await context.newPage();
  await second.goto("./#/functions/orphan?tab=testing");
  await cloudReady(second);
  await learner.page.close();
  await second.getByRole("button", { name: /^Test \(/ }).filter({ visible: true }).click();
  await expect(second.getByText(/Executing function: succeeded/).filter({ visible: true }).first()).toBeVisible({ timeout: 30_000 });
});

testWithServer("the leading tab is killed during a burst of writes, and every acknowledged one is found", async ({ context, server }) => {
  const tabs = [await context.newPage(), await context.newPage(), await context.newPage()];
  for (const tab of tabs) {
    await tab.goto(server.address);
    await cloudReady(tab);
  }
  const client = server.client({ maxAttempts: 1 });
  const terminal = server.client({ maxAttempts: 8 });
  const zip = zipSync({ "index.mjs": strToU8("export const handler = async () => 1;") });
  await expect.poll(() => terminal.send(new CreateFunctionCommand({ FunctionName: "burst", Runtime: "nodejs24.x", Handler: "index.handler", Role: "arn:aws:iam::123456789012:role/burst", Code: { ZipFile: zip } })).then(() => true, (error: Error) => error.name === "ResourceConflictException"), { timeout: 30_000 }).toBe(true);
  await waitUntilFunctionActiveV2({ client: terminal, maxWaitTime: 30, minDelay: 1 }, { FunctionName: "burst" });
  await terminal.send(new PublishVersionCommand({ FunctionName: "burst" }));

  const acknowledged: string[] = [];
  let refused = 0;
  for (let at = 0; at < 150; at++) {
    // In the middle of the burst, without waiting for it: what is under way meets a dying leader.
    if (at === 50) void tabs[0]!.close({ runBeforeUnload: false });
    if (at === 100) void tabs[1]!.close({ runBeforeUnload: false });
    const names = [`a${at}`, `b${at}`];
    await Promise.all(
      names.map((Name) =>
        client.send(new CreateAliasCommand({ FunctionName: "burst", FunctionVersion: "1", Name })).then(
          () => acknowledged.push(Name),
          () => refused++,
        ),
      ),
    );
  }
  // The last tab leads now; every name that was acknowledged is there, whoever wrote it.
  const kept = new Set<string>();
  await expect.poll(async () => {
    kept.clear();
    for await (const page of paginateListAliases({ client: terminal }, { FunctionName: "burst" })) for (const alias of page.Aliases ?? []) kept.add(alias.Name!);
    return acknowledged.filter((name) => !kept.has(name));
  }, { timeout: 30_000 }).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(50);
});
