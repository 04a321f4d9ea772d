import { beforeEach, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "#services/settings.ts";
import { ScriptedControlPlane } from "#testing/scripted-control-plane.ts";
import { createAwsApi } from "./handler.ts";

let controlPlane: ScriptedControlPlane;

beforeEach(() => {
  controlPlane = new ScriptedControlPlane();
});

async function ask(method: string, name: string, body?: unknown, simulatorRoutes: "all" | "downloads" = "all"): Promise<{ status: number; body: unknown }> {
  const api = createAwsApi(controlPlane, { simulatorRoutes });
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await api.handle(new Request(`http://localhost/_lambdarium/${name}`, { method, ...(body === undefined ? {} : { body: text }) }));
  const answered = await response.text();
  return { status: response.status, body: answered === "" ? undefined : (JSON.parse(answered) as unknown) };
}

test("settings are read, and changed one by one", async () => {
  expect(await ask("GET", "settings")).toEqual({ status: 200, body: DEFAULT_SETTINGS });
  const changed = { ...DEFAULT_SETTINGS, pendingMs: 0, handlerNetwork: true };
  expect(await ask("PUT", "settings", { pendingMs: 0, handlerNetwork: true })).toEqual({ status: 200, body: changed });
  expect(await ask("GET", "settings")).toEqual({ status: 200, body: changed });
});

test.each([
  [{ pendingMs: -1 }, "pendingMs must be a whole number from 0 to 600000. The default is 1500."],
  [{ pendingMs: "0" }, "pendingMs must be a whole number from 0 to 600000. The default is 1500."],
  [{ accountConcurrency: 0 }, "accountConcurrency must be a whole number from 1 to 100000. The default is 1000."],
  [{ accountConcurrency: 1.5 }, "accountConcurrency must be a whole number from 1 to 100000. The default is 1000."],
  [{ handlerNetwork: 1 }, "handlerNetwork must be true or false. The default is false."],
  [[], 'Settings must be a JSON object, for example {"pendingMs": 1500}.'],
])("%j is refused with a sentence that names field and rule", async (body, message) => {
  expect(await ask("PUT", "settings", body)).toEqual({ status: 400, body: { message } });
  expect(controlPlane.simulator.settings()).toEqual(DEFAULT_SETTINGS);
});

test.each(['{"nonsense": 1}', '{"__proto__": {"pendingMs": 1}}', '{"constructor": 1}'])("a setting that does not exist is refused: %s", async (body) => {
  const answer = await ask("PUT", "settings", body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ message: expect.stringContaining("There is no setting") as string });
});

test("a reset resets", async () => {
  expect(await ask("POST", "reset")).toEqual({ status: 204, body: undefined });
  expect(controlPlane.resets).toBe(1);
});

test("calls from outside the page reach neither settings nor reset", async () => {
  for (const [method, name] of [["GET", "settings"], ["PUT", "settings"], ["POST", "reset"]] as const) {
    expect((await ask(method, name, method === "GET" ? undefined : {}, "downloads")).status).toBe(403);
  }
  expect(controlPlane.resets).toBe(0);
});

test("a deployment package is downloaded by its address, from the page and from outside", async () => {
  const sha256 = "A".repeat(42) + "_";
  controlPlane.packages.set(sha256, Uint8Array.from([80, 75]));
  for (const simulatorRoutes of ["all", "downloads"] as const) {
    const response = await createAwsApi(controlPlane, { simulatorRoutes }).handle(new Request(`http://localhost/_lambdarium/code/${sha256}`));
    expect(response.headers.get("content-type")).toBe("application/zip");
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([80, 75]);
  }
  expect((await ask("GET", `code/${"B".repeat(43)}`)).status).toBe(404);
  expect((await ask("GET", "code/../settings")).status).toBe(200);
});

test("an unknown path of the simulator is a 404", async () => {
  expect((await ask("GET", "nonsense")).status).toBe(404);
});

test("the clock is read, and told to skip idle time", async () => {
  expect(await ask("PUT", "clock", { mode: "fast-forward" })).toMatchObject({ status: 200, body: { mode: "fast-forward" } });
  expect(await ask("GET", "clock")).toMatchObject({ status: 200, body: { mode: "fast-forward", nextEventAt: null } });
  expect((await ask("PUT", "clock", { mode: "backwards" })).status).toBe(400);
  expect((await ask("POST", "clock/next-event")).status).toBe(200);
});

test("which lines of a log the platform wrote is told stream by stream", async () => {
  const streams = encodeURIComponent("2026/11/30/[$LATEST]a,2026/11/30/[1]b");
  expect((await ask("GET", `platform-lines?region=eu-west-1&group=%2Faws%2Flambda%2Forders&streams=${streams}`)).body).toEqual({ "2026/11/30/[$LATEST]a": ["7 START"] });
  expect(controlPlane.asked).toEqual([{ accountId: "123456789012", region: "eu-west-1", group: "/aws/lambda/orders", streams: ["2026/11/30/[$LATEST]a", "2026/11/30/[1]b"] }]);
});

test("environments, asynchronous events and limits of logs are those of the account and Region that are asked for", async () => {
  await ask("GET", "environments?region=eu-west-1");
  await ask("POST", "environments/recycle", { functionName: "orders", region: "eu-west-1" });
  await ask("GET", "async-events?function=orders");
  await ask("GET", "log-limits?group=%2Faws%2Flambda%2Forders");
  const accountId = "123456789012";
  expect(controlPlane.asked).toEqual([
    { accountId, region: "eu-west-1" },
    { accountId, region: "eu-west-1", functionName: "orders" },
    { accountId, region: "us-east-1", functionName: "orders" },
    { accountId, region: "us-east-1", group: "/aws/lambda/orders" },
  ]);
});
