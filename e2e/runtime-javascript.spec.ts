/** The JavaScript runtime as it ships, in a Worker of the sandboxed frame: modules, answers, errors, logs, `node:` modules. */
import { readdir, readFile } from "node:fs/promises";
import type { PhaseReport, StartCall } from "./harness/runtime-calls.ts";
import { expect, type RuntimePage, type StartedEnvironment, test } from "./harness/runtime-fixture.ts";

type Files = string | Record<string, string>;

const start = (runtime: RuntimePage, files: Files, more: Partial<StartCall> = {}): Promise<StartedEnvironment> =>
  runtime.start({
    runtime: "nodejs24.x",
    handler: "index.handler",
    files: typeof files === "string" ? { "index.mjs": files } : files,
    ...more,
  });

/** Starts and invokes once; an init that fails is the report. */
async function run(runtime: RuntimePage, files: Files, more: Partial<StartCall> = {}, event?: unknown): Promise<PhaseReport> {
  const { init, invoke } = await start(runtime, files, more);
  return init.kind === "ok" ? invoke(event) : init;
}

const answer = (report: PhaseReport): unknown => {
  expect(report, report.payload).toMatchObject({ kind: "ok" });
  return JSON.parse(report.payload);
};

test.describe("modules", () => {
  test("ES modules: several files, JSON, top-level await, import(), import.meta, packages", async ({ runtime }) => {
    const report = await run(runtime, {
      "index.mjs": `
        import { twice } from "./lib/math.mjs";
        import data from "./data.json" with { type: "json" };
        import common, { named } from "./common.cjs";
        import dep, { flavour } from "dep";
        const top = await Promise.resolve("awaited");
        let calls = 0;
        export const handler = async (event) => ({
          twice: twice(event.n), data, common, named, dep, flavour, top, calls: ++calls,
          later: (await import("./lib/later.mjs")).default, url: import.meta.url, dirname: import.meta.dirname,
        });`,
      "lib/math.mjs": "export const twice = (n) => 2 * n;",
      "lib/later.mjs": "export default import.meta.filename;",
      "data.json": '{"key":"value"}',
      "common.cjs": 'exports.named = "from CommonJS"; exports.here = __dirname;',
      "node_modules/dep/package.json": '{"exports":{"import":"./dep.mjs","require":"./dep.cjs"}}',
      "node_modules/dep/dep.mjs": 'export default "the package"; export const flavour = "import";',
      "node_modules/dep/dep.cjs": 'exports.flavour = "require";',
    }, {}, { n: 21 });
    expect(answer(report)).toEqual({
      twice: 42,
      data: { key: "value" },
      common: { named: "from CommonJS", here: "/var/task" },
      named: "from CommonJS",
      dep: "the package",
      flavour: "import",
      top: "awaited",
      calls: 1,
      later: "/var/task/lib/later.mjs",
      url: "file:///var/task/index.mjs",
      dirname: "/var/task",
    });
  });

  test("CommonJS: require, JSON, packages by their require condition, cycles, module state", async ({ runtime }) => {
    const { init, invoke } = await start(runtime, {
      "index.js": `
        const a = require("./a"); const data = require("./data.json"); const dep = require("dep");
        let calls = 0;
        exports.handler = async () => ({ a: a.name, b: a.b.seen, data, dep: dep.flavour, calls: ++calls, esm: (await import("./e.mjs")).default });`,
      "a.js": 'exports.name = "a"; exports.b = require("./b"); exports.late = true;',
      "b.js": 'const a = require("./a"); exports.seen = [a.name, a.late === undefined];',
      "data.json": "[1,2]",
      "e.mjs": 'export default "module";',
      "node_modules/dep/package.json": '{"exports":{"import":"./dep.mjs","require":"./dep.cjs"}}',
      "node_modules/dep/dep.cjs": 'exports.flavour = "require";',
    });
    expect(init.kind).toBe("ok");
    expect(answer(await invoke())).toEqual({ a: "a", b: ["a", true], data: [1, 2], dep: "require", calls: 1, esm: "module" });
    expect(answer(await invoke())).toMatchObject({ calls: 2 });
  });

  test("ES modules that import each other", async ({ runtime }) => {
    const report = await run(runtime, {
      "index.mjs": 'import { b, useA } from "./b.mjs"; export const a = "A"; export function f() { return "f" + b; } export const handler = async () => useA();',
      "b.mjs": 'import { a, f } from "./index.mjs"; export const b = "B"; export const useA = () => a + f();',
    });
    expect(answer(report)).toBe("AfB");
  });

  test("TypeScript: types are stripped, lines stay", async ({ runtime }) => {
    const files = {
      "index.mts": 'import { type Shape, base } from "./shape.mts";\n\ninterface Event { n: number }\nexport const handler = async (event: Event): Promise<number> => {\n  const shape: Shape = { n: event.n };\n  if (event.n < 0) throw new Error("negative" as string);\n  return shape.n + base;\n};',
      "shape.mts": "export interface Shape { n: number }\nexport const base: number = 1;",
    };
    const { invoke } = await start(runtime, files);
    expect(answer(await invoke({ n: 4 }))).toBe(5);
    expect(JSON.parse((await invoke({ n: -1 })).payload).trace[1]).toContain("/var/task/index.mts:6:");
  });

  test("a package's type makes .js a module", async ({ runtime }) => {
    const report = await run(runtime, { "package.json": '{"type":"module"}', "src/app.js": "export const routes = { go: async () => import.meta.url };" }, { handler: "src/app.routes.go" });
    expect(answer(report)).toBe("file:///var/task/src/app.js");
  });
});

test.describe("what a handler may answer", () => {
  test("a promise, a value, nothing (24)", async ({ runtime }) => {
    expect(answer(await run(runtime, "export const handler = () => 'value';"))).toBe("value");
    expect((await run(runtime, "export const handler = async () => {};")).payload).toBe("null");
  });

  test("callbacks: refused on 24, answered on 22", async ({ runtime }) => {
    const source = "export const handler = (event, context, callback) => { setTimeout(() => callback(null, { a: 1 }), 5); };";
    const refused = await run(runtime, source);
    expect(refused).toMatchObject({ kind: "error", errorType: "Runtime.CallbackHandlerDeprecated" });
    expect(answer(await run(runtime, source, { runtime: "nodejs22.x" }))).toEqual({ a: 1 });
  });

  test("22 answers null for a handler that neither promises nor calls back, and waits for an empty loop after a callback", async ({ runtime }) => {
    expect((await run(runtime, "export const handler = () => 'ignored';", { runtime: "nodejs22.x" })).payload).toBe("null");
    const order = "export const handler = (event, context, callback) => { const seen = []; setTimeout(() => seen.push('timer'), 50); callback(null, seen); };";
    expect(answer(await run(runtime, order, { runtime: "nodejs22.x" }))).toEqual(["timer"]);
    const eager = order.replace("const seen", "context.callbackWaitsForEmptyEventLoop = false; const seen");
    expect(answer(await run(runtime, eager, { runtime: "nodejs22.x" }))).toEqual([]);
  });

  test("a promise that can never settle is told, not waited for", async ({ runtime }) => {
    const report = await run(runtime, "export const handler = () => new Promise(() => {});");
    expect(report).toMatchObject({ kind: "error", errorType: "Runtime.NodeJsExit" });
    // The silence that showed it is not charged.
    expect(report.durationMs).toBeLessThan(200);
  });

  test("more than 6 MB arrives cut, but still too large for the service's rule", async ({ runtime }) => {
    expect((await run(runtime, "export const handler = async () => 'y'.repeat(9_000_000);")).payloadBytes).toBe(6_291_557);
  });
});

test.describe("errors", () => {
  test("the payload has AWS's keys in AWS's order, and a trace in /var/task", async ({ runtime }) => {
    const report = await run(runtime, "\nexport const handler = async () => {\n  throw new TypeError('boom');\n};");
    expect(report.payload).toMatch(/^\{"errorType":"TypeError","errorMessage":"boom","trace":\["TypeError: boom"," {4}at handler \(file:\/\/\/var\/task\/index\.mjs:3:9\)"/);
    expect(report.logs[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z\t[0-9a-f-]{36}\tERROR\tInvoke Error \t\{"errorType":"TypeError","errorMessage":"boom","stack":\["TypeError: boom","/);
  });

  const INIT: ReadonlyArray<readonly [string, Files, string, string, Partial<StartCall>?]> = [
    ["a file that is not there", { "other.js": "" }, "Runtime.ImportModuleError", "Error: Cannot find module 'index'\nRequire stack:\n- /var/runtime/index.mjs"],
    ["a package that is not there (require)", { "index.js": "require('axios')" }, "Runtime.ImportModuleError", "Error: Cannot find module 'axios'\nRequire stack:\n- /var/task/index.js"],
    ["a package that is not there (import)", "import axios from 'axios';", "Error", "Cannot find package 'axios' imported from /var/task/index.mjs"],
    ["a syntax error in CommonJS", { "index.js": "exports.handler = async () => { } }" }, "Runtime.UserCodeSyntaxError", "SyntaxError: Unexpected token '}'"],
    ["a syntax error in a module", "import 'fs';\nexport const handler = async () => { } }", "Runtime.UserCodeSyntaxError", "SyntaxError: Unexpected token '}'"],
    ["import in CommonJS", { "index.js": "import fs from 'fs';" }, "Runtime.UserCodeSyntaxError", "SyntaxError: Cannot use import statement outside a module"],
    ["an export that is not there", { "index.mjs": "import { b } from './a.mjs';", "a.mjs": "export const a = 1;" }, "Runtime.UserCodeSyntaxError", "SyntaxError: The requested module '/var/task/a.mjs' does not provide an export named 'b'"],
    ["a handler that is not exported", "export const other = 1;", "Runtime.HandlerNotFound", "index.handler is undefined or not exported"],
    ["a handler that is no function", "export const handler = 1;", "Runtime.HandlerNotFound", "index.handler is not a function"],
    ["a handler's name without a dot", "", "Runtime.MalformedHandlerName", "Bad handler", { handler: "nodot" }],
    ["a file that may not be read", { "index.js": "exports.handler = async () => 1" }, "Error", "EACCES: permission denied, open '/var/task/index.js'", { unreadable: { "index.js": 0o600 } }],
    ["a module that may not be read", { "index.mjs": "import { a } from './lib/a.mjs';", "lib/a.mjs": "export const a = 1" }, "Error", "EACCES: permission denied, open '/var/task/lib/a.mjs'", { unreadable: { "lib/a.mjs": 0 } }],
    ["an error in static code", "throw new RangeError('early');", "RangeError", "early"],
  ];
  for (const [title, files, errorType, errorMessage, more] of INIT)
    test(`init fails: ${title}`, async ({ runtime }) => {
      const { init } = await start(runtime, files, more);
      expect(init).toMatchObject({ kind: "error", errorType });
      expect(JSON.parse(init.payload)).toMatchObject({ errorType, errorMessage });
      expect(init.logs.at(-1)).toContain("\tundefined\tERROR\tUncaught Exception \t{");
    });

  test("a thrown value, a circle", async ({ runtime }) => {
    expect((await run(runtime, "export const handler = async () => { throw 'text'; };")).payload).toBe('{"errorType":"string","errorMessage":"text","trace":[]}');
    const circle = await run(runtime, "export const handler = async () => { const a = {}; a.a = a; return a; };");
    expect(JSON.parse(circle.payload)).toMatchObject({ errorType: "Error", errorMessage: "Unable to stringify response body" });
  });

  test("an uncaught exception answers and ends the process with 129, an unhandled rejection with 128", async ({ runtime }) => {
    const late = "export const handler = async () => { setTimeout(() => { throw new RangeError('late'); }, 5); await new Promise((done) => setTimeout(done, 1000)); };";
    expect(await run(runtime, late)).toMatchObject({ kind: "error", errorType: "RangeError", exitCode: 129 });
    const rejected = await run(runtime, "export const handler = async () => { Promise.reject(new Error('oops')); return 1; };");
    expect(rejected).toMatchObject({ kind: "error", errorType: "Runtime.UnhandledPromiseRejection", exitCode: 128 });
    expect(JSON.parse(rejected.payload).errorMessage).toBe("Error: oops");
  });

  test("process.exit ends the process, in the handler and in static code, and what was logged is kept", async ({ runtime }) => {
    expect(await run(runtime, "export const handler = async () => { console.log('bye'); process.exit(3); };")).toMatchObject({
      kind: "exit",
      exitCode: 3,
      logs: [expect.stringMatching(/\tINFO\tbye$/)],
    });
    expect(await run(runtime, "process.exit(1); export const handler = 1;")).toMatchObject({ kind: "exit", exitCode: 1 });
  });
});

test.describe("the environment of a handler", () => {
  test("console as Lambda prints it", async ({ runtime }) => {
    const { logs } = await run(runtime, "export const handler = async () => { console.log('%s is %d', 'a', 5); console.warn({ a: [1, { b: 2 }] }); process.stdout.write('raw\\nrest'); };");
    expect(logs.map((line) => line.replace(/^.*Z\t[0-9a-f-]{36}\t/, ""))).toEqual(["INFO\ta is 5", "WARN\t{ a: [ 1, { b: 2 } ] }", "raw", "rest"]);
  });

  test("context, variables, remaining time", async ({ runtime }) => {
    const report = await run(runtime, "export const handler = async (event, context) => ({ ...context, left: context.getRemainingTimeInMillis(), stage: process.env.STAGE, trace: process.env._X_AMZN_TRACE_ID });", { variables: { STAGE: "dev" } });
    const { left, ...context } = answer(report) as Record<string, unknown>;
    expect(context).toEqual({
      functionVersion: "$LATEST",
      functionName: "demo",
      memoryLimitInMB: "128",
      logGroupName: "/aws/lambda/demo",
      logStreamName: "2026/11/23/[$LATEST]0123456789abcdef0123456789abcdef",
      invokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:demo",
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      stage: "dev",
      trace: expect.stringContaining("Root=1-"),
    });
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(3000);
  });

  test("/var/task is read-only and /tmp has its quota", async ({ runtime }) => {
    const source = `import fs from "node:fs";
      const code = async (what) => { try { await what(); return "ok"; } catch (error) { return error.code; } };
      export const handler = async () => {
        const big = Buffer.alloc(400_000);
        return [
          await code(() => fs.writeFileSync("/tmp/a", big)), await code(() => fs.promises.writeFile("/tmp/b", big)),
          await code(() => fs.writeFileSync("/tmp/c", big)), await code(() => fs.unlinkSync("/tmp/a")),
          await code(() => fs.writeFileSync("/tmp/c", big)), await code(() => fs.writeFileSync("/var/task/x", "x")),
          await code(() => fs.promises.mkdir("/tmp/../etc")), fs.readdirSync("/var/task"),
        ];
      };`;
    expect(answer(await run(runtime, source, { ephemeralStorageMb: 1 }))).toEqual(["ok", "ok", "ENOSPC", "ok", "ok", "EROFS", "EROFS", ["index.mjs"]]);
  });

  test("crypto, zlib, streams, util, url and their relatives do what Node.js does", async ({ runtime }) => {
    const source = `
      import assert from "node:assert"; import { createHash, createHmac, randomUUID } from "node:crypto"; import { once, EventEmitter } from "node:events";
      import path from "node:path"; import querystring from "node:querystring"; import { Readable, Transform } from "node:stream"; import { pipeline } from "node:stream/promises";
      import { setTimeout as sleep } from "node:timers/promises"; import url from "node:url"; import util from "node:util"; import zlib from "node:zlib"; import os from "node:os";
      export const handler = async () => {
        await sleep(1);
        const emitter = new EventEmitter(); const emitted = once(emitter, "done"); setTimeout(() => emitter.emit("done", 7), 1);
        const parts = []; const upper = new Transform({ transform(part, _encoding, next) { next(null, String(part).toUpperCase()); } });
        upper.on("data", (part) => parts.push(String(part))); await pipeline(Readable.from(["a", "b"]), upper);
        assert.deepStrictEqual(new Map([["a", [1]]]), new Map([["a", [1]]])); assert.throws(() => assert.strictEqual(1, 2), { code: "ERR_ASSERTION" });
        return {
          sha256: createHash("sha256").update("abc").digest("hex"), md5: createHash("md5").update("abc").digest("base64"),
          hmac: createHmac("sha1", "key").update("data").digest("hex"), uuid: randomUUID().length, once: await emitted, parts,
          zip: zlib.gunzipSync(zlib.gzipSync("hello")).toString(), inspect: util.inspect(new Set([{ a: 1 }])), path: path.join("/a", "..", "b"),
          query: querystring.parse("a=1&b=2"), file: url.fileURLToPath("file:///tmp/x%20y"), buffer: Buffer.from("aé").toString("base64"), tmp: os.tmpdir(),
          promisified: await util.promisify((n, done) => setTimeout(() => done(null, n + 1), 1))(1),
        };
      };`;
    expect(answer(await run(runtime, source))).toEqual({
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      md5: "kAFQmDzST7DWlj99KOF/cg==",
      hmac: "104152c5bfdca07bc633eebd46199f0255c9f49d",
      uuid: 36,
      once: [7],
      parts: ["A", "B"],
      zip: "hello",
      inspect: "Set(1) { { a: 1 } }",
      path: "/b",
      query: { a: "1", b: "2" },
      file: "/tmp/x y",
      buffer: "YcOp",
      tmp: "/tmp",
      promisified: 2,
    });
  });

  test("what a browser has nothing for says so, and a package that only mentions it loads", async ({ runtime }) => {
    const source = `import { execSync } from "node:child_process"; import { Worker } from "node:worker_threads"; import crypto from "node:crypto"; import net from "node:net";
      class Connection extends net.Socket {}
      const told = (call) => { try { call(); return "worked"; } catch (error) { return error.code + " " + error.message; } };
      export const handler = async () => [told(() => execSync("ls")), told(() => new Worker("x.js")), told(() => crypto.createCipheriv()), told(() => new Connection())];`;
    const named = (name: string): string => `ERR_METHOD_NOT_IMPLEMENTED ${name} is not available: the function runs in a browser`;
    expect(answer(await run(runtime, source))).toEqual(["child_process.execSync", "worker_threads.Worker", "crypto.createCipheriv", "net.Socket"].map(named));
  });

  test("a real package from node_modules runs", async ({ runtime }) => {
    const files: Record<string, string> = { "index.mjs": 'import semver, { gt } from "semver"; export const handler = async () => [semver.valid("v1.2.3"), gt("2.0.0", "1.0.0")];' };
    for (const name of await readdir("node_modules/semver", { recursive: true }))
      if (/\.js(on)?$/.test(name)) files[`node_modules/semver/${name}`] = await readFile(`node_modules/semver/${name}`, "utf8");
    expect(answer(await run(runtime, files))).toEqual(["1.2.3", true]);
  });

  test("timers that outlive an answer go on: a Worker cannot be frozen", async ({ runtime }) => {
    const { invoke } = await start(runtime, "let ticks = 0; export const handler = async (event) => { if (event.begin) setTimeout(() => { ticks += 1; }, 20); else await new Promise((done) => setTimeout(done, 100)); return ticks; };");
    expect((await invoke({ begin: true })).payload).toBe("0");
    expect((await invoke()).payload).toBe("1");
  });
});
