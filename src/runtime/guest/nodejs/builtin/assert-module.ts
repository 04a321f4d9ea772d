/** `node:assert`: the checks and their error, without Node.js's coloured differences. */
import { isDeepLooseEqual, isDeepStrictEqual } from "./deep-equal.ts";

type Message = string | Error | undefined;

interface Failure {
  readonly actual?: unknown;
  readonly expected?: unknown;
  readonly operator: string;
  readonly text: string;
}

class AssertionError extends Error {
  readonly code = "ERR_ASSERTION";
  readonly generatedMessage: boolean;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;

  constructor(options: { message?: string; actual?: unknown; expected?: unknown; operator?: string; generated?: boolean }) {
    super(options.message ?? "Failed");
    this.name = "AssertionError";
    this.actual = options.actual;
    this.expected = options.expected;
    this.operator = options.operator ?? "fail";
    this.generatedMessage = options.generated ?? options.message === undefined;
  }
}

export function createAssert(inspection: { inspect: (value: unknown) => string }): unknown {
  const show = (value: unknown): string => inspection.inspect(value);
  const check = (passed: boolean, message: Message, failure: Failure): void => {
    if (passed) return;
    if (message instanceof Error) throw message;
    const { text, ...rest } = failure;
    throw new AssertionError({ message: message ?? text, generated: message === undefined, ...rest });
  };
  const ok = (value?: unknown, message?: Message): void =>
    check(Boolean(value), message, {
      actual: value,
      expected: true,
      operator: "==",
      text: "The expression evaluated to a falsy value",
    });
  const compare =
    (operator: string, passes: (a: unknown, b: unknown) => boolean, text: string) =>
    (actual: unknown, expected: unknown, message?: Message): void =>
      check(passes(actual, expected), message, {
        actual,
        expected,
        operator,
        text: `${text}\n\n${show(actual)} ${operator} ${show(expected)}`,
      });
  const strictEqual = compare("strictEqual", Object.is, "Expected values to be strictly equal:");
  const notStrictEqual = compare("notStrictEqual", (a, b) => !Object.is(a, b), "Expected values not to be strictly equal:");
  const deepStrictEqual = compare("deepStrictEqual", isDeepStrictEqual, "Expected values to be strictly deep-equal:");
  const notDeepStrictEqual = compare(
    "notDeepStrictEqual",
    (a, b) => !isDeepStrictEqual(a, b),
    "Expected values not to be strictly deep-equal:",
  );
  const thrown = (error: unknown, expected: unknown, message: Message): void => {
    if (expected === undefined || typeof expected === "string") return;
    check(isExpected(error, expected), message, {
      actual: error,
      expected,
      operator: "throws",
      text: `The error did not match the expected one: ${show(error)}`,
    });
  };
  const missing = (message: Message, operator: string, what: string): void =>
    check(false, message, { operator, text: `Missing expected ${what}.` });
  const assert = Object.assign(ok.bind(null), {
    AssertionError,
    ok,
    // eslint-disable-next-line eqeqeq -- what `equal` means
    equal: compare("==", (a, b) => a == b || (Number.isNaN(a) && Number.isNaN(b)), "Expected values to be equal:"),
    // eslint-disable-next-line eqeqeq -- what `notEqual` means
    notEqual: compare("!=", (a, b) => a != b, "Expected values not to be equal:"),
    strictEqual,
    notStrictEqual,
    deepEqual: compare("deepEqual", isDeepLooseEqual, "Expected values to be loosely deep-equal:"),
    notDeepEqual: compare("notDeepEqual", (a, b) => !isDeepLooseEqual(a, b), "Expected values not to be loosely deep-equal:"),
    deepStrictEqual,
    notDeepStrictEqual,
    match: (text: string, pattern: RegExp, message?: Message) =>
      check(pattern.test(text), message, {
        actual: text,
        expected: pattern,
        operator: "match",
        text: `The input did not match the regular expression ${pattern}. Input:\n\n${show(text)}\n`,
      }),
    doesNotMatch: (text: string, pattern: RegExp, message?: Message) =>
      check(!pattern.test(text), message, {
        actual: text,
        expected: pattern,
        operator: "doesNotMatch",
        text: `The input was expected to not match the regular expression ${pattern}. Input:\n\n${show(text)}\n`,
      }),
    fail: (message?: Message) => check(false, message, { operator: "fail", text: "Failed" }),
    ifError: (value: unknown) => {
      if (value !== null && value !== undefined) throw value;
    },
    throws: (run: () => unknown, expected?: unknown, message?: Message) => {
      let error: unknown;
      try {
        run();
      } catch (caught) {
        error = caught;
        return thrown(error, expected, message);
      }
      missing(message ?? (typeof expected === "string" ? expected : undefined), "throws", "exception");
    },
    doesNotThrow: (run: () => unknown) => void run(),
    rejects: async (run: Promise<unknown> | (() => Promise<unknown>), expected?: unknown, message?: Message) => {
      try {
        await (typeof run === "function" ? run() : run);
      } catch (error) {
        return thrown(error, expected, message);
      }
      missing(message, "rejects", "rejection");
    },
    doesNotReject: async (run: Promise<unknown> | (() => Promise<unknown>)) => {
      await (typeof run === "function" ? run() : run);
    },
  });
  const strict = Object.assign(ok.bind(null), assert, {
    equal: strictEqual,
    notEqual: notStrictEqual,
    deepEqual: deepStrictEqual,
    notDeepEqual: notDeepStrictEqual,
  });
  return Object.assign(assert, { strict: Object.assign(strict, { strict }) });
}

function isExpected(error: unknown, expected: unknown): boolean {
  if (expected instanceof RegExp) return expected.test(String(error));
  if (typeof expected === "function") {
    if (expected.prototype !== undefined && error instanceof (expected as new () => unknown)) return true;
    if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
    return (expected as (error: unknown) => unknown)(error) === true;
  }
  if (typeof expected !== "object" || expected === null) return false;
  return Object.entries(expected).every(([key, value]) => {
    const actual = (error as Record<string, unknown> | null)?.[key];
    return value instanceof RegExp && typeof actual === "string" ? value.test(actual) : isDeepStrictEqual(actual, value);
  });
}
