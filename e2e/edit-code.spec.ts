import { UpdateFunctionCodeCommand } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "./fixtures.ts";
import { test as testWithServer } from "./own-server.ts";

const answering = (text: string) => `def lambda_handler(event, context):\n    return "${text}"\n`;

test("a test never silently runs older code than the editor shows", async ({ learner }) => {
  await learner.functions.create("editor");
  const editor = learner.onFunction("editor");
  await editor.code.settled();
  await editor.code.write(answering("new"));
  await expect(editor.code.undeployed.first()).toBeVisible();
  await learner.page.keyboard.press("ControlOrMeta+Shift+I");
  const question = learner.page.getByRole("dialog", { name: "Test the code that is deployed?" });
  await question.getByRole("button", { name: "Test deployed code" }).click();
  const output = learner.page.getByRole("region", { name: "Output of the last test" });
  await expect(output).toContainText("Hello from Lambda!", { timeout: 60_000 });
  await learner.page.keyboard.press("ControlOrMeta+Shift+I");
  await question.getByRole("button", { name: "Deploy and test" }).click();
  await expect(output).toContainText('Response\n"new"');
  await expect(output).toContainText("Test Event Name: (unsaved) test event");
  await expect(editor.code.undeployed).toHaveCount(0);
});

test("the editor is entered and left by keyboard alone", async ({ learner }) => {
  await learner.functions.create("keys", "Node.js 24.x");
  const inEditor = () => learner.page.evaluate(() => document.activeElement?.closest(".monaco-editor") !== null);
  await learner.page.getByRole("tab", { name: "index.mjs" }).focus();
  await learner.page.keyboard.press("Tab");
  await expect.poll(inEditor, { timeout: 60_000 }).toBe(true);
  await learner.page.keyboard.press("Tab");
  expect(await inEditor(), "Tab writes").toBe(true);
  await learner.page.keyboard.press("Escape");
  await learner.page.keyboard.press("Tab");
  expect(await inEditor(), "Escape, then Tab leaves").toBe(false);
});

testWithServer("code that a terminal deployed under the edits is not overwritten unasked", async ({ learner, server }) => {
  await learner.functions.create("contested", "Node.js 24.x");
  const contested = learner.onFunction("contested");
  await contested.code.settled();
  await contested.code.write('export const handler = async () => "mine";\n');
  await expect(contested.code.undeployed.first()).toBeVisible();
  const zip = zipSync({ "index.mjs": strToU8('export const handler = async () => "theirs";\n'), "data.bin": new Uint8Array([0, 1, 255]) });
  await server.client({ maxAttempts: 1 }).send(new UpdateFunctionCodeCommand({ FunctionName: "contested", ZipFile: zip }));
  await expect(contested.flash("The deployed code changed since your edits began")).toBeVisible();
  await expect(learner.page.getByRole("button", { name: /^Deploy \(/ }).first()).toBeDisabled();
  await learner.page.getByRole("button", { name: "Keep mine" }).click();
  await contested.code.deploy();
  expect(await contested.test.run()).toBe('"mine"');
  await contested.open();
  await learner.page.getByRole("treeitem", { name: "data.bin" }).click();
  await expect(contested.flash(/3 bytes. It is not text/)).toBeVisible();
});
