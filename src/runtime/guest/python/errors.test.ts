import { describe, expect, test, vi } from "vitest";
import { REQUEST_ID, startTestEnvironment, textOf } from "../../python-assets/test-environment.ts";

// A start of Python takes a fraction of a second on a quiet machine, the very first makes the snapshot.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

describe("errors of init", () => {
  const cases = {
    "a module that is missing": {
      files: { "lambda_function.py": "import nowhere" },
      payload: `{"errorMessage": "Unable to import module 'lambda_function': No module named 'nowhere'", "errorType": "Runtime.ImportModuleError", "requestId": "", "stackTrace": []}`,
    },
    "a handler's file that is missing": {
      files: { "other.py": "" },
      payload: `{"errorMessage": "Unable to import module 'lambda_function': No module named 'lambda_function'", "errorType": "Runtime.ImportModuleError", "requestId": "", "stackTrace": []}`,
    },
    "boto3, which AWS has and a browser has not": {
      files: { "lambda_function.py": "import boto3" },
      payload: `{"errorMessage": "Unable to import module 'lambda_function': No module named 'boto3'", "errorType": "Runtime.ImportModuleError", "requestId": "", "stackTrace": []}`,
    },
    "a syntax error": {
      files: { "lambda_function.py": "def lambda_handler(event, context):\n    x = = 1\n" },
      payload: `{"errorMessage": "Syntax error in module 'lambda_function': invalid syntax (lambda_function.py, line 2)", "errorType": "Runtime.UserCodeSyntaxError", "requestId": "", "stackTrace": ["  File \\"/var/task/lambda_function.py\\" Line 2\\n        x = = 1\\n"]}`,
    },
    "a function that is missing": {
      files: { "lambda_function.py": "def other(event, context): pass" },
      payload: `{"errorMessage": "Handler 'lambda_handler' missing on module 'lambda_function'", "errorType": "Runtime.HandlerNotFound", "requestId": "", "stackTrace": []}`,
    },
    "a handler without a dot": {
      files: {},
      handler: "handler",
      payload: `{"errorMessage": "Bad handler 'handler': not enough values to unpack (expected 2, got 1)", "errorType": "Runtime.MalformedHandlerName", "requestId": "", "stackTrace": []}`,
    },
    "a handler in a built-in module": {
      files: {},
      handler: "sys.exit",
      payload: `{"errorMessage": "Cannot use built-in module sys as a handler module", "errorType": "Runtime.BuiltInModuleConflict", "requestId": "", "stackTrace": []}`,
    },
  };

  test.each(Object.entries(cases))("%s has AWS's payload, keys in AWS's order", async (_name, one) => {
    const { init } = await startTestEnvironment(one.files, "handler" in one ? { handler: one.handler } : {});
    expect(init.kind).toBe("error");
    expect(textOf(init)).toBe(one.payload);
  });

  test("an exception in module code keeps importlib's frames, and warns first", async () => {
    const { init, logs } = await startTestEnvironment("def fail():\n    raise ValueError('no')\nfail()\n");
    expect(init).toMatchObject({ kind: "error", errorType: "ValueError" });
    const payload = JSON.parse(textOf(init));
    expect(Object.keys(payload)).toEqual(["errorMessage", "errorType", "requestId", "stackTrace"]);
    expect(payload).toMatchObject({ errorMessage: "no", requestId: "" });
    expect(payload.stackTrace[0]).toMatch(/^ {2}File "\/var\/lang\/lib\/python3\.14\/importlib\/__init__\.py", line \d+, in import_module\n/);
    expect(payload.stackTrace).toContain('  File "<frozen importlib._bootstrap>", line 491, in _call_with_frames_removed\n');
    expect(payload.stackTrace.at(-1)).toBe(`  File "/var/task/lambda_function.py", line 2, in fail\n    raise ValueError('no')\n`);
    expect(logs[0]).toMatch(/^\[WARNING\]\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t\tLAMBDA_WARNING: Unhandled exception\. The most likely cause is an issue in the function code\./);
    expect(logs[1]).toMatch(/^\[ERROR\] ValueError: no\nTraceback \(most recent call last\):\n\u00a0\u00a0File /);
  });

  test("sys.exit in module code ends the process with its code", async () => {
    const { init } = await startTestEnvironment("import sys\nsys.exit(4)");
    expect(init).toEqual({ kind: "exit", code: 4 });
  });
});

describe("errors of an invocation", () => {
  test("an exception is reported with message, class, request id and the learner's frames, and the environment lives on", async () => {
    const { invoke, logs } = await startTestEnvironment(
      'calls = 0\ndef lambda_handler(event, context):\n    global calls\n    calls += 1\n    if "length" not in event:\n        raise Exception("Handler fails")\n    return calls\n',
    );
    const end = invoke({});
    expect(end).toMatchObject({ kind: "error", errorType: "Exception" });
    expect(textOf(end)).toBe(
      `{"errorMessage": "Handler fails", "errorType": "Exception", "requestId": "${REQUEST_ID}", "stackTrace": ["  File \\"/var/task/lambda_function.py\\", line 6, in lambda_handler\\n    raise Exception(\\"Handler fails\\")\\n"]}`,
    );
    expect(logs).toEqual([
      '[ERROR] Exception: Handler fails\nTraceback (most recent call last):\n\u00a0\u00a0File "/var/task/lambda_function.py", line 6, in lambda_handler\n\u00a0\u00a0\u00a0\u00a0raise Exception("Handler fails")',
    ]);
    expect(textOf(invoke({ length: 1 }))).toBe("2");
  });

  test("a KeyError's message is the key in quotes", async () => {
    const { invoke } = await startTestEnvironment("def lambda_handler(event, context): return event['length']");
    expect(JSON.parse(textOf(invoke({})))).toMatchObject({ errorMessage: "'length'", errorType: "KeyError" });
  });

  test("frames of the standard library carry AWS's paths and their source lines", async () => {
    const { invoke } = await startTestEnvironment('import json\ndef lambda_handler(event, context): json.loads("{")');
    const { stackTrace } = JSON.parse(textOf(invoke()));
    expect(stackTrace[1]).toMatch(/^ {2}File "\/var\/lang\/lib\/python3\.14\/json\/__init__\.py", line \d+, in loads\n {4}return _default_decoder\.decode\(s\)\n$/);
  });

  test("an event that is not JSON is an UnmarshalError", async () => {
    const { invoke } = await startTestEnvironment("def lambda_handler(event, context): return 1");
    const end = invoke({}, { payload: new TextEncoder().encode("{oops") });
    expect(JSON.parse(textOf(end))).toEqual({
      errorMessage: "Unable to unmarshal input: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
      errorType: "Runtime.UnmarshalError",
      requestId: REQUEST_ID,
      stackTrace: [],
    });
  });

  test.each([
    ["sys.exit(3)", 3],
    ["sys.exit()", 0],
    ["sys.exit('no')", 1],
    ["os._exit(5)", 5],
    ["raise KeyboardInterrupt", 130],
  ])("%s ends the process", async (statement, code) => {
    const { invoke } = await startTestEnvironment(`import os, sys\ndef lambda_handler(event, context): ${statement}`);
    expect(invoke()).toEqual({ kind: "exit", code });
  });

  test("endless recursion is a RecursionError, not the end of the process", async () => {
    const { invoke } = await startTestEnvironment("def lambda_handler(event, context): return lambda_handler(event, context)");
    expect(invoke()).toMatchObject({ kind: "error", errorType: "RecursionError" });
  });

  test("recursion through C code is told as a RecursionError, and ends the process", async () => {
    const { invoke } = await startTestEnvironment("class Loop:\n    def __repr__(self): return repr(self)\ndef lambda_handler(event, context): return repr(Loop())");
    const end = invoke();
    expect(end).toMatchObject({ kind: "error", errorType: "RecursionError", exitCode: 139 });
    expect(JSON.parse(textOf(end))).toEqual({ errorMessage: "maximum recursion depth exceeded", errorType: "RecursionError", requestId: REQUEST_ID, stackTrace: [] });
  });

  test("wanting more memory than the function has kills the process without a word", async () => {
    const { invoke, logs, guest } = await startTestEnvironment(
      "def lambda_handler(event, context):\n    print('begin')\n    return len([bytearray(1_000_000) for _ in range(200)])",
    );
    expect(invoke()).toEqual({ kind: "crash", reason: "More than 128 MB of memory were needed" });
    expect(logs).toEqual(["begin"]);
    expect(guest.memoryUsedMb()).toBeLessThanOrEqual(128);
  });
});
