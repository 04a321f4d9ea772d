import fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonProblem } from "./json-problem.ts";

const accepts = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
const agrees = (text: string): void => {
  expect(findJsonProblem(text) === undefined, text).toBe(accepts(text));
};

test("whatever JSON.parse accepts has no problem", () => {
  fc.assert(fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => agrees(JSON.stringify(JSON.parse(text), null, indent))));
});

test("it agrees with JSON.parse on texts made of JSON's own pieces", () => {
  const piece = fc.constantFrom("{", "}", "[", "]", ",", ":", '"a"', '"', "'", "1", "-", "0", ".", "5e", "+", "true", "nul", "null", " ", "\n", "\\u00", "\\n", "/", "\t");
  fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => agrees(pieces.join(""))), { numRuns: 3000 });
});

test("it agrees with JSON.parse after one character of a JSON text was lost", () => {
  fc.assert(fc.property(fc.json(), fc.nat(), (text, at) => agrees(text.slice(0, at % text.length) + text.slice((at % text.length) + 1))));
});

test("a problem names its line and column, and the way out", () => {
  const cases: [string, number, number, RegExp][] = [
    ['{\n  "a": 1,\n}', 2, 9, /comma too many/],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, /comma may be missing/],
    ["{'a': 1}", 1, 2, /double quotes/],
    ["{a: 1}", 1, 2, /double quotes/],
    ['{"a": True}', 1, 7, /true in lower case/],
    ['{"a": [1, 2}', 1, 12, /Expected \]/],
    ['{"a": 1', 1, 8, /} is still missing/],
    ['{"a": "b}', 1, 7, /never ends/],
    ['{"a": 01}', 1, 7, /no JSON number/],
    ["", 1, 1, /empty/],
    ["{} // done", 1, 4, /no comments/],
    ['{"a" 1}', 1, 6, /colon/],
  ];
  for (const [text, line, column, message] of cases) {
    const problem = findJsonProblem(text);
    expect([problem?.line, problem?.column], text).toEqual([line, column]);
    expect(problem?.message).toMatch(message);
  }
});

test("deep nesting is read without running out of stack", () => {
  expect(findJsonProblem("[".repeat(100_000) + "]".repeat(100_000))).toBeUndefined();
});
