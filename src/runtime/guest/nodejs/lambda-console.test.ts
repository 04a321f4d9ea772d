import { format, inspect } from "node-inspect-extracted";
import { describe, expect, test } from "vitest";
import { createConsole, logSettings } from "./lambda-console.ts";

function consoleWith(variables: Record<string, string>, requestId: () => string | undefined = () => "the-id") {
  const lines: string[] = [];
  const console = createConsole({
    write: (line) => lines.push(line),
    requestId,
    now: () => 1_795_422_688_426,
    format: format as (...parts: unknown[]) => string,
    inspect: inspect as (value: unknown) => string,
    ...logSettings(variables),
  });
  return { console, lines };
}

const TIME = new Date(1_795_422_688_426).toISOString();

describe("text", () => {
  test("time, request id, level and message stand between tabs", () => {
    const { console, lines } = consoleWith({});
    console.log("hello", { a: [1] });
    console.error("%s is %d", "x", 5);
    console.warn("100%");
    expect(lines).toEqual([
      `${TIME}\tthe-id\tINFO\thello { a: [ 1 ] }`,
      `${TIME}\tthe-id\tERROR\tx is 5`,
      `${TIME}\tthe-id\tWARN\t100%`,
    ]);
  });

  test("before the first invocation the id prints as undefined", () => {
    const { lines, console } = consoleWith({}, () => undefined);
    console.info("early");
    expect(lines).toEqual([`${TIME}\tundefined\tINFO\tearly`]);
  });

  test("every level has its name, groups indent, counters count", () => {
    const { console, lines } = consoleWith({});
    console.trace("t");
    console.debug("d");
    console.fatal("f");
    console.group("g");
    console.count();
    console.groupEnd();
    console.assert(false, "wrong");
    expect(lines.map((line) => line.split("\t").slice(2))).toEqual([
      ["TRACE", "t"],
      ["DEBUG", "d"],
      ["FATAL", "f"],
      ["INFO", "g"],
      ["INFO", "  default: 1"],
      ["WARN", "Assertion failed: wrong"],
    ]);
  });
});

describe("JSON", () => {
  const variables = { AWS_LAMBDA_LOG_FORMAT: "JSON" };

  test("one object a message; an object stays an object", () => {
    const { console, lines } = consoleWith(variables);
    console.info({ a: 1 });
    expect(lines[0]).toBe(`{"timestamp":"${TIME}","level":"INFO","requestId":"the-id","message":{"a":1}}`);
  });

  test("an error beside a message gives its type, message and stack", () => {
    const { console, lines } = consoleWith(variables);
    const error = new TypeError("no");
    error.stack = "TypeError: no\n    at x";
    console.error("failed", error);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      errorType: "TypeError",
      errorMessage: "no",
      stackTrace: ["TypeError: no", "    at x"],
    });
  });

  test("DEBUG stays out unless the level asks for it", () => {
    const quiet = consoleWith(variables);
    quiet.console.debug("d");
    expect(quiet.lines).toEqual([]);
    const loud = consoleWith({ ...variables, AWS_LAMBDA_LOG_LEVEL: "DEBUG" });
    loud.console.debug("d");
    expect(loud.lines).toHaveLength(1);
  });

  test("what JSON cannot say is formatted", () => {
    const { console, lines } = consoleWith(variables);
    console.log(1n);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ message: "1n" });
  });
});
