import { expect, test, vi } from "vitest";
import { REQUEST_ID, startTestEnvironment } from "../../python-assets/test-environment.ts";

// A start of Python takes a fraction of a second on a quiet machine, the very first makes the snapshot.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;

async function logsOf(handler: string, variables: Record<string, string> = {}): Promise<string[]> {
  const lines = handler.split("\n").map((line) => `    ${line}`);
  const source = `import json, logging, os, sys\ndef lambda_handler(event, context):\n${lines.join("\n")}\n`;
  const { invoke, logs } = await startTestEnvironment(source, { variables });
  invoke();
  return logs;
}

test("print is raw, and each of its lines is a log event", async () => {
  expect(await logsOf("print('one\\ntwo', 3)\nprint()\nprint('no newline', end='')")).toEqual(["one", "two 3", "", "no newline"]);
});

test("stdout, stderr and descriptors keep their order, whoever writes", async () => {
  expect(
    await logsOf("print('a')\nprint('b', file=sys.stderr)\nos.write(1, b'c\\n')\nsys.stdout.buffer.write('ü\\n'.encode())\nlogging.error('d')\nprint('e')"),
  ).toEqual(["a", "b", "c", "ü", expect.stringContaining("\td"), "e"]);
});

test("the root logger writes AWS's format and leaves out what is below WARNING", async () => {
  const logs = await logsOf("logging.info('unheard')\nlogging.getLogger('shop').warning('two\\nlines %s', 7)");
  expect(logs).toEqual([expect.stringMatching(new RegExp(`^\\[WARNING\\]\\t${TIME}\\t${REQUEST_ID}\\ttwo\\nlines 7$`))]);
});

test("setLevel and AWS_LAMBDA_LOG_LEVEL open the root logger", async () => {
  expect(await logsOf("logging.getLogger().setLevel(logging.INFO)\nlogging.info('heard')")).toHaveLength(1);
  expect(await logsOf("logging.debug('heard')", { AWS_LAMBDA_LOG_LEVEL: "DEBUG" })).toHaveLength(1);
});

test("an exception that is logged carries its traceback in the same event", async () => {
  const [event] = await logsOf("try: 1 / 0\nexcept ZeroDivisionError: logging.exception('failed')");
  expect(event).toMatch(/\tfailed\nTraceback \(most recent call last\):\n {2}File "\/var\/task\/lambda_function\.py", line 3, in lambda_handler\n/);
});

test("basicConfig changes nothing, as at AWS: the root logger has a handler already", async () => {
  expect(await logsOf("logging.basicConfig(level=logging.DEBUG)\nlogging.info('unheard')")).toEqual([]);
});

test("in JSON format a record is an object with AWS's keys", async () => {
  const [event] = await logsOf("logging.getLogger('shop').warning('hot', extra={'order': 5})", { AWS_LAMBDA_LOG_FORMAT: "JSON" });
  expect(JSON.parse(event ?? "")).toEqual({
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    level: "WARNING",
    message: "hot",
    logger: "shop",
    requestId: REQUEST_ID,
    order: 5,
  });
});

test("in JSON format an unhandled exception is AWS's error object", async () => {
  const [event] = await logsOf("raise ValueError('no')", { AWS_LAMBDA_LOG_FORMAT: "JSON" });
  expect(JSON.parse(event ?? "")).toMatchObject({ log_level: "ERROR", errorType: "ValueError", errorMessage: "no", requestId: REQUEST_ID });
});
