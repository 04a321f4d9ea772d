import { NormalizedSchema } from "@smithy/core/schema";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ScriptedControlPlane } from "#testing/scripted-control-plane.ts";
import { createAwsApi } from "./handler.ts";
import { httpTrait } from "./protocols/rest-routes.ts";
import { lambdaService } from "./services/lambda.ts";
import { logsService } from "./services/logs.ts";
import type { WireRequest } from "./wire.ts";

const bugs: unknown[] = [];
const controlPlane = new ScriptedControlPlane();
const api = createAwsApi(controlPlane, { reportBug: (error) => bugs.push(error) });

/** Anything that JSON can say, under names that an operation knows and names that JavaScript knows. */
function bodies(input: NormalizedSchema): fc.Arbitrary<string> {
  const names = input.isStructSchema() ? [...input.structIterator()].map(([name]) => name) : [];
  const name = fc.constantFrom(...names, "__proto__", "constructor", "toString", "length");
  const nested = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.dictionary(name, fc.jsonValue({ maxDepth: 2 })));
  return fc.oneof(
    fc.dictionary(name, nested).map((value) => JSON.stringify(value)),
    nested.map((value) => JSON.stringify(value)),
    fc.string(),
  );
}

const texts = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("%", "%zz", "..", "__proto__", "a".repeat(3000), "NaN", "-1", "1e999"));

const calls = [{ key: "lambda", ...lambdaService }, { key: "logs", ...logsService }].flatMap(({ key, schemas, targetPrefix }) =>
  schemas.operations.map((operation): [string, fc.Arbitrary<WireRequest>] => {
    const [method, uri] = targetPrefix === undefined ? httpTrait(operation) : ["POST", "/"];
    const headers: Record<string, string> = targetPrefix === undefined ? {} : { "x-amz-target": `${targetPrefix}.${operation[2]}` };
    const call = fc.record({ body: bodies(NormalizedSchema.of(operation[4])), label: texts, query: fc.dictionary(texts, texts) }).map(({ body, label, query }) => ({
      method,
      path: `${uri.replaceAll(/\{\w+\}/g, () => encodeURI(label))}${uri.includes("?") ? "&" : "?"}${new URLSearchParams(query).toString()}`,
      headers,
      body: new TextEncoder().encode(body),
    }));
    return [`${key}:${operation[2]}`, call];
  }),
);

test.each(calls)("%s: whatever comes is answered or refused, never by a bug", async (_name, arbitrary) => {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (call) => {
      const { status } = await api.answer(call);
      expect(bugs).toEqual([]);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 25 },
  );
});

test("the whole run left the prototypes of objects alone", () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
});
