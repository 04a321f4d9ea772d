import { expect, test } from "vitest";
import { environmentDrift } from "./drift.ts";

const version = (Version: string, Variables?: Record<string, string>) => ({ Version, ...(Variables ? { Environment: { Variables } } : {}) });

test("each variable of any version is a row that says how versions stand to $LATEST", () => {
  const rows = environmentDrift([version("$LATEST", { NAME: "prod", NEW: "1" }), version("1", { NAME: "dev", OLD: "" }), version("2", { NAME: "prod" })]);
  expect(rows.map(({ key, latest, drifted }) => [key, latest, drifted])).toEqual([["NAME", "prod", true], ["NEW", "1", true], ["OLD", undefined, true]]);
  const drifts = (key: string) => Object.fromEntries([...rows.find((row) => row.key === key)!.cells].map(([number, cell]) => [number, cell.drift]));
  expect(drifts("NAME")).toEqual({ "1": "different value", "2": "same" });
  expect(drifts("NEW")).toEqual({ "1": "not in this version", "2": "not in this version" });
  expect(drifts("OLD")).toEqual({ "1": "not in $LATEST", "2": "in neither" });
});

test("without a published version nothing drifts", () => {
  expect(environmentDrift([version("$LATEST", { NAME: "dev" })])).toMatchObject([{ key: "NAME", latest: "dev", drifted: false }]);
  expect(environmentDrift([version("$LATEST")])).toEqual([]);
});

test("a variable called like something that every object has is a variable like any other", () => {
  expect(environmentDrift([version("$LATEST", {}), version("1", { constructor: "x" })])).toMatchObject([{ key: "constructor", latest: undefined, drifted: true }]);
});
