import fc from "fast-check";
import { expect, test } from "vitest";
import { TrafficCounter } from "./traffic-counter.ts";

test("counts stand by version; errors by kind; an error of the code was served all the same", () => {
  const counter = new TrafficCounter("2");
  counter.add({ kind: "served", version: "1" });
  counter.add({ kind: "served", version: "2", functionError: "ValueError" });
  counter.add({ kind: "throttled", reason: "ConcurrentInvocationLimitExceeded", retryAfterMs: 0 });
  counter.add({ kind: "refused", code: "ResourceNotFoundException", message: "gone" });
  expect(counter.counts()).toEqual({
    served: { "1": 1, "2": 1 },
    errors: { "Function error: ValueError": 1, "Throttled (429): ConcurrentInvocationLimitExceeded": 1, "ResourceNotFoundException: gone": 1 },
    total: 2,
    sent: 4,
    marks: [{ n: 1, hits: 0 }, { n: 2, hits: 1 }],
  });
});

test("the curve keeps at most 120 points, in order, true to the counts, and ends in the present", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 3000 }), (hits) => {
      const counter = new TrafficCounter("2");
      const expected = [0];
      for (const hit of hits) {
        counter.add({ kind: "served", version: hit ? "2" : "1" });
        expected.push(expected.at(-1)! + Number(hit));
      }
      const { marks } = counter.counts();
      expect(marks.length).toBeLessThanOrEqual(120);
      expect(marks.length).toBeGreaterThanOrEqual(Math.min(hits.length, 59));
      expect(marks.every(({ n, hits: counted }, index) => counted === expected[n] && n > (marks[index - 1]?.n ?? 0))).toBe(true);
      expect(marks.at(-1)).toEqual({ n: hits.length, hits: expected.at(-1) });
    }),
    { numRuns: 50 },
  );
});
