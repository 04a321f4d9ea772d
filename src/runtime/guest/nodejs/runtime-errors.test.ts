import { describe, expect, test } from "vitest";
import { errorLogEntry, errorPayload, runtimeError, unhandledRejection } from "./runtime-errors.ts";

describe("the payload of an error", () => {
  test("its keys stand in AWS's order", () => {
    const error = new TypeError("boom");
    error.stack = "TypeError: boom\n    at handler (file:///var/task/index.mjs:3:9)";
    expect(JSON.stringify(errorPayload(error))).toBe(
      '{"errorType":"TypeError","errorMessage":"boom","trace":["TypeError: boom","    at handler (file:///var/task/index.mjs:3:9)"]}',
    );
  });

  test("a thrown value that is no error has its type and no trace", () => {
    expect(errorPayload("plain")).toEqual({ errorType: "string", errorMessage: "plain", trace: [] });
    expect(errorPayload(undefined)).toEqual({ errorType: "undefined", errorMessage: "undefined", trace: [] });
  });

  test("an error that throws when it is read is still answered", () => {
    const hostile = Object.defineProperty(new Error("x"), "message", {
      get() {
        throw new Error("no");
      },
    });
    expect(errorPayload(hostile).errorType).toBe("handled");
  });
});

describe("the log entry of an error", () => {
  test("a tab, then the error with its own properties and its stack as lines", () => {
    const error = Object.assign(new Error("no"), { code: "E_NO", detail: { a: 1 } });
    error.stack = "Error: no\n    at x";
    expect(errorLogEntry(error)).toBe(
      '\t{"errorType":"Error","errorMessage":"no","code":"E_NO","detail":{"a":1},"stack":["Error: no","    at x"]}',
    );
  });

  test("a circle falls back to the payload", () => {
    const error = Object.assign(new Error("round"), { self: {} });
    error.self = { error: { error } };
    expect(JSON.parse(errorLogEntry(Object.assign(error, { big: 1n })).slice(1))).toMatchObject({ errorMessage: "round" });
  });
});

test("a runtime error shows the frames of what caused it under its own name", () => {
  const cause = new Error("inner");
  cause.stack = "Error: inner\n    at lib (/var/task/lib.js:1:1)";
  const error = runtimeError("Runtime.ImportModuleError", "Error: inner", cause);
  expect(error.stack).toBe("Runtime.ImportModuleError: Error: inner\n    at lib (/var/task/lib.js:1:1)");
  expect(Object.keys(error)).not.toContain("name");
});

test("an unhandled rejection says the reason's text", () => {
  expect(errorPayload(unhandledRejection(new RangeError("late")))).toMatchObject({
    errorType: "Runtime.UnhandledPromiseRejection",
    errorMessage: "RangeError: late",
  });
});
