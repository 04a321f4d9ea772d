import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesObject, parseFilterPattern } from "../lambda/triggers/event-filter.ts";
import { parseEventPattern } from "./event-pattern.ts";

function matches(rule: unknown, value: unknown): boolean {
  const pattern = parseEventPattern(JSON.stringify({ detail: { it: [rule] } }));
  expect(pattern, JSON.stringify(rule)).not.toBeNull();
  return matchesObject(pattern!, { detail: value === undefined ? {} : { it: value } });
}

describe("An event pattern", () => {
  it.each([
    [{ prefix: { "equals-ignore-case": "EU-" } }, ["eu-west-1", "Eu-x"], ["us-eu-1", 5, undefined]],
    [{ suffix: { "equals-ignore-case": ".PNG" } }, ["a.png", "b.PnG"], ["a.pngx", null]],
    [{ wildcard: "dir/*.png" }, ["dir/a.png", "dir/.png", "dir/a/b.png"], ["dir/png", "xdir/a.png", "dir/a.jpg"]],
    [{ wildcard: "*a*b" }, ["ab", "xaybzb", "aab"], ["ba", "abx"]],
    [{ wildcard: "one\\*two\\\\" }, ["one*two\\"], ["oneXtwo\\"]],
    [{ wildcard: "aa*aa" }, ["aaaa", "aaxaa"], ["aaa"]],
    [{ cidr: "10.0.0.0/24" }, ["10.0.0.0", "10.0.0.255"], ["10.0.1.0", "10.0.0", "10.0.0.256", "x"]],
    [{ cidr: "0.0.0.0/0" }, ["255.255.255.255"], ["::1"]],
    [{ "anything-but": { prefix: "init" } }, ["running", ""], ["initial", undefined, 5]],
    [{ "anything-but": { suffix: [".txt", ".rtf"] } }, ["a.png"], ["a.txt", "b.rtf"]],
    [{ "anything-but": { "equals-ignore-case": "Done" } }, ["open"], ["DONE", "done"]],
    [{ "anything-but": { wildcard: "*/lib/*" } }, ["src/a"], ["a/lib/b"]],
    [{ "anything-but": ["a", "b"] }, ["c"], ["a", undefined]],
    [{ exists: false }, [undefined], ["x"]],
    [{ numeric: [">", 0, "<=", 5] }, [5, 0.1], [0, 6, "5"]],
  ])("%j takes %j and leaves %j", (rule, taken, left) => {
    expect(taken.map((value) => matches(rule, value))).toEqual(taken.map(() => true));
    expect(left.map((value) => matches(rule, value))).toEqual(left.map(() => false));
  });

  it("reads fields on all levels, and of $or one", () => {
    const pattern = parseEventPattern(JSON.stringify({ source: ["lambda"], "detail-type": [{ suffix: "Failure" }], detail: { $or: [{ a: [1] }, { b: { c: ["x"] } }] } }))!;
    const event = { source: "lambda", "detail-type": "Lambda Function Invocation Result - Failure", detail: { b: { c: ["w", "x"] } } };
    expect(matchesObject(pattern, event)).toBe(true);
    expect(matchesObject(pattern, { ...event, source: "aws.lambda" })).toBe(false);
    expect(matchesObject(pattern, { ...event, detail: { b: { c: "w" } } })).toBe(false);
  });

  it.each(["", "[]", "{}", "5", "{", '{"source":"lambda"}', '{"source":[]}', '{"source":[{"wildcard":"a**b"}]}', '{"source":[{"wildcard":"\\\\a"}]}', '{"source":[{"cidr":"10.0.0.0/33"}]}', '{"source":[{"cidr":"::/0"}]}', '{"source":[{"near":"x"}]}', '{"source":[{"anything-but":{"near":"x"}}]}', '{"source":[{"prefix":{"suffix":"x"}}]}', '{"source":[{"prefix":"a","suffix":"b"}]}'])("%s is none", (text) => {
    expect(parseEventPattern(text)).toBeNull();
  });

  it.each([{ wildcard: "*" }, { cidr: "10.0.0.0/8" }, { "anything-but": { prefix: "a" } }])("%j is EventBridge's alone: Lambda's filters do not have it", (rule) => {
    expect(parseFilterPattern(JSON.stringify({ body: { it: [rule] } }))).toBeNull();
  });

  it("with wildcards matches as the regular expression that says the same", () => {
    const letters = (...some: string[]): fc.Arbitrary<string> => fc.array(fc.constantFrom(...some), { maxLength: 10 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(letters("a", "b", "*").filter((pattern) => !pattern.includes("**")), letters("a", "b"), (pattern, text) => {
        expect(matches({ wildcard: pattern }, text)).toBe(new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(text));
      }),
      { numRuns: 500 },
    );
  });
});
