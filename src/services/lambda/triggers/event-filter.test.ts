import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAwsError } from "../../aws-error.ts";
import { parseFilterPattern } from "./event-filter.ts";
import { filtersAfter, passesFilters } from "./queue-filter.ts";

/** Whether a message with such a body (an object is written as JSON) passes a pattern. */
function passes(pattern: unknown, body: unknown, more: object = {}): boolean {
  const read = parseFilterPattern(JSON.stringify(pattern));
  expect(read, `a pattern: ${JSON.stringify(pattern)}`).not.toBeNull();
  return passesFilters([read!], { ...more, body: typeof body === "string" ? body : JSON.stringify(body) });
}
/** As `passes`, of one field of the body. */
const field = (rules: unknown[], value: unknown): boolean => passes({ body: { it: rules } }, value === undefined ? { other: 1 } : { it: value });

describe("a rule of event filtering", () => {
  it("of equality takes text, numbers, truth and null, and does not take one for the other", () => {
    expect([field(["Alice"], "Alice"), field(["Alice"], "alice"), field([""], "")]).toEqual([true, false, true]);
    expect([field([300], 300), field([300], "300"), field(["300"], 300)]).toEqual([true, false, false]);
    expect([field([true], true), field([null], null), field([null], undefined), field([null], 0)]).toEqual([true, true, false, false]);
    expect([field(["New York", "Day"], "Day"), field(["New York", "Day"], "Night")]).toEqual([true, false]);
  });

  it("of text begins with it, ends with it, or is it in any case", () => {
    expect([field([{ prefix: "us-" }], "us-east-1"), field([{ prefix: "us-" }], "eu-us-1"), field([{ prefix: "1" }], 12)]).toEqual([true, false, false]);
    expect([field([{ suffix: ".png" }], "a.png"), field([{ suffix: ".png" }], "a.jpg")]).toEqual([true, false]);
    expect([field([{ "equals-ignore-case": "aLice" }], "ALICE"), field([{ "equals-ignore-case": "alice" }], "bob")]).toEqual([true, false]);
  });

  it("of anything but some values needs a value", () => {
    expect([field([{ "anything-but": ["Raining", "Snow"] }], "Sun"), field([{ "anything-but": ["Raining"] }], "Raining")]).toEqual([true, false]);
    expect([field([{ "anything-but": "Raining" }], "Sun"), field([{ "anything-but": [1, 2] }], 2), field([{ "anything-but": [1] }], undefined)]).toEqual([true, false, false]);
  });

  it("of numbers compares, with one bound or two", () => {
    expect([field([{ numeric: ["=", 100] }], 100), field([{ numeric: ["=", 100] }], 100.5), field([{ numeric: [">", 10] }], "11")]).toEqual([true, false, false]);
    expect([10, 10.5, 20, 20.5].map((value) => field([{ numeric: [">", 10, "<=", 20] }], value))).toEqual([false, true, true, false]);
  });

  it("of existence is about values, not about objects", () => {
    expect([field([{ exists: true }], 0), field([{ exists: true }], undefined), field([{ exists: false }], undefined), field([{ exists: false }], null)]).toEqual([true, false, true, false]);
    expect([field([{ exists: true }], { a: 1 }), field([{ exists: true }], [])]).toEqual([false, false]);
    expect(passes({ body: { person: { age: [{ exists: false }] } } }, { person: {} })).toBe(true);
    expect(passes({ body: { person: { age: [{ exists: false }] } } }, { other: 1 })).toBe(true);
  });

  it("on a list matches if one element does", () => {
    expect([field(["b"], ["a", "b"]), field(["c"], ["a", ["b"]]), field(["b"], ["a", ["b"]])]).toEqual([true, false, true]);
    expect([passes({ body: { lines: { sku: ["x"] } } }, { lines: [{ sku: "y" }, { sku: "x" }] }), passes({ body: { lines: { sku: ["x"], n: [2] } } }, { lines: [{ sku: "x", n: 1 }, { sku: "y", n: 2 }] })]).toEqual([true, false]);
  });
});

describe("a filter pattern", () => {
  it("needs all of its fields, and of $or one alternative", () => {
    const both = { body: { city: ["Seattle"], temperature: [{ numeric: [">", 20] }] } };
    expect([passes(both, { city: "Seattle", temperature: 21 }), passes(both, { city: "Seattle", temperature: 20 })]).toEqual([true, false]);
    const either = { body: { kind: ["order"], $or: [{ location: ["New York"] }, { day: ["Monday"] }] } };
    expect([passes(either, { kind: "order", day: "Monday" }), passes(either, { kind: "order", day: "Tuesday" }), passes(either, { kind: "x", day: "Monday" })]).toEqual([true, false, false]);
  });

  it("for a JSON body drops a plain text, and one for a plain text drops JSON", () => {
    expect([passes({ body: { a: [{ exists: false }] } }, "plain"), passes({ body: { a: [{ exists: false }] } }, {})]).toEqual([false, true]);
    expect([passes({ body: ["plain"] }, "plain"), passes({ body: [{ prefix: "pl" }] }, "plain"), passes({ body: [{ exists: false }] }, { a: 1 }), passes({ body: ["a"] }, ["a"])]).toEqual([true, true, false, false]);
    expect(passes({ body: ["12"] }, "12"), "a number alone is a text").toBe(true);
    expect([passes({ $or: [{ body: ["stop"] }, { body: { stop: [true] } }] }, "stop"), passes({ $or: [{ body: ["stop"] }, { body: { stop: [true] } }] }, { stop: true })]).toEqual([true, true]);
  });

  it("without a body looks at what else the record says", () => {
    const more = { attributes: { SenderId: "AIDA" } };
    expect([passes({ attributes: { SenderId: ["AIDA"] } }, "x", more), passes({ attributes: { SenderId: ["B"] } }, "x", more)]).toEqual([true, false]);
  });

  it("is one of several, of which one has to let a message through", () => {
    const patterns = [{ body: { n: [1] } }, { body: { n: [2] } }].map((pattern) => parseFilterPattern(JSON.stringify(pattern))!);
    expect([1, 2, 3].map((n) => passesFilters(patterns, { body: JSON.stringify({ n }) }))).toEqual([true, true, false]);
  });

  it("that is none is refused in AWS's words, and so are more than five", () => {
    const bad = [
      "", "null", "[]", "{}", '{"a":1}', '{"a":"x"}', '{"a":[]}', '{"a":{}}', '{"a":[{}]}', '{"a":[[1]]}', '{"a":[{"like":"x"}]}', '{"a":[{"prefix":1}]}',
      '{"a":[{"exists":"yes"}]}', '{"a":[{"prefix":"a","suffix":"b"}]}', '{"a":[{"numeric":[">"]}]}', '{"a":[{"numeric":["~",1]}]}', '{"a":[{"numeric":["<",1,">",0]}]}',
      '{"a":[{"numeric":[">",5,"<",5]}]}', '{"a":[{"anything-but":[]}]}', '{"a":[{"anything-but":[1,"x"]}]}', '{"$or":[{"a":[1]}]}', '{"$or":{"a":[1]}}', '[{"eventName": ["INSERT"=123}]',
    ];
    for (const Pattern of bad) {
      expect(filtersAfter({ Filters: [{ Pattern }] }, []), Pattern).toMatchObject({ name: "InvalidParameterValueException", message: "Invalid filter pattern definition." });
    }
    const Pattern = '{"body":{"a":[1]}}';
    expect(filtersAfter({ Filters: Array.from({ length: 5 }, () => ({ Pattern })) }, [])).toHaveLength(5);
    expect(filtersAfter({ Filters: Array.from({ length: 6 }, () => ({ Pattern })) }, [])).toMatchObject({ name: "InvalidParameterValueException" });
    expect([filtersAfter(undefined, ["old"]), filtersAfter({}, ["old"]), filtersAfter({ Filters: [] }, ["old"])]).toEqual([["old"], [], []]);
  });
});

describe("event filtering, whatever it is given", () => {
  // Names that rules and objects have too.
  const key = fc.oneof(fc.constantFrom("a", "b", "body", "$or", "exists", "prefix", "numeric", "__proto__", "constructor"), fc.string({ maxLength: 3 }));
  const leaf = fc.oneof(fc.constantFrom<unknown>("a", "b", 1, 2, true, null, ">", "<="), fc.string({ maxLength: 3 }));
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf, fc.array(tie("json"), { maxLength: 3 }), fc.dictionary(key, tie("json"), { maxKeys: 3 })),
  }));

  it("never throws, of any pattern and any message", () => {
    fc.assert(
      fc.property(fc.oneof(json.map((value) => JSON.stringify(value)), fc.json(), fc.string()), fc.oneof(json.map((value) => JSON.stringify(value)), fc.string()), (text, body) => {
        const pattern = parseFilterPattern(text);
        if (pattern) expect(typeof passesFilters([pattern], { body })).toBe("boolean");
        const read = filtersAfter({ Filters: [{ Pattern: text }] }, []);
        expect(isAwsError(read), "refused exactly where it is no pattern").toBe(pattern === null);
      }),
      { numRuns: 2000 },
    );
  });

  it("stands a message and a pattern that nest as deep as they can", () => {
    const deep = (depth: number, open: string, close: string, inside: string): string => open.repeat(depth) + inside + close.repeat(depth);
    const pattern = parseFilterPattern(`{"body":${deep(670, '{"a":', "}", "[1]")}}`)!;
    expect(passesFilters([pattern], { body: deep(670, '{"a":', "}", "1") })).toBe(true);
    const flat = parseFilterPattern('{"body":{"a":["x"]}}')!;
    expect(passesFilters([flat], { body: `{"a":${deep(100_000, "[", "]", '"x"')}}` })).toBe(true);
    expect(parseFilterPattern(deep(100_000, '{"a":', "}", "[1]")), "longer than a pattern may be").toBeNull();
  });

  it("says of a pattern made of an object's own values that the object matches, and of one with a value changed that it does not", () => {
    const object = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.oneof(fc.integer(), fc.stringMatching(/^[A-Z]{0,5}$/), fc.boolean(), fc.constant(null)), { minKeys: 1, maxKeys: 5 });
    fc.assert(
      fc.property(object, (values) => {
        const own = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
        expect(passes({ body: own }, values)).toBe(true);
        const [[first] = [""]] = Object.entries(values);
        expect(passes({ body: { ...own, [first]: ["something else"] } }, values)).toBe(false);
        expect(passes({ body: { [first]: [{ exists: true }] } }, values)).toBe(true);
      }),
    );
  });
});
