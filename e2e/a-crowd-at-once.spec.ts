import { CreateFunctionCommand, InvokeCommand, TooManyRequestsException, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { cloudReady, expect } from "./fixtures.ts";
import { test } from "./own-server.ts";
import { EnvironmentsPage } from "./pages/environments-page.ts";

const AT_ONCE = 200;
/** Every call names its environment, and stays until all others have come. */
const CODE = `const id = crypto.randomUUID();
export const handler = async () => {
  await new Promise((resolve) => setTimeout(resolve, 15000));
  return id;
};
`;

test("two hundred requests at once meet two hundred environments, none is throttled, and the console shows them all", async ({ page, server }) => {
  test.setTimeout(180_000);
  await page.goto("./");
  await cloudReady(page);
  const client = server.client({ maxAttempts: 1, maxSockets: AT_ONCE + 10 });
  const terminal = server.client({ maxAttempts: 8 });
  await expect
    .poll(() => terminal.send(new CreateFunctionCommand({ FunctionName: "crowd", Runtime: "nodejs24.x", Handler: "index.handler", Timeout: 60, Role: "arn:aws:iam::123456789012:role/r", Code: { ZipFile: zipSync({ "index.mjs": strToU8(CODE) }) } })).then(() => true), { timeout: 30_000 })
    .toBe(true);
  await waitUntilFunctionActiveV2({ client: terminal, maxWaitTime: 30, minDelay: 1 }, { FunctionName: "crowd" });
  const environments = new EnvironmentsPage(page, "crowd");
  await environments.open();

  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, () =>
      client.send(new InvokeCommand({ FunctionName: "crowd" })).then(
        ({ Payload }) => Payload!.transformToString(),
        (error: Error) => (error instanceof TooManyRequestsException ? "throttled" : Promise.reject(error)),
      ),
    ),
  );
  expect(answers).not.toContain("throttled");
  expect(new Set(answers).size).toBe(AT_ONCE);
  await expect(environments.summary(/200 environments: 0 starting, 0 busy, 200 idle/)).toBeVisible();
});
