import fc from "fast-check";
import { expect, test } from "vitest";
import type { State } from "../tables.ts";
import type { DatapointRecord } from "./records.ts";
import { type MetricSample, recordMetric, recordMetrics } from "./record.ts";

const stateOf = (rows: ReadonlyMap<string, DatapointRecord>): State => ({ "cloudwatch.datapoints": rows }) as unknown as State;

const sample: fc.Arbitrary<MetricSample> = fc.record({
  namespace: fc.constantFrom("AWS/Lambda", "Own"),
  name: fc.constantFrom("Duration", "Invocations"),
  dimensions: fc.subarray([{ Name: "FunctionName", Value: "demo" }, { Name: "Resource", Value: "demo:1" }]),
  unit: fc.constant("Count"),
  value: fc.integer({ min: -5, max: 5000 }),
  at: fc.integer({ min: 0, max: 180_000 }),
  count: fc.integer({ min: 1, max: 9 }),
});

test("many values in one commit leave what one commit a value leaves, and change no record that is already kept", () => {
  fc.assert(
    fc.property(fc.array(sample), fc.array(sample), (before, samples) => {
      const kept = new Map<string, DatapointRecord>();
      for (const one of before) for (const { key, value } of recordMetric(stateOf(kept), one)) kept.set(key, value as DatapointRecord);
      const asKept = structuredClone(kept);
      const together = new Map(kept);
      for (const { key, value } of recordMetrics(stateOf(kept), samples)) together.set(key, value as DatapointRecord);
      expect(kept).toEqual(asKept);
      const oneByOne = new Map(kept);
      for (const one of samples) for (const { key, value } of recordMetric(stateOf(oneByOne), one)) oneByOne.set(key, value as DatapointRecord);
      expect(together).toEqual(oneByOne);
    }),
  );
});

test("a value that is no finite number is left out", () => {
  const broken = { namespace: "Own", name: "Broken", dimensions: [], unit: "None", at: 0 };
  expect(recordMetrics(stateOf(new Map()), [{ ...broken, value: Number.NaN }, { ...broken, value: Number.POSITIVE_INFINITY }])).toEqual([]);
});
