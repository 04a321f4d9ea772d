import { NormalizedSchema } from "@smithy/core/schema";
import { expect, test } from "vitest";
import { cloudwatchService } from "../services/cloudwatch.ts";
import { eventbridgeService } from "../services/eventbridge.ts";
import { lambdaService } from "../services/lambda.ts";
import { logsService } from "../services/logs.ts";
import type { ModelFacts } from "./facts.ts";

/** All structures that the inputs of a service reach: name → members. */
type Structures = Map<string, Set<string>>;

function collect(schema: NormalizedSchema, structures: Structures): void {
  if (schema.isListSchema() || schema.isMapSchema()) return collect(schema.getValueSchema(), structures);
  if (!schema.isStructSchema() || structures.has(schema.getName()!)) return;
  structures.set(schema.getName()!, new Set([...schema.structIterator()].map(([name]) => name)));
  for (const [, member] of schema.structIterator()) collect(member, structures);
}

/** Members that have facts at least; EventBridge's and CloudWatch's are of the operations that are built. */
const LEAST: Readonly<Record<string, number>> = { lambda: 300, logs: 300, eventbridge: 80, cloudwatch: 80 };

const services = Object.entries({ lambda: lambdaService, logs: logsService, eventbridge: eventbridgeService, cloudwatch: cloudwatchService }).map(([key, service]): [string, ModelFacts, Structures] => {
  const structures: Structures = new Map();
  for (const operation of service.schemas.operations) collect(NormalizedSchema.of(operation[4]), structures);
  return [key, service.facts!, structures];
});

test.each(services)("%s: every structure and member in the facts is one of the SDK's inputs", (key, facts, structures) => {
  const named = Object.entries(facts).flatMap(([shape, { members }]) => Object.keys(members ?? {}).map((member) => [shape, member] as const));
  expect(named.length).toBeGreaterThan(LEAST[key]!);
  expect(named.filter(([shape, member]) => !structures.get(shape)?.has(member))).toEqual([]);
});

test.each(services)("%s: no fact points to a shape that is not there", (_key, facts) => {
  const targets = Object.values(facts).flatMap(({ members, element, key, value }) => [...Object.values(members ?? {}), element, key, value]);
  expect(targets.filter((target) => target !== undefined && !facts[target])).toEqual([]);
});

test.each(services)("%s: every pattern compiles", (_key, facts) => {
  const patterns = Object.values(facts).flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern]));
  expect(patterns.map((pattern) => new RegExp(`^(?:${pattern})$`))).toHaveLength(patterns.length);
});
