import { describe, expect, test, vi } from "vitest";
import type { TestEnvironment } from "../../python-assets/test-environment.ts";
import type { PythonEnd } from "./python-guest.ts";
import { REQUEST_ID, startTestEnvironment, textOf } from "../../python-assets/test-environment.ts";

// A start of Python takes a fraction of a second on a quiet machine, the very first makes the snapshot.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** Runs statements of the event in a handler; `attempt(f)` is f's value, or its error's class and text. */
const RUNNER = `
import os, sys
def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
def lambda_handler(event, context):
    names = {"context": context, "event": event, "attempt": attempt}
    exec(event["run"], names)
    return names.get("result")
`;

const run = (environment: TestEnvironment, ...lines: string[]): unknown =>
  JSON.parse(textOf(environment.invoke({ run: lines.join("\n") })));

let shared: Promise<TestEnvironment> | undefined;

/** In an environment that several tests share. */
async function result(...lines: string[]): Promise<unknown> {
  shared ??= startTestEnvironment(RUNNER);
  return run(await shared, ...lines);
}

describe("the process", () => {
  test("finds the learner's files and packages in /var/task, which is its directory", async () => {
    const { invoke } = await startTestEnvironment(
      {
        "app/main.py": "from shop.prices import price\nfrom . import near\nimport os, sys\ndef handle(event, context): return [price, near.here, os.getcwd(), sys.path[0], open('data/words.txt').read()]",
        "app/near.py": "here = __file__",
        "shop/__init__.py": "",
        "shop/prices.py": "price = 7",
        "data/words.txt": "wörter",
      },
      { handler: "app/main.handle" },
    );
    expect(JSON.parse(textOf(invoke()))).toEqual([7, "/var/task/app/near.py", "/var/task", "/var/task", "wörter"]);
  });

  test("has the variables of its configuration and the trace id of each invocation, and no other", async () => {
    const { invoke } = await startTestEnvironment("import os\ndef lambda_handler(event, context): return dict(os.environ)", {
      variables: { ENVIRONMENT_NAME: "dev", LANG: "en_US.UTF-8" },
    });
    expect(JSON.parse(textOf(invoke({}, { traceId: "Root=1" })))).toEqual({
      ENVIRONMENT_NAME: "dev",
      LANG: "en_US.UTF-8",
      _X_AMZN_TRACE_ID: "Root=1",
    });
    expect(JSON.parse(textOf(invoke({}, { traceId: "Root=2" })))).toMatchObject({ _X_AMZN_TRACE_ID: "Root=2" });
  });

  test("keeps module state from one invocation to the next", async () => {
    const { invoke } = await startTestEnvironment("n = 0\ndef lambda_handler(event, context):\n    global n\n    n += 1\n    return n");
    expect([textOf(invoke()), textOf(invoke()), textOf(invoke())]).toEqual(["1", "2", "3"]);
  });

  test("tells the handler what AWS's context tells", async () => {
    const environment = await startTestEnvironment(RUNNER);
    const names = "function_name function_version invoked_function_arn memory_limit_in_mb aws_request_id log_group_name log_stream_name tenant_id client_context";
    expect(run(environment, `result = [getattr(context, name) for name in ${JSON.stringify(names)}.split()]`)).toEqual([
      "orders",
      "$LATEST",
      "arn:aws:lambda:us-east-1:123456789012:function:orders",
      "128",
      REQUEST_ID,
      "/aws/lambda/orders",
      "2026/11/23/[$LATEST]00",
      null,
      null,
    ]);
    expect(run(environment, "result = str(context.identity)")).toBe("CognitoIdentity([cognito_identity_id=None,cognito_identity_pool_id=None])");
    const end = environment.invoke(
      { run: "result = [context.client_context.client.app_title, context.client_context.custom, context.client_context.env]" },
      { clientContext: '{"client": {"app_title": "till"}, "custom": {"a": 1}}' },
    );
    expect(textOf(end)).toBe('["till", {"a": 1}, null]');
  });

  test("counts the remaining time down to the deadline, and never below zero", async () => {
    const { invoke } = await startTestEnvironment("def lambda_handler(event, context): return context.get_remaining_time_in_millis()");
    const remaining = Number(textOf(invoke({}, { deadline: Date.now() + 3000 })));
    expect(remaining).toBeGreaterThan(0);
    expect(remaining).toBeLessThanOrEqual(3000);
    expect(textOf(invoke({}, { deadline: Date.now() - 5 }))).toBe("0");
  });

  test("does not see Pyodide's own modules, which AWS has not", async () => {
    expect(await result("result = [attempt(__import__, name) for name in ('js', 'pyodide', 'pyodide_js', 'pyodide.ffi')]")).toEqual([
      "ModuleNotFoundError: No module named 'js'",
      "ModuleNotFoundError: No module named 'pyodide'",
      "ModuleNotFoundError: No module named 'pyodide_js'",
      "ModuleNotFoundError: No module named 'pyodide'",
    ]);
  });

  test("lets urllib3 have them: that is how `requests` reaches the browser's HTTP", async () => {
    const { invoke } = await startTestEnvironment({
      "urllib3/__init__.py": "from .contrib.emscripten import fetch",
      "urllib3/contrib/__init__.py": "",
      "urllib3/contrib/emscripten/__init__.py": "",
      "urllib3/contrib/emscripten/fetch.py": "import js\nfrom pyodide.ffi import JsProxy, to_js\nfound = js.Array.isArray(to_js([1])) and isinstance(js.Object.new(), JsProxy)",
      "lambda_function.py": "import urllib3\ndef lambda_handler(event, context): return urllib3.fetch.found",
    });
    expect(textOf(invoke())).toBe("true");
  });

  test("starts without a snapshot just the same", async () => {
    const { init, invoke } = await startTestEnvironment("import json, asyncio\ndef lambda_handler(event, context): return [event, context.function_name]", { snapshot: false });
    expect(init.kind).toBe("ok");
    expect(textOf(invoke({ a: 1 }))).toBe('[{"a": 1}, "orders"]');
  });
});

describe("a file of the package that the function's user may not read", () => {
  const denied = (name: string): string => `[Errno 13] Permission denied: '/var/task/${name}'`;
  const typeAndText = (end: PythonEnd): unknown => {
    const { errorType, errorMessage } = JSON.parse(textOf(end)) as { errorType: string; errorMessage: string };
    return [errorType, errorMessage];
  };

  test("fails the init as the handler's module, and as a module of a package that it imports", async () => {
    const alone = await startTestEnvironment("def lambda_handler(event, context): return 1", { unreadable: new Map([["lambda_function.py", 0o600]]) });
    expect(typeAndText(alone.init)).toEqual(["PermissionError", denied("lambda_function.py")]);
    const files = { "lambda_function.py": "import shop\ndef lambda_handler(event, context): return 1", "shop/__init__.py": "" };
    const nested = await startTestEnvironment(files, { unreadable: new Map([["shop/__init__.py", 0]]) });
    expect(typeAndText(nested.init)).toEqual(["PermissionError", denied("shop/__init__.py")]);
  });

  test("is listed with its mode, and opening it is refused; the others are read", async () => {
    const handler = "import os\ndef lambda_handler(event, context):\n    try:\n        open('data.txt').read()\n    except OSError as error:\n        return [str(error), oct(os.stat('data.txt').st_mode), os.path.exists('data.txt'), open('other.txt').read()]";
    const { invoke } = await startTestEnvironment({ "lambda_function.py": handler, "data.txt": "x", "other.txt": "read" }, { unreadable: new Map([["data.txt", 0o600]]) });
    expect(JSON.parse(textOf(invoke()))).toEqual(["[Errno 13] Permission denied: 'data.txt'", "0o100600", true, "read"]);
  });
});

describe("the file system", () => {
  test("is read-only, with Linux's error number", async () => {
    expect(
      await result(
        "import os",
        "result = [attempt(open, '/var/task/new.txt', 'w'), attempt(open, '/var/task/lambda_function.py', 'a'), attempt(os.mkdir, '/var/task/d'),",
        "  attempt(os.remove, '/var/task/lambda_function.py'), attempt(os.truncate, '/var/task/lambda_function.py', 0), attempt(open, '/etc', 'w'),",
        "  attempt(os.chmod, '/var/task/lambda_function.py', 0), attempt(os.symlink, '/tmp', '/var/task/t'), attempt(os.rename, '/var/task/lambda_function.py', '/var/task/x')]",
      ),
    ).toEqual([
      "OSError: [Errno 30] Read-only file system: '/var/task/new.txt'",
      "OSError: [Errno 30] Read-only file system: '/var/task/lambda_function.py'",
      "OSError: [Errno 30] Read-only file system: '/var/task/d'",
      "OSError: [Errno 30] Read-only file system: '/var/task/lambda_function.py'",
      "OSError: [Errno 30] Read-only file system: '/var/task/lambda_function.py'",
      "OSError: [Errno 30] Read-only file system: '/etc'",
      "OSError: [Errno 30] Read-only file system: '/var/task/lambda_function.py'",
      "OSError: [Errno 30] Read-only file system: '/tmp' -> '/var/task/t'",
      "OSError: [Errno 30] Read-only file system: '/var/task/lambda_function.py' -> '/var/task/x'",
    ]);
  });

  test("keeps /tmp between invocations", async () => {
    const environment = await startTestEnvironment(RUNNER);
    run(environment, "open('/tmp/kept', 'w').write('yes')");
    expect(run(environment, "result = open('/tmp/kept').read()")).toBe("yes");
  });

  test("gives /tmp as much as the function's ephemeral storage, and gives back what is deleted", async () => {
    const environment = await startTestEnvironment(RUNNER, { ephemeralStorageMb: 1 });
    const write = (name: string, bytes: number): unknown =>
      run(environment, "def write():", `    with open('/tmp/${name}', 'wb') as file: file.write(b'x' * ${bytes})`, "result = attempt(write)");
    expect(write("a", 700_000)).toBeNull();
    expect(write("b", 700_000)).toBe("OSError: [Errno 28] No space left on device");
    expect(run(environment, "import shutil, os", "result = [shutil.disk_usage('/tmp').total, os.path.getsize('/tmp/a')]")).toEqual([1048576, 700000]);
    run(environment, "import os", "os.remove('/tmp/a'); os.remove('/tmp/b')");
    expect(write("b", 1_000_000)).toBeNull();
    run(environment, "open('/tmp/c', 'w').write('small')", "import os", "os.rename('/tmp/c', '/tmp/b')");
    expect(write("d", 1_000_000)).toBeNull();
  });

  test("counts a deleted file until it is closed", async () => {
    const free = await result(
      "import shutil, tempfile",
      "free = lambda: shutil.disk_usage('/tmp').free",
      "with tempfile.TemporaryFile() as file:",
      "    file.write(b'x' * 500_000); file.flush()",
      "    during = free()",
      "result = [during < 600_000, free()]",
    );
    expect(free).toEqual([true, 1048576]);
  });

  test("numbers errors as Linux does, in messages, attributes, errno and os.strerror", async () => {
    expect(
      await result(
        "import errno, os",
        "def missing(): raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), 'file')",
        "def refused(): raise OSError(errno.EACCES, 'mine')",
        "def strange(): raise OSError(4711, 'mine')",
        "try: open('/nope')",
        "except FileNotFoundError as error: seen = [error.errno == errno.ENOENT, error.errno, error.filename, repr(error)]",
        "result = seen + [attempt(open, '/tmp'), attempt(os.mkdir, '/tmp'), attempt(missing), attempt(refused), attempt(strange), errno.errorcode[2]]",
      ),
    ).toEqual([
      true,
      2,
      "/nope",
      "FileNotFoundError(2, 'No such file or directory')",
      "IsADirectoryError: [Errno 21] Is a directory: '/tmp'",
      "FileExistsError: [Errno 17] File exists: '/tmp'",
      "FileNotFoundError: [Errno 2] No such file or directory: 'file'",
      "PermissionError: [Errno 13] mine",
      "OSError: [Errno 4711] mine",
      "ENOENT",
    ]);
  });
});

describe("chance, time and the world outside", () => {
  test("two environments from one snapshot share no random numbers", async () => {
    const draw = async (): Promise<unknown> =>
      run(await startTestEnvironment(RUNNER), "import os, random, secrets, uuid", "result = [random.random(), str(uuid.uuid4()), secrets.token_hex(), os.urandom(8).hex()]");
    const [one, two] = [await draw(), await draw()] as [unknown[], unknown[]];
    for (const [index, value] of one.entries()) expect(two[index]).not.toBe(value);
  });

  test("local time is UTC wherever the browser is", async () => {
    const before = process.env["TZ"];
    process.env["TZ"] = "America/New_York";
    try {
      expect(
        await result(
          "import datetime, time",
          "result = [time.timezone, time.tzname, time.localtime(0).tm_hour, time.mktime((2026, 7, 1, 0, 0, 0, 0, 0, 0)), datetime.datetime.fromtimestamp(0).isoformat(), datetime.datetime.now().astimezone().tzname()]",
        ),
      ).toEqual([0, ["UTC", "UTC"], 0, 1782864000, "1970-01-01T00:00:00", "UTC"]);
    } finally {
      if (before === undefined) delete process.env["TZ"];
      else process.env["TZ"] = before;
    }
  });

  test("the variable TZ sets local time, daylight saving included", async () => {
    const environment = await startTestEnvironment(RUNNER, { variables: { TZ: "America/New_York" } });
    expect(
      run(
        environment,
        "import datetime, time",
        "local = lambda second: [time.localtime(second).tm_hour, time.localtime(second).tm_isdst, time.localtime(second).tm_gmtoff, time.localtime(second).tm_zone]",
        "result = [local(1767268800), local(1782907200), time.mktime((2026, 7, 1, 8, 0, 0, 0, 0, -1)), time.timezone, list(time.tzname),",
        "  datetime.datetime.fromtimestamp(1782907200).astimezone().isoformat()]",
      ),
    ).toEqual([[7, 0, -18000, "EST"], [8, 1, -14400, "EDT"], 1782907200, 18000, ["EST", "EDT"], "2026-07-01T08:00:00-04:00"]);
  });

  test("zoneinfo knows the browser's time zones", async () => {
    expect(
      await result(
        "import datetime, zoneinfo",
        "def told(key, *when):",
        "    moment = datetime.datetime(*when, tzinfo=zoneinfo.ZoneInfo(key))",
        "    return [moment.isoformat(), moment.tzname(), moment.dst().seconds]",
        "result = [told('Europe/Berlin', 2026, 1, 1), told('Europe/Berlin', 2026, 7, 1), told('Asia/Kolkata', 2026, 7, 1), told('Australia/Lord_Howe', 2030, 1, 1)[::2],",
        "  told('Europe/London', 1970, 6, 1)[0], told('UTC', 2026, 1, 1), 'Asia/Tokyo' in zoneinfo.available_timezones(), attempt(zoneinfo.ZoneInfo, 'Middle/Earth'),",
        "  datetime.datetime(2026, 3, 29, 1, 30, tzinfo=datetime.UTC).astimezone(zoneinfo.ZoneInfo('Europe/Berlin')).isoformat()]",
      ),
    ).toEqual([
      ["2026-01-01T00:00:00+01:00", "CET", 0],
      ["2026-07-01T00:00:00+02:00", "CEST", 3600],
      ["2026-07-01T00:00:00+05:30", "IST", 0],
      ["2030-01-01T00:00:00+11:00", 1800],
      "1970-06-01T00:00:00+01:00",
      ["2026-01-01T00:00:00+00:00", "UTC", 0],
      true,
      "ZoneInfoNotFoundError: 'No time zone found with key Middle/Earth'",
      "2026-03-29T03:30:00+02:00",
    ]);
  });

  test("time.sleep takes its time, without spinning, and refuses what CPython refuses", async () => {
    expect(
      await result(
        "import time",
        "begin, spent = time.monotonic(), time.process_time()",
        "time.sleep(0.05)",
        "result = [time.monotonic() - begin >= 0.05, attempt(time.sleep, -1), attempt(time.sleep, 'x'), attempt(time.sleep, float('nan'))]",
      ),
    ).toEqual([
      true,
      "ValueError: sleep length must be non-negative",
      "TypeError: 'str' object cannot be interpreted as an integer",
      "ValueError: Invalid value NaN (not a number)",
    ]);
  });

  test("asyncio.run works inside a handler", async () => {
    expect(
      await result(
        "import asyncio",
        "async def one(n):",
        "    await asyncio.sleep(0.01 * n)",
        "    return n",
        "async def all(): return await asyncio.gather(one(3), one(1), asyncio.wait_for(one(2), 1))",
        "async def late(): await asyncio.wait_for(asyncio.sleep(5), 0.01)",
        "result = [asyncio.run(all()), attempt(lambda: asyncio.run(late())), asyncio.run(all())]",
      ),
    ).toEqual([[3, 1, 2], "TimeoutError: ", [3, 1, 2]]);
  });

  test("what a browser cannot do fails with an honest error", async () => {
    const OFF = "the network of functions is switched off in Lambdarium's settings";
    expect(
      await result(
        "import os, socket, subprocess, threading, urllib.request",
        "result = [attempt(urllib.request.urlopen, 'https://example.com'), attempt(socket.create_connection, ('example.com', 80)),",
        "  attempt(socket.socket().connect, ('192.0.2.1', 80)), attempt(threading.Thread(target=print).start), attempt(subprocess.run, ['ls']), attempt(os.system, 'ls')]",
      ),
    ).toEqual([
      `URLError: <urlopen error [Errno -3] Temporary failure in name resolution: ${OFF}>`,
      `gaierror: [Errno -3] Temporary failure in name resolution: ${OFF}`,
      `OSError: [Errno 101] Network is unreachable: ${OFF}`,
      "RuntimeError: can't start new thread",
      "OSError: [Errno 95] emscripten does not support processes.",
      "OSError: [Errno 95] A browser has no processes",
    ]);
  });
});
