/**
 * The Python runtime as it ships: Pyodide from its snapshot, in a Worker of the sandboxed frame. What Python does by
 * itself is tested in `src/runtime/guest/python`; here is what only a browser can show.
 */
import type { StartCall } from "./harness/runtime-calls.ts";
import { expect, type RuntimePage, type StartedEnvironment, test } from "./harness/runtime-fixture.ts";

const start = (runtime: RuntimePage, source: string, more: Partial<StartCall> = {}): Promise<StartedEnvironment> =>
  runtime.start({ runtime: "python3.14", handler: "lambda_function.lambda_handler", files: { "lambda_function.py": source }, ...more });

test("a handler of the notes answers, and its module lives from call to call", async ({ runtime }) => {
  const { init, invoke } = await start(
    runtime,
    'import json, os\nprint("init")\ncalls = 0\ndef lambda_handler(event, context):\n    global calls\n    calls += 1\n    print("hello")\n    return {"said": "this is version1", "calls": calls, "stage": os.environ["ENVIRONMENT_NAME"], "event": event}\n',
    { variables: { ENVIRONMENT_NAME: "dev" } },
  );
  expect(init).toMatchObject({ kind: "ok", logs: ["init"] });
  expect(init.memoryUsedMb).toBeGreaterThan(10);
  const first = await invoke({ key1: "wörter" });
  expect(first).toMatchObject({ kind: "ok", logs: ["hello"] });
  expect(first.payload).toBe('{"said": "this is version1", "calls": 1, "stage": "dev", "event": {"key1": "wörter"}}');
  expect(JSON.parse((await invoke()).payload)).toMatchObject({ calls: 2 });
});

for (const version of ["python3.12", "python3.13"])
  test(`${version} runs too, and sys.version is honest`, async ({ runtime }) => {
    const { invoke } = await start(runtime, "import sys\ndef lambda_handler(event, context): return sys.version", { runtime: version });
    expect((await invoke()).payload).toMatch(/^"3\.14\./);
  });

test("a handler that never ends is ended at its deadline, and what it printed was heard", async ({ runtime }) => {
  const { invoke } = await start(runtime, "def lambda_handler(event, context):\n    print('before')\n    while True: pass\n");
  expect(await invoke({}, 600)).toMatchObject({ kind: "timeout", logs: ["before"] });
  // Other environments were not touched.
  const two = await start(runtime, "def lambda_handler(event, context): return 1");
  expect(await two.invoke()).toMatchObject({ kind: "ok", payload: "1" });
});

test("a handler that sleeps past its deadline is ended too", async ({ runtime }) => {
  const { invoke } = await start(runtime, "import time\ndef lambda_handler(event, context): time.sleep(60)");
  expect(await invoke({}, 400)).toMatchObject({ kind: "timeout" });
});

test("time.sleep takes its time", async ({ runtime }) => {
  const source = "import time\ndef lambda_handler(event, context):\n    begin = time.monotonic()\n    time.sleep(0.3)\n    return time.monotonic() - begin\n";
  const { invoke } = await start(runtime, source);
  const report = await invoke();
  expect(Number(report.payload)).toBeGreaterThanOrEqual(0.3);
  expect(report.durationMs).toBeGreaterThanOrEqual(300);
});

test("modules outside the snapshot come from the library's zip, tracebacks with their source lines", async ({ runtime }) => {
  const { invoke } = await start(runtime, "import configparser\ndef lambda_handler(event, context): configparser.ConfigParser().read_string('oops')");
  const { errorType, payload } = await invoke();
  expect(errorType).toBe("MissingSectionHeaderError");
  expect(JSON.parse(payload).stackTrace[1]).toMatch(/^ {2}File "\/var\/lang\/lib\/python3\.14\/configparser\.py", line \d+, in read_string\n {4}self\.read_file\(sfile, source\)\n$/);
});

test("/var/task is read-only and /tmp has its quota", async ({ runtime }) => {
  const { invoke } = await start(
    runtime,
    "def attempt(path, text):\n    try:\n        with open(path, 'w') as file: file.write(text)\n        return 'kept'\n    except OSError as error:\n        return str(error)\ndef lambda_handler(event, context): return [attempt('/var/task/x', 'a'), attempt('/tmp/a', 'a' * 1_500_000), attempt('/tmp/b', 'a' * 1_000_000)]",
    { ephemeralStorageMb: 2 },
  );
  expect(JSON.parse((await invoke()).payload)).toEqual([
    "[Errno 30] Read-only file system: '/var/task/x'",
    "kept",
    "[Errno 28] No space left on device",
  ]);
});

test("too much memory kills the process", async ({ runtime }) => {
  const { invoke } = await start(runtime, "def lambda_handler(event, context): return len([bytearray(1_000_000) for _ in range(300)])", { memoryMb: 128 });
  expect(await invoke()).toMatchObject({ kind: "crash", logs: [] });
});

test("two environments from one snapshot share no random numbers", async ({ runtime }) => {
  const source = "import random, uuid\ndef lambda_handler(event, context): return [random.random(), str(uuid.uuid4())]";
  const both = await Promise.all([start(runtime, source), start(runtime, source)]);
  const [one, two] = await Promise.all([both[0].invoke(), both[1].invoke()]);
  expect(JSON.parse(one.payload)[0]).not.toBe(JSON.parse(two.payload)[0]);
  expect(JSON.parse(one.payload)[1]).not.toBe(JSON.parse(two.payload)[1]);
});

test("out of the sandbox there is no way, not even through Pyodide's back doors", async ({ runtime }) => {
  // `JsProxy` objects reach a function only by digging in the runtime; what they reach is the Worker and no further.
  const { invoke } = await start(
    runtime,
    `
import gc, sys
def attempt(name, function):
    try:
        return f"{name}: {function()}"
    except BaseException as error:
        return f"{name}: refused"
def lambda_handler(event, context):
    import lambdarium.logs, logging
    send = logging.getLogger().handlers[0].log_sink.send
    world = send.constructor("return globalThis")()
    return [
        attempt("origin", lambda: world.location.origin),
        attempt("indexedDB", lambda: world.indexedDB.open("x")),
        attempt("caches", lambda: world.caches.open("x")),
        attempt("document", lambda: world.document),
        attempt("parent", lambda: world.parent),
        attempt("localStorage", lambda: world.localStorage),
        attempt("xhr", lambda: [x := world.XMLHttpRequest.new(), x.open("GET", event["url"], False), x.send(), x.responseText][3]),
    ]
`,
  );
  const { payload } = await invoke({ url: `${runtime.url}runtime.html` });
  expect(JSON.parse(payload)).toEqual([
    "origin: null",
    "indexedDB: refused",
    "caches: refused",
    "document: refused",
    "parent: refused",
    "localStorage: refused",
    "xhr: refused",
  ]);
});

test("the network is off unless it is switched on; then urllib works within what the browser allows", async ({ runtime }) => {
  const source =
    "import urllib.request\ndef lambda_handler(event, context):\n    try:\n        with urllib.request.urlopen(event['url']) as answer: return [answer.status, answer.headers['content-type'], answer.read().decode()]\n    except OSError as error: return str(error)";
  const open = `${runtime.url}open`;
  await runtime.page.route(open, (route) =>
    route.fulfill({ status: 200, contentType: "text/plain", body: "from the server", headers: { "Access-Control-Allow-Origin": "*" } }),
  );
  const off = await start(runtime, source);
  expect(JSON.parse((await off.invoke({ url: open })).payload)).toBe(
    "<urlopen error [Errno -3] Temporary failure in name resolution: the network of functions is switched off in Lambdarium's settings>",
  );
  const on = await start(runtime, source, { network: true });
  expect(JSON.parse((await on.invoke({ url: open })).payload)).toEqual([200, "text/plain", "from the server"]);
  expect(JSON.parse((await on.invoke({ url: `${runtime.url}runtime.html` })).payload)).toContain("does not allow other sites (CORS)");
});
