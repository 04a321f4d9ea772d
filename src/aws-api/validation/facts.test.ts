import { NormalizedSchema } from "@smithy/core/schema";
import { expect, test } from "vitest";
import { schemas } from "../services/lambda-schemas.generated.ts";
import type { ModelFacts } from "./facts.ts";
import json from "./lambda-facts.json" with { type: "json" };

const facts: ModelFacts = json;

/** All structures that Lambda's inputs reach: name → members. */
const structures = new Map<string, Set<string>>();
for (const operation of schemas.operations) collect(NormalizedSchema.of(operation[4]));

function collect(schema: NormalizedSchema): void {
  if (schema.isListSchema() || schema.isMapSchema()) return collect(schema.getValueSchema());
  if (!schema.isStructSchema() || structures.has(schema.getName()!)) return;
  structures.set(schema.getName()!, new Set([...schema.structIterator()].map(([name]) => name)));
  for (const [, member] of schema.structIterator()) collect(member);
}

test("every structure and member in the facts is one of the SDK's inputs", () => {
  const named = Object.entries(facts).flatMap(([shape, { members }]) => Object.keys(members ?? {}).map((member) => [shape, member] as const));
  expect(named.length).toBeGreaterThan(300);
  expect(named.filter(([shape, member]) => !structures.get(shape)?.has(member))).toEqual([]);
});

test("no fact points to a shape that is not there", () => {
  const targets = Object.values(facts).flatMap(({ members, element, key, value }) => [...Object.values(members ?? {}), element, key, value]);
  expect(targets.filter((target) => target !== undefined && !facts[target])).toEqual([]);
});

test("every pattern compiles", () => {
  const patterns = Object.values(facts).flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern]));
  expect(patterns.map((pattern) => new RegExp(`^(?:${pattern})$`))).toHaveLength(patterns.length);
});
