import { expect, test } from "./fixtures.ts";
import { test as testWithServer } from "./own-server.ts";
import { ApiTriggers } from "./pages/api-triggers.ts";
import { Concurrency } from "./pages/concurrency.ts";

const CODE = `export const handler = async (event) => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ hello: event.queryStringParameters?.name ?? "nobody", path: event.rawPath ?? event.path }),
});
`;

const FLAVOURS = [
  { type: "HTTP API", path: "/default/greeter", throttled: "503 Service Unavailable", meaning: "Lambda throttled the call, or the function took longer than the 30 seconds" },
  { type: "REST API", path: "/greeter", throttled: "500 Internal Server Error", meaning: "Lambda refused the call: it was throttled, API Gateway lacks the permission" },
] as const;

for (const { type, path, throttled, meaning } of FLAVOURS) {
  test(`a function is called by ${type}, answers with 200, and at 0 concurrency its client sees ${throttled}`, async ({ learner }) => {
    test.setTimeout(180_000);
    const { page } = learner;
    await learner.functions.create("greeter", "Node.js 24.x");
    await learner.onFunction("greeter").code.writeAndDeploy(CODE);
    const triggers = new ApiTriggers(page, "greeter");
    await triggers.addNew(type);
    await expect(triggers.row("greeter-API")).toContainText(`${type}; ANY /greeter; stage default`);

    const client = await triggers.toItsAddress();
    await page.getByLabel(/^Query/).fill("name=Ada Lovelace");
    await client.send("200 OK");
    await expect(client.answer).toContainText('"hello": "Ada Lovelace"');
    await expect(client.answer).toContainText(`"path": "${path}"`);

    const concurrency = new Concurrency(page, "greeter");
    await concurrency.typeReservation("0");
    await concurrency.save();
    await concurrency.saved();
    await triggers.open();
    await triggers.toItsAddress();
    await client.send(throttled);
    await expect(page.getByText(meaning)).toBeVisible();

    // Without its only route nothing is left of the API, nor of the permission that it had.
    await triggers.deleteOnly();
    await expect(page.getByText("No triggers")).toBeVisible();
    await page.goto("./#/functions/greeter?tab=configure&subtab=permissions");
    await expect(page.getByText("apigateway.amazonaws.com")).toHaveCount(0);
  });
}

testWithServer("a terminal reaches the same address while the page is open", async ({ learner, request }) => {
  testWithServer.setTimeout(180_000);
  const { page } = learner;
  await learner.functions.create("greeter", "Node.js 24.x");
  await learner.onFunction("greeter").code.writeAndDeploy(CODE);
  const triggers = new ApiTriggers(page, "greeter");
  await triggers.addNew("HTTP API");
  await triggers.toItsAddress();
  await page.getByLabel(/^Query/).fill("name=curl");
  const line = page.getByText(/^curl -i /).filter({ visible: true });
  await expect(line).toBeVisible();
  const address = /'?(http:[^' ]+)'?$/.exec((await line.textContent()) ?? "")?.[1] ?? "";
  const answer = await request.get(address);
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ hello: "curl", path: "/default/greeter" });
  expect(answer.headers()["apigw-requestid"]).toMatch(/=$/);
});
