/** What must work in every browser, from the console and from a terminal: one tab, one account, step after step. */
import { CreateAliasCommand, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { LISTENER, PROBES, prober, SPEAKER } from "../harness/isolation-probes.ts";
import { expect, test } from "./engine-test.ts";

test.describe.configure({ mode: "serial" });

test("the page opens and its cloud is ready", async ({ browserDriver, walk, site }) => {
  process.stdout.write(`    ${browserDriver.version}\n`);
  await browserDriver.open(site);
  await walk.ready();
});

test("WebKit's limits are said before work starts, until they are dismissed for good", async ({ browserDriver, engine, walk }) => {
  const limits = "Limits in Safari and other WebKit browsers";
  if (engine === "webkit") {
    await walk.shows(limits);
    await walk.press("Don't show these limits again");
    await browserDriver.reload();
    await walk.ready();
  }
  await walk.shows("Create function");
  expect(await walk.text()).not.toContain(limits);
});

test("a learner creates a function and tests it in the console", async ({ walk }) => {
  await walk.goTo("#/functions");
  await walk.press("Create function");
  await walk.fill("Function name", "from-console");
  await walk.press("Create function");
  await walk.shows("Successfully created the function from-console.");
  await walk.goTo("#/functions/from-console?tab=testing");
  await walk.press("Test (");
  await walk.shows(/Executing function: succeeded/u);
  await walk.shows("Hello from Lambda!");
  await walk.shows(/REPORT RequestId: .*Init Duration/u);
});

test("the page still gets its answers after it showed metrics", async ({ walk, terminal }) => {
  await walk.goTo("#/functions/from-console?tab=monitoring");
  await walk.shows("Handler runs, failed ones included");
  await walk.goTo("#/functions");
  await terminal.create({ name: "javascript", source: "export const handler = async (event) => ({ hello: event.name });" });
  await walk.shows("javascript");
});

test("JavaScript runs, and so does what is deployed over it", async ({ terminal }) => {
  expect(await terminal.invoke("javascript", { name: "Ada" })).toEqual({ failure: undefined, version: "$LATEST", payload: { hello: "Ada" } });
  await terminal.deploy("javascript", "nodejs24.x", "export const handler = async (event) => ({ bye: event.name });");
  expect(await terminal.invoke("javascript", { name: "Ada" })).toMatchObject({ failure: undefined, payload: { bye: "Ada" } });
});

test("the trace of a JavaScript error has Node.js's form", async ({ terminal }) => {
  await terminal.create({ name: "thrower", source: "export const handler = async () => inner();\nfunction inner() { throw new TypeError('boom'); }" });
  const { payload } = await terminal.invoke("thrower");
  const { errorType, trace } = payload as { errorType: string; trace: string[] };
  expect([errorType, trace[0]]).toEqual(["TypeError", "TypeError: boom"]);
  expect(trace[1]).toMatch(/^ {4}at inner \(file:\/\/\/var\/task\/index\.mjs:2:\d+\)$/u);
  expect(trace.slice(1).filter((line) => !/^ {4}at .*(:\d+:\d+|<anonymous>)\)?$/u.test(line))).toEqual([]);
});

test("Python runs, warm, and sleeps", async ({ terminal }) => {
  // Browsers round their clocks, WebKit to 1 ms.
  await terminal.create({ name: "python", runtime: "python3.14", source: "import time\ncalls = 0\ndef handler(event, context):\n    global calls\n    calls += 1\n    start = time.monotonic()\n    time.sleep(0.2)\n    return [calls, time.monotonic() - start >= 0.19, event['name']]\n" });
  expect(await terminal.invoke("python", { name: "Ada" })).toMatchObject({ failure: undefined, payload: [1, true, "Ada"] });
  expect(await terminal.invoke("python", { name: "Bob" })).toMatchObject({ failure: undefined, payload: [2, true, "Bob"] });
});

for (const [language, runtime, source] of [
  ["JavaScript", "nodejs24.x", "let calls = 0; export const handler = async ({ loop }) => { calls += 1; while (loop); return calls; };"],
  ["Python", "python3.14", "calls = 0\ndef handler(event, context):\n    global calls\n    calls += 1\n    while event['loop']:\n        pass\n    return calls\n"],
] as const)
  test(`${language} that loops is ended at its timeout and starts anew`, async ({ terminal }) => {
    const name = `endless-${language.toLowerCase()}`;
    // The start anew counts towards the timeout: enough for Python on a busy machine.
    await terminal.create({ name, runtime, source, timeoutSeconds: 8 });
    expect((await terminal.invoke(name, { loop: false })).payload).toBe(1);
    const ended = await terminal.invoke(name, { loop: true });
    expect(ended).toMatchObject({ failure: "Unhandled", payload: { errorMessage: expect.stringMatching(/Task timed out after 8\.00 seconds/u) } });
    expect((await terminal.invoke(name, { loop: false })).payload).toBe(1);
  });

test("an alias splits its traffic between two versions", async ({ terminal }) => {
  await terminal.create({ name: "orders", source: "export const handler = async () => 'one';" });
  await terminal.publish("orders");
  await terminal.deploy("orders", "nodejs24.x", "export const handler = async () => 'two';");
  await terminal.publish("orders");
  await terminal.client.send(new CreateAliasCommand({ FunctionName: "orders", Name: "live", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { "2": 0.5 } } }));
  const answers = new Set<string>();
  // All 40 at one version: once in 10^12 runs.
  for (let count = 0; count < 40; count += 1) {
    const { version, payload } = await terminal.invoke("orders:live");
    answers.add(`${version} ${String(payload)}`);
  }
  expect(answers).toEqual(new Set(["1 one", "2 two"]));
});

test("a reload keeps everything", async ({ browserDriver, walk, terminal }) => {
  await browserDriver.reload();
  await walk.ready();
  const { Functions = [] } = await terminal.client.send(new ListFunctionsCommand({}));
  expect(new Set(Functions.map(({ FunctionName }) => FunctionName))).toEqual(new Set(["endless-javascript", "endless-python", "from-console", "javascript", "orders", "python", "thrower"]));
  expect((await terminal.invoke("orders:live")).failure).toBeUndefined();
  expect((await terminal.invoke("python", { name: "Eve" })).payload).toEqual([1, true, "Eve"]);
});

test("nothing of the console is in a handler's reach", async ({ browserDriver, terminal, site }) => {
  await browserDriver.evaluate(() => localStorage.setItem("console-secret", "the console's own"), null);
  await terminal.create({ name: "prober", source: prober(`${site}/`, false), timeoutSeconds: 120 });
  expect((await terminal.invoke("prober")).payload).toEqual({ reached: [], probes: Object.keys(PROBES).length, origin: "null" });
});

test("two environments do not hear each other, and do not see each other's variables", async ({ browserDriver, terminal }) => {
  await browserDriver.evaluate(() => void (new BroadcastChannel("lambdarium").onmessage = () => Object.assign(window, { heard: true })), null);
  await terminal.create({ name: "listener", source: LISTENER });
  await terminal.create({ name: "speaker", source: SPEAKER, variables: { SECRET: "the-secret" } });
  // Both are warm, so that they run at the same time.
  await Promise.all([terminal.invoke("listener"), terminal.invoke("speaker")]);
  const [heard, spoken] = await Promise.all([terminal.invoke("listener"), terminal.invoke("speaker")]);
  expect(heard.payload).toEqual({ heard: [], seen: false });
  expect(spoken.failure).toBeUndefined();
  expect(await browserDriver.evaluate(() => "heard" in window, null)).toBe(false);
});
