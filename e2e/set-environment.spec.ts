import { expect, test } from "./fixtures.ts";
import { EnvironmentVariables } from "./pages/environment-variables.ts";

const CODE = `import json
import os

def lambda_handler(event, context):
    return os.getenv("ENVIRONMENT_NAME")
`;

test("ENVIRONMENT_NAME changes from dev to prod; a version published before keeps dev", async ({ learner }) => {
  await learner.functions.create("settings");
  const settings = learner.onFunction("settings");
  const variables = new EnvironmentVariables(learner.page, "settings");
  await settings.code.writeAndDeploy(CODE);

  await variables.set("ENVIRONMENT_NAME", "dev");
  await settings.test.saveEvent("sample-event");
  expect(await settings.test.run()).toBe('"dev"');
  await settings.publish();

  await settings.open();
  await variables.set("ENVIRONMENT_NAME", "prod");
  expect(await settings.test.run()).toBe('"prod"');

  await settings.openVersion("1");
  expect(await settings.test.run()).toBe('"dev"');

  await learner.page.goto("./#/functions/settings?tab=configure&subtab=drift");
  const row = learner.page.getByRole("row").filter({ hasText: "ENVIRONMENT_NAME" });
  await expect(row).toContainText("prod");
  await expect(row).toContainText("dev");
});
