import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedFunctions } from "./changed-functions.ts";
import { smallest } from "./list-functions.ts";

describe("a page of functions", () => {
  it("takes the first names from a name on, in order, whatever order they are kept in", () => {
    const name = fc.stringMatching(/^[a-dA-D_-]{0,3}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name), name, fc.integer({ min: 1, max: 6 }), (names, from, count) => {
        const expected = names.filter((one) => one >= from).toSorted((a, b) => (a < b ? -1 : 1)).slice(0, count);
        expect(smallest(names, from, count)).toEqual(expected);
      }),
    );
  });
});

describe("the functions that a commit changes for a list of functions", () => {
  it("are those whose record or $LATEST it puts or removes; published versions, aliases and logs are none of its business", () => {
    expect([
      ...changedFunctions([
        { table: "lambda.functions", key: "made", value: null },
        { table: "lambda.versions", key: "updated:$LATEST", value: null },
        { table: "lambda.versions", key: "published:1", value: null },
        { table: "lambda.aliases", key: "pointed:live", value: null },
        { table: "logs.groups", key: "/aws/lambda/logged", value: null },
      ]),
    ]).toEqual(["made", "updated"]);
  });
});
