import { expect, test } from "./fixtures.ts";

const PROBES = `
const attempt = async (what) => { try { const got = await what(); return got === undefined ? "undefined" : "REACHED " + String(got).slice(0, 60); } catch (error) { return "refused " + error.name; } };
export const handler = async () => ({
  indexedDB: await attempt(() => new Promise((resolve, reject) => { const request = indexedDB.open("lambdarium"); request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); })),
  caches: await attempt(() => caches.keys()),
  localStorage: await attempt(() => globalThis.localStorage),
  cookies: await attempt(() => globalThis.document?.cookie),
  page: await attempt(() => globalThis.parent ?? globalThis.window),
  fetchConsole: await attempt(() => fetch("http://localhost:" + location.port + "/")),
  fetchElsewhere: await attempt(() => fetch("https://example.com/")),
  importConsole: await attempt(() => import(/* @vite-ignore */ "http://localhost/index.html")),
  socket: await attempt(() => new Promise((resolve, reject) => { const socket = new WebSocket("ws://localhost:4183/"); socket.onopen = resolve; socket.onerror = () => reject(new Error("closed")); })),
  broadcast: await attempt(() => new Promise((resolve) => { const channel = new BroadcastChannel("lambdarium"); channel.onmessage = () => resolve("heard"); channel.postMessage("hello"); setTimeout(() => resolve(undefined), 100); })),
  origin: String(globalThis.origin),
  otherSecrets: JSON.stringify(process.env).includes("the-secret-of-another"),
});
`;

test("from inside a handler the console's storage, page, origin and network are out of reach", async ({ learner }) => {
  await learner.functions.create("prober", "Node.js 24.x");
  const prober = learner.onFunction("prober");
  await prober.code.writeAndDeploy(PROBES);
  const findings = JSON.parse(await prober.test.run()) as Record<string, string | boolean>;
  for (const [probe, finding] of Object.entries(findings)) expect(String(finding), probe).not.toMatch(/^REACHED/);
  expect(findings["origin"]).toBe("null");
  expect(findings["otherSecrets"]).toBe(false);
});

test("a Python handler that never yields is stopped at its timeout, and the next call meets a fresh environment", async ({ learner }) => {
  await learner.functions.create("spinner");
  const spinner = learner.onFunction("spinner");
  await spinner.code.writeAndDeploy("count = 0\n\ndef lambda_handler(event, context):\n    global count\n    count += 1\n    if event.get('key1') == 'value1':\n        while True: pass\n    return count\n");
  const answer = JSON.parse(await spinner.test.run()) as { errorType: string; errorMessage: string };
  expect(answer.errorType).toBe("Sandbox.Timedout");
  expect(answer.errorMessage).toMatch(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 3\.00 seconds$/);
  await expect(spinner.test.status).toHaveText(/failed/);
  await expect(spinner.test.log).toContainText("Status: timeout");

  await learner.page.getByLabel("Event JSON").fill("{}");
  expect(await spinner.test.run(), "module state is new").toBe("1");
  expect(await spinner.test.run(), "and survives from then on").toBe("2");
});

test("a handler that floods its log or never ends its promises harms only itself", async ({ learner }) => {
  await learner.functions.create("flood", "Node.js 24.x");
  const flood = learner.onFunction("flood");
  await flood.code.writeAndDeploy('export const handler = async () => { for (let i = 0; i < 200000; i++) console.log("x".repeat(200)); return "done"; };\n');
  await flood.test.run();
  await learner.functions.open();
  await expect(learner.functions.row("flood")).toBeVisible();
});
