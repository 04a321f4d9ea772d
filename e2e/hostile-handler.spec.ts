import { expect, test } from "./fixtures.ts";
import { EnvironmentsPage } from "./pages/environments-page.ts";

const probes = (console: string): string => `
const attempt = async (what) => { try { const got = await what(); return got === undefined ? "undefined" : "REACHED " + String(got).slice(0, 60); } catch (error) { return "refused " + error.name; } };
export const handler = async () => ({
  indexedDB: await attempt(() => new Promise((resolve, reject) => { const request = indexedDB.open("lambdarium"); request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); })),
  caches: await attempt(() => caches.keys()),
  localStorage: await attempt(() => globalThis.localStorage),
  cookies: await attempt(() => globalThis.document?.cookie),
  page: await attempt(() => globalThis.parent ?? globalThis.window),
  fetchConsole: await attempt(() => fetch("${console}/")),
  fetchElsewhere: await attempt(() => fetch("https://example.com/")),
  importConsole: await attempt(() => import(/* @vite-ignore */ "${console}/index.html")),
  socket: await attempt(() => new Promise((resolve, reject) => { const socket = new WebSocket("${console.replace(/^http/, "ws")}/"); socket.onopen = resolve; socket.onerror = () => reject(new Error("closed")); })),
  broadcast: await attempt(() => new Promise((resolve) => { const channel = new BroadcastChannel("lambdarium"); channel.onmessage = () => resolve("heard"); channel.postMessage("hello"); setTimeout(() => resolve(undefined), 100); })),
  origin: String(globalThis.origin),
  otherSecrets: JSON.stringify(process.env).includes("the-secret-of-another"),
});
`;

test("from inside a handler the console's storage, page, origin and network are out of reach", async ({ learner, baseURL }) => {
  await learner.functions.create("prober", "Node.js 24.x");
  const prober = learner.onFunction("prober");
  await prober.code.writeAndDeploy(probes(baseURL!));
  const findings = JSON.parse(await prober.test.run()) as Record<string, string | boolean>;
  for (const [probe, finding] of Object.entries(findings)) expect(String(finding), probe).not.toMatch(/^REACHED/);
  expect(findings["origin"]).toBe("null");
  expect(findings["otherSecrets"]).toBe(false);
});

const SPINNERS = {
  "Python 3.14": `import os

count = 0

def lambda_handler(event, context):
    global count
    count += 1
    with open("/tmp/calls", "a") as calls: calls.write("x")
    if event.get("key1") == "value1":
        while True: pass
    return [count, open("/tmp/calls").read(), context.log_stream_name]
`,
  "Node.js 24.x": `import { appendFileSync, readFileSync } from "node:fs";

let count = 0;

export const handler = async (event, context) => {
  count += 1;
  appendFileSync("/tmp/calls", "x");
  if (event.key1 === "value1") for (;;);
  return [count, readFileSync("/tmp/calls", "utf8"), context.logStreamName];
};
`,
};

for (const [runtime, code] of Object.entries(SPINNERS)) {
  test(`a ${runtime} handler that never yields is stopped at its timeout; the next call finds its /tmp and log stream again, and no memory`, async ({ learner }) => {
    test.slow();
    await learner.functions.create("spinner", runtime);
    const spinner = learner.onFunction("spinner");
    await spinner.code.writeAndDeploy(code);
    const run = async (event: string): Promise<string> => {
      await spinner.test.open();
      await learner.page.getByLabel("Event JSON").fill(event);
      return spinner.test.run();
    };
    const [count, files, stream] = JSON.parse(await run("{}")) as unknown[];
    expect([count, files]).toEqual([1, "x"]);

    const answer = JSON.parse(await run('{"key1":"value1"}')) as { errorType: string; errorMessage: string };
    expect(answer.errorType).toBe("Sandbox.Timedout");
    expect(answer.errorMessage).toMatch(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 3\.00 seconds$/);
    await expect(spinner.test.status).toHaveText(/failed/);
    await expect(spinner.test.log).toContainText("Status: timeout");

    expect(JSON.parse(await run("{}")), "memory is new, /tmp is not").toEqual([1, "xxx", stream]);
    await expect(spinner.test.log).not.toContainText("INIT_START");
    await expect(spinner.test.log).not.toContainText("Init Duration");
    expect(JSON.parse(await run("{}")), "and all survives from then on").toEqual([2, "xxxx", stream]);

    const environments = new EnvironmentsPage(learner.page, "spinner");
    await environments.open();
    await expect(environments.summary(/1 environment: 0 starting, 0 busy, 1 idle/)).toBeVisible();
    await run('{"key1":"value1"}');
    await environments.open();
    await expect(environments.summary(/1 environment: 0 starting, 0 busy, 0 idle, 1 reset/)).toBeVisible();
    await expect(environments.row("$LATEST")).toContainText("Reset");
  });
}

const FORGER = `
def lambda_handler(event, context):
    mine, other = context.aws_request_id, "11111111-2222-3333-4444-555555555555"
    for request in [mine, other]:
        if request == other: print(f"START RequestId: {request} Version: 9")
        print(f"END RequestId: {request}")
        print(f"REPORT RequestId: {request}\\tDuration: 0.01 ms\\tBilled Duration: 1 ms\\tMemory Size: 128 MB\\tMax Memory Used: 1 MB\\t")
    return b"[" * 20000 + b"1" + b"]" * 20000
`;

test("a handler that prints the platform's lines makes no invocation, and its response, 20,000 lists in one another, is shown", async ({ learner }) => {
  await learner.functions.create("forger", "Python 3.14");
  const forger = learner.onFunction("forger");
  await forger.code.writeAndDeploy(FORGER);
  const response = await forger.test.run();
  await expect(forger.test.status).toHaveText(/succeeded/);
  expect(response.slice(0, 10)).toBe("[[[[[[[[[[");
  await learner.page.goto("./#/functions/forger?tab=monitoring&view=logs");
  const rows = learner.page.getByRole("table", { name: "Recent invocations" }).getByRole("row");
  await expect(rows.filter({ hasText: "Succeeded" })).toHaveCount(1);
  await expect(rows.filter({ hasText: "11111111" })).toHaveCount(0);
  await expect(rows.filter({ hasText: "0.01 ms" })).toHaveCount(0);
});
