import { expect, test } from "vitest";
import { newestNumber, versionRows } from "./version-rows.ts";

const versions = ["$LATEST", "1", "2", "10"].map((Version) => ({ Version }));

test("$LATEST comes first, then the newest number: 10 before 2", () => {
  expect(versionRows(versions, []).map(({ version }) => version)).toEqual(["$LATEST", "10", "2", "1"]);
});

test("a weighted alias stands at both of its versions, with the share of each", () => {
  const rows = versionRows(versions, [
    { Name: "prod", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { "2": 0.25 } } },
    { Name: "dev", FunctionVersion: "$LATEST" },
  ]);
  const aliasesOf = (wanted: string) => rows.find(({ version }) => version === wanted)?.aliases;
  expect(aliasesOf("1")).toEqual([{ name: "prod", share: 0.75, additional: false }]);
  expect(aliasesOf("2")).toEqual([{ name: "prod", share: 0.25, additional: true }]);
  expect(aliasesOf("$LATEST")).toEqual([{ name: "dev", share: 1, additional: false }]);
  expect(aliasesOf("10")).toEqual([]);
});

test("the newest number of a function that never published is 0", () => {
  expect(newestNumber([{ Version: "$LATEST" }])).toBe(0);
  expect(newestNumber(versions)).toBe(10);
});
