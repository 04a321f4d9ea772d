import { isDeepStrictEqual as nodes } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isDeepLooseEqual, isDeepStrictEqual } from "./deep-equal.ts";

const value = fc.anything({ withDate: true, withMap: true, withSet: true, withTypedArray: true, withBigInt: true, maxDepth: 3 });

test("agrees with Node.js on any two values", () => {
  fc.assert(fc.property(value, value, (a, b) => isDeepStrictEqual(a, b) === nodes(a, b)));
});

test("agrees with Node.js on a value and its copy", () => {
  fc.assert(fc.property(value, (a) => isDeepStrictEqual(structuredClone(a), a) === nodes(structuredClone(a), a)));
});

test("circles end", () => {
  const a: Record<string, unknown> = { n: 1 };
  a["self"] = a;
  const b: Record<string, unknown> = { n: 1 };
  b["self"] = b;
  expect(isDeepStrictEqual(a, b)).toBe(true);
});

test("loosely, 1 and '1' are the same and prototypes do not count", () => {
  expect(isDeepLooseEqual({ a: [1] }, { a: ["1"] })).toBe(true);
  expect(isDeepLooseEqual(Object.create(null), {})).toBe(true);
  expect(isDeepStrictEqual({ a: [1] }, { a: ["1"] })).toBe(false);
});
