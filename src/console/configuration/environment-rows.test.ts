import fc from "fast-check";
import { expect, test } from "vitest";
import { checkEnvironmentVariables } from "#services/lambda/configuration/environment-variables.ts";
import { environmentSize, keyCaution, keyProblem, rowsAreValid, rowsOf, variablesOf, type VariableRow } from "./environment-rows.ts";

const problem = (...keys: string[]) => keyProblem(keys.map((key) => ({ key, value: "v" })), keys.length - 1);

test("a bad key is named with its rule", () => {
  expect(problem("A")).toContain("at least two characters");
  expect(problem("1A")).toContain("starts with a letter");
  expect(problem("A-B")).toContain("letters, digits and underscores");
  expect(problem("")).toContain("needs a key");
  expect(problem("STAGE", "STAGE")).toContain("once");
  expect(problem("ENVIRONMENT_NAME")).toBeUndefined();
});

test("Lambda's own keys are refused while typing, its defaults may be replaced with a caution", () => {
  expect(problem("AWS_REGION")).toContain("reserved");
  expect(problem("_HANDLER")).toContain("reserved");
  expect(problem("TZ")).toBeUndefined();
  expect(keyCaution({ key: "TZ", value: "" })).toContain("yours replaces it");
  expect(keyCaution({ key: "STAGE", value: "" })).toBeUndefined();
});

test("an empty row counts as not there", () => {
  expect(variablesOf([{ key: "", value: "" }, { key: "AB", value: "" }])).toEqual({ AB: "" });
  expect(rowsAreValid([{ key: "", value: "" }])).toBe(true);
});

test("the size is that of the whole map as JSON, in bytes", () => {
  expect(environmentSize([]).bytes).toBe(0);
  expect(environmentSize([{ key: "AB", value: "é" }]).bytes).toBe('{"AB":"é"}'.length + 1);
  expect(environmentSize([{ key: "AB", value: "x".repeat(4096 - 9) }])).toMatchObject({ bytes: 4096, tooLarge: false });
  expect(environmentSize([{ key: "AB", value: "x".repeat(4096 - 8) }])).toMatchObject({ bytes: 4097, tooLarge: true });
});

test("what the form lets through the API takes, and the other way round", () => {
  const key = fc.oneof(fc.constantFrom("AWS_REGION", "TZ", "A", "AB", "1A", "A-B", "KEY_1"), fc.string({ minLength: 1, maxLength: 6 }));
  const rows: fc.Arbitrary<VariableRow[]> = fc.uniqueArray(fc.record({ key, value: fc.string({ maxLength: 2200 }) }), { selector: (row) => row.key, maxLength: 4 });
  fc.assert(fc.property(rows, (some) => { expect(rowsAreValid(some)).toBe(checkEnvironmentVariables(variablesOf(some)) === null); }));
});

test("rows come in the order of their keys and stand for the same map", () => {
  const variables = { ZED: "1", ALPHA: "2" };
  expect(rowsOf(variables).map(({ key }) => key)).toEqual(["ALPHA", "ZED"]);
  expect(variablesOf(rowsOf(variables))).toEqual(variables);
});
