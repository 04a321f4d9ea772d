import fc from "fast-check";
import { expect, test } from "vitest";
import { TallyKeeper } from "./tally.ts";

test("counts stand by version; errors by kind; an error of the code was served all the same", () => {
  const keeper = new TallyKeeper("2");
  keeper.add({ kind: "served", version: "1" });
  keeper.add({ kind: "served", version: "2", functionError: "ValueError" });
  keeper.add({ kind: "throttled", reason: "ConcurrentInvocationLimitExceeded", retryAfterMs: 0 });
  keeper.add({ kind: "refused", code: "ResourceNotFoundException", message: "gone" });
  expect(keeper.tally()).toEqual({
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
      const keeper = new TallyKeeper("2");
      const expected = [0];
      for (const hit of hits) {
        keeper.add({ kind: "served", version: hit ? "2" : "1" });
        expected.push(expected.at(-1)! + Number(hit));
      }
      const { marks } = keeper.tally();
      expect(marks.length).toBeLessThanOrEqual(120);
      expect(marks.length).toBeGreaterThanOrEqual(Math.min(hits.length, 59));
      expect(marks.every(({ n, hits: counted }, index) => counted === expected[n] && n > (marks[index - 1]?.n ?? 0))).toBe(true);
      expect(marks.at(-1)).toEqual({ n: hits.length, hits: expected.at(-1) });
    }),
    { numRuns: 50 },
  );
});
