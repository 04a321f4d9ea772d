import fc from "fast-check";
import { expect, test } from "vitest";
import { tagChange, tagCount, tagKeyProblem, tagValueProblem } from "./tag-rows.ts";

test("AWS's rules for tags are said while typing", () => {
  const problem = (key: string) => tagKeyProblem([{ key, value: "v" }], 0);
  expect(problem("team")).toBeUndefined();
  expect(problem("AWS:team")).toContain("AWS's own");
  expect(problem("x".repeat(129))).toContain("128 characters at most");
  expect(tagKeyProblem([{ key: "a", value: "" }, { key: "a", value: "" }], 1)).toContain("once");
  expect(tagValueProblem({ key: "a", value: "x".repeat(257) })).toContain("256 characters at most");
  expect(tagCount(Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: "" })))).toMatchObject({ count: 51, tooMany: true });
});

test("the two calls together lead from the old tags to the rows, and touch nothing else", () => {
  const tags = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.string({ maxLength: 3 }));
  fc.assert(
    fc.property(tags, tags, (old, wanted) => {
      const { put, remove } = tagChange(old, Object.entries(wanted).map(([key, value]) => ({ key, value })));
      const result = new Map(Object.entries(old));
      for (const key of remove) result.delete(key);
      for (const [key, value] of Object.entries(put)) {
        expect(old[key]).not.toBe(value);
        result.set(key, value);
      }
      expect(Object.fromEntries(result)).toEqual({ ...wanted });
    }),
  );
});
