/** What holds learner's code in: probed from inside a hostile handler, in a real browser. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { LISTENER, PROBES, prober, SPEAKER } from "./harness/isolation-probes.ts";
import type { StartCall } from "./harness/runtime-calls.ts";
import { expect, type RuntimePage, type StartedEnvironment, test } from "./harness/runtime-fixture.ts";

const start = (runtime: RuntimePage, source: string, more: Partial<StartCall> = {}): Promise<StartedEnvironment> =>
  runtime.start({ runtime: "nodejs24.x", handler: "index.handler", files: { "index.mjs": source }, ...more });

test("nothing of the console is in reach", async ({ runtime }) => {
  const { invoke } = await start(runtime, prober(runtime.url, false));
  expect(JSON.parse((await invoke({}, 90_000)).payload)).toEqual({ reached: [], probes: Object.keys(PROBES).length, origin: "null" });
});

test("with the network on, fetch works where a server allows any origin, and nothing else changes", async ({ runtime }) => {
  const origins: unknown[] = [];
  const server = createServer((request, response) => {
    origins.push(request.headers.origin);
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.write("hello ");
    // Only once the headers were read: a body may come long after them.
    setTimeout(() => response.end("from outside"), 100);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const source = `import http from "node:http";
    const viaHttp = () => new Promise((resolve, reject) => http.get(${JSON.stringify(address)}, (response) => { let text = ""; response.on("data", (part) => (text += part)); response.on("end", () => resolve(response.statusCode + " " + text)); }).on("error", reject));
    export const handler = async () => [await (await fetch(${JSON.stringify(address)})).text(), await viaHttp()];`;
  const on = await start(runtime, source, { network: true });
  expect(JSON.parse((await on.invoke()).payload)).toEqual(["hello from outside", "200 hello from outside"]);
  expect(origins).toEqual(["null", "null"]);
  const off = await start(runtime, source);
  expect(JSON.parse((await off.invoke()).payload)).toMatchObject({ errorType: "TypeError", errorMessage: "Failed to fetch" });
  const { invoke } = await start(runtime, prober(runtime.url, true), { network: true });
  // Asking the console's own server is a request like any other there: XMLHttpRequest and EventSource are fetch's kin.
  const { reached } = JSON.parse((await invoke({}, 90_000)).payload) as { reached: string[] };
  expect(reached.filter((name) => name !== "sendBeacon")).toEqual([]);
  server.close();
});

test("two environments do not hear each other, and do not see each other's variables", async ({ runtime }) => {
  const listener = await start(runtime, LISTENER);
  const speaker = await start(runtime, SPEAKER, { variables: { SECRET: "the-secret" } });
  const [report] = await Promise.all([listener.invoke(), speaker.invoke()]);
  expect(JSON.parse(report.payload)).toEqual({ heard: [], seen: false });
  expect(await runtime.page.evaluate(() => "heard" in window)).toBe(false);
});

test("Python code that gets at the browser finds no way to other environments", async ({ runtime }) => {
  const source = `import sys
js = next(finder for finder in sys.meta_path if hasattr(finder, "_kept"))._kept["js"]
def handler(event, context):
    return js.eval("['Worker', 'SharedWorker', 'BroadcastChannel', 'postMessage', 'caches'].filter((name) => name in globalThis).join()")
`;
  const { invoke } = await runtime.start({ runtime: "python3.14", handler: "app.handler", files: { "app.py": source } });
  expect(await invoke()).toMatchObject({ kind: "ok", payload: '""' });
});

const ENDLESS: Readonly<Record<string, string>> = {
  "a loop": "while (true) {}",
  "microtasks": "const again = () => Promise.resolve().then(again); await again();",
  "a bomb of promises": "const burst = async () => { await null; burst(); burst(); }; burst(); await new Promise((done) => setTimeout(done, 60_000));",
  "a regular expression": "/^(a+)+$/.test('a'.repeat(50) + 'b');",
  "a deaf process": "process.on('uncaughtException', () => {}); process.emit = () => true; while (true) {}",
};
for (const [title, code] of Object.entries(ENDLESS))
  test(`${title} is ended at the deadline, and the neighbours answer`, async ({ runtime }) => {
    const { invoke } = await start(runtime, `export const handler = async () => { console.log("begun"); ${code} };`);
    const report = await invoke({}, 500);
    expect(report).toMatchObject({ kind: "timeout", logs: [expect.stringContaining("begun")] });
    // Less the way to the cloud, which counts towards a deadline.
    expect(report.durationMs).toBeGreaterThan(250);
    const next = await start(runtime, "export const handler = async () => 'fresh';");
    expect(await next.invoke()).toMatchObject({ kind: "ok", payload: '"fresh"' });
  });

test("static code that never ends is ended by the init timeout", async ({ runtime }) => {
  const { init } = await start(runtime, "while (true) {}", { initTimeoutMs: 400 });
  expect(init.kind).toBe("timeout");
});

/** Puts something else in the place of what the platform offers; what it gives back tells which ports came by since. */
const REPLACE_ALL = `(() => {
  const seen = [], { apply } = Reflect, ports = new Set();
  const targetOf = Object.getOwnPropertyDescriptor(Event.prototype, "target").get;
  const note = (value) => {
    if (value instanceof Event) { const target = apply(targetOf, value, []); if (target instanceof MessagePort) ports.add(target); }
    if (value instanceof MessagePort) ports.add(value);
    if (value !== null && typeof value === "object" && value.kind === "invoke") seen[seen.length] = value;
  };
  performance.now = Performance.prototype.now = () => 0;
  for (const name of ["data", "ports", "source"]) {
    const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, name);
    Object.defineProperty(MessageEvent.prototype, name, { configurable: true, get() { note(this); const value = apply(get, this, []); note(value); return value; } });
  }
  for (const name of ["target", "currentTarget"]) Object.defineProperty(Event.prototype, name, { configurable: true, get() { note(this); return null; } });
  const replaced = [[MessagePort.prototype, ["postMessage", "start", "close"]], [EventTarget.prototype, ["addEventListener", "dispatchEvent"]], [Event.prototype, ["preventDefault", "composedPath"]],
    [Function.prototype, ["call", "apply", "bind"]], [Promise.prototype, ["then", "finally"]], [Array.prototype, ["push", "shift", "map", "flatMap", "toSorted", "filter"]], [Map.prototype, ["get", "set", "has"]],
    [Reflect, ["apply", "get", "construct"]]];
  for (const [owner, names] of replaced)
    for (const name of names) {
      const original = owner[name];
      owner[name] = function (...parts) { note(this); for (let at = 0; at < parts.length; at += 1) note(parts[at]); return apply(original, this, parts); };
    }
  const bytes = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  return { count: () => ports.size, events: () => seen.length,
    forge: (call) => { for (const port of ports) port.postMessage({ kind: "result", invocation: call, end: { kind: "ok", payload: bytes('"forged"') }, durationMs: 0, memoryUsedMb: 1 }); } };
})()`;
const REPLACERS = {
  "nodejs24.x": {
    handler: "index.handler",
    files: { "index.mjs": `const { setTimeout: later } = globalThis, clock = performance.now.bind(performance);
      const thief = ${REPLACE_ALL};
      export const handler = async ({ call }) => {
        console.log("through the runtime"); setImmediate(() => {});
        await new Promise((done) => later(done, 20));
        thief.forge(call + 1);
        for (const until = clock() + 300; clock() < until;);
        return [call, thief.count(), thief.events()];
      };` },
  },
  "python3.14": {
    handler: "app.handler",
    files: { "app.py": `import sys, time
js = next(finder for finder in sys.meta_path if hasattr(finder, "_kept"))._kept["js"]
clock = js.eval("performance.now.bind(performance)")
thief = js.eval(${JSON.stringify(REPLACE_ALL)})
def handler(event, context):
    print("through the runtime")
    thief.forge(event["call"] + 1)
    until = clock() + 300
    while clock() < until: pass
    return [event["call"], thief.count(), thief.events()]
` },
  },
};
for (const [name, code] of Object.entries(REPLACERS))
  test(`a ${name} handler that replaces the platform's clocks, events, ports and methods gets no port of the host's, answers no event for it and hides no time`, async ({ runtime }) => {
    const { invoke } = await runtime.start({ runtime: name, ...code });
    for (const call of [1, 2, 3]) {
      const report = await invoke({ call });
      expect(report).toMatchObject({ kind: "ok", logs: [expect.stringContaining("through the runtime")] });
      expect(JSON.parse(report.payload)).toEqual([call, 0, 0]);
      expect(report.durationMs, "by a clock that was taken before").toBeGreaterThanOrEqual(299);
    }
  });

test("a flood of log lines is cut with a line that says so, and the answer still comes", async ({ runtime }) => {
  const { invoke } = await start(runtime, "export const handler = async () => { for (let n = 0; n < 100_000; n += 1) console.log('line', n); return 'done'; };");
  const { kind, payload, logs } = await invoke({}, 60_000);
  expect({ kind, payload }).toEqual({ kind: "ok", payload: '"done"' });
  expect(logs.join("\n").length).toBeLessThan(1_100_000);
  expect(logs.at(-1)).toContain("was cut here");
});

test("forged messages of the protocol fool nobody but the forger", async ({ runtime }) => {
  // The port can be stolen by patching its prototype before the runtime speaks again, if it spoke through the prototype.
  const { invoke } = await start(runtime, `
    const stolen = []; const original = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (...parts) { stolen.push(this); return original.apply(this, parts); };
    const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));
    export const handler = async (event) => {
      console.log("through the runtime"); setImmediate(() => {});
      await new Promise((done) => setTimeout(done, 20));
      const forgeries = [null, 5, { kind: "result" }, { kind: "result", invocation: event.call + 1, end: { kind: "ok", payload: bytes("forged for the next") } },
        { kind: "initialized", end: { kind: "ok", payload: bytes(1) } }, { kind: "logs", lines: [{ timestamp: NaN, message: {} }] }, { kind: "terminate", environment: "environment-1" }];
      for (const port of [...stolen, self]) for (const forgery of forgeries) try { port.postMessage(forgery); } catch {}
      return event.call;
    };`);
  expect(await invoke({ call: 1 })).toMatchObject({ kind: "ok", payload: "1" });
  expect(await invoke({ call: 2 })).toMatchObject({ kind: "ok", payload: "2" });
});
