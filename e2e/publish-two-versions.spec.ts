import { expect, test } from "./fixtures.ts";

const returning = (text: string) => `import json

def lambda_handler(event, context):
    return "${text}"
`;

test("a learner publishes two versions; what was published stays as it was", async ({ learner }) => {
  test.setTimeout(180_000);
  await learner.functions.create("greeter");
  const greeter = learner.onFunction("greeter");

  await greeter.code.writeAndDeploy(returning("this is version1"));
  await greeter.test.saveEvent("sample");
  expect(await greeter.test.run()).toBe('"this is version1"');
  await expect(greeter.test.status).toHaveText(/succeeded/);

  await greeter.publish("the first");
  await expect(learner.page).toHaveURL(/functions\/greeter\/versions\/1/);
  expect(await greeter.test.run(), "version 1, cold").toBe('"this is version1"');
  await expect(greeter.test.log).toContainText("Init Duration");

  await greeter.open();
  await greeter.code.writeAndDeploy(returning("this is version2"));
  expect(await greeter.test.run()).toBe('"this is version2"');
  await greeter.openVersion("1");
  expect(await greeter.test.run(), "version 1 after the redeploy, warm").toBe('"this is version1"');
  await expect(greeter.test.log).not.toContainText("Init Duration");

  await greeter.open();
  await greeter.publish();
  await expect(learner.page).toHaveURL(/functions\/greeter\/versions\/2/);
  expect(await greeter.test.run()).toBe('"this is version2"');

  // A reload ends every environment: version 1 starts anew, with its own code.
  await greeter.openVersion("1");
  await learner.page.reload();
  expect(await greeter.test.run(), "version 1 after a reload, cold").toBe('"this is version1"');
  await expect(greeter.test.log).toContainText("Init Duration");

  await greeter.open();
  await greeter.tab("Versions");
  const rows = learner.page.getByRole("row");
  await expect(rows.filter({ hasText: "the first" })).toHaveCount(1);
  await expect(rows.filter({ hasText: "$LATEST" })).toHaveCount(1);
});

test("publishing with nothing changed gives no new version, and the page says so", async ({ learner }) => {
  await learner.functions.create("steady", "Node.js 24.x");
  const steady = learner.onFunction("steady");
  await steady.code.settled();
  await steady.publish();
  await expect(learner.page).toHaveURL(/versions\/1/);
  await steady.open();
  await steady.publish();
  await expect(steady.flash(/Nothing was published/)).toBeVisible();
  await expect(learner.page).toHaveURL(/versions\/1/);
});

test("a version's code is read-only, says why, and leads back to $LATEST", async ({ learner }) => {
  await learner.functions.create("frozen", "Node.js 24.x");
  const frozen = learner.onFunction("frozen");
  await frozen.code.settled();
  await frozen.publish();
  await frozen.openVersion("1");
  await frozen.tab("Code");
  await expect(learner.page.getByRole("button", { name: /^Deploy/ })).toHaveCount(0);
  await learner.page.getByRole("link", { name: "Go to $LATEST" }).first().click();
  await expect(learner.page).toHaveURL(/functions\/frozen\?tab=code/);
});
