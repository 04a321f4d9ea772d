import * as fc from "fast-check";
import { beforeAll, expect, test, vi } from "vitest";
import type { TestEnvironment } from "../../python-assets/test-environment.ts";
import { startTestEnvironment, textOf } from "../../python-assets/test-environment.ts";

// A start of Python takes a fraction of a second on a quiet machine, the very first makes the snapshot.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let environment: TestEnvironment;

beforeAll(async () => {
  environment = await startTestEnvironment(`
import collections, dataclasses, datetime, decimal, enum, math, uuid
Point = collections.namedtuple("Point", "x y")
class Colour(enum.IntEnum):
    RED = 1
circle = []
circle.append(circle)
async def later(): pass
def lambda_handler(event, context):
    return eval(event["return"]) if isinstance(event, dict) and "return" in event else event
`);
});

const returned = (expression: string): string => textOf(environment.invoke({ return: expression }));
const failure = (expression: string): unknown => JSON.parse(returned(expression));

test("what goes in comes out: any JSON value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(textOf(environment.invoke({ return: "event['value']", value })))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["None", "null"],
  ["'this is version1'", '"this is version1"'],
  ["{'statusCode': 200, 'body': 'ok'}", '{"statusCode": 200, "body": "ok"}'],
  ["'grüße \\u2028 \\U0001F600'", '"grüße \u2028 \u{1f600}"'],
  ["(1, 2.5, True)", "[1, 2.5, true]"],
  ["decimal.Decimal('1.10')", "1.10"],
  ["{'a': [decimal.Decimal('12345678901234567890.123'), 1.5]}", '{"a": [12345678901234567890.123, 1.5]}'],
  ["[decimal.Decimal('NaN'), float('nan'), float('inf'), decimal.Decimal(1)]", "[NaN, NaN, Infinity, 1]"],
  ["float('nan')", "NaN"],
  ["Point(1, [Point(2, 3)])", '{"x": 1, "y": [{"x": 2, "y": 3}]}'],
  ["{'b': b'text'}", '{"b": "text"}'],
  ["Colour.RED", "1"],
  ["{1: 'a', None: 'b', True: 'c'}", '{"1": "c", "null": "b"}'],
])("a handler that returns %s answers %s", (expression, json) => {
  expect(returned(expression)).toBe(json);
});

test("bytes pass through untouched", () => {
  const end = environment.invoke({ return: "bytes([0, 255, 128])" });
  expect(end).toEqual({ kind: "ok", payload: Uint8Array.of(0, 255, 128) });
});

test.each([
  ["{1, 2}", "Object of type set is not JSON serializable"],
  ["datetime.datetime(2026, 1, 1)", "Object of type datetime is not JSON serializable"],
  ["[{'a': uuid.uuid4()}]", "Object of type UUID is not JSON serializable"],
  ["later()", "Object of type coroutine is not JSON serializable"],
  ["circle", "Circular reference detected"],
  ["{(1, 2): 3}", "keys must be str, int, float, bool or None, not tuple"],
])("a handler that returns %s fails to marshal", (expression, reason) => {
  expect(failure(expression)).toMatchObject({
    errorMessage: `Unable to marshal response: ${reason}`,
    errorType: "Runtime.MarshalError",
    stackTrace: [],
  });
});
