import fc from "fast-check";
import { expect, test } from "vitest";
import { prettyJson } from "./pretty-json.ts";

test("it indents as JSON.stringify does, whatever the spaces before", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 1, "\t"), (value, indent) => {
      expect(prettyJson(JSON.stringify(value, null, indent))).toBe(JSON.stringify(value, null, 2));
    }),
  );
});

test("numbers keep every digit, and text that is no JSON stays as it is", () => {
  expect(prettyJson('{"n":12345678901234567890,"f":1.10,"e":1E400}')).toBe('{\n  "n": 12345678901234567890,\n  "f": 1.10,\n  "e": 1E400\n}');
  expect(prettyJson('"this is version1"')).toBe('"this is version1"');
  expect(prettyJson("<not json>")).toBe("<not json>");
});

test("escaped letters are shown as letters", () => {
  expect(prettyJson('{"name":"caf\\u00e9"}')).toBe('{\n  "name": "café"\n}');
});

test("what its indent would blow up stays as it is", () => {
  const deep = `${"[".repeat(20_000)}1${"]".repeat(20_000)}`;
  expect(prettyJson(deep)).toBe(deep);
});
