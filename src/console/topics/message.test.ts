import { expect, test } from "vitest";
import { attributesAreGood, attributesOf, bodyProblem, nameProblem, subjectProblem, valueProblem, type AttributeRow } from "./message.ts";

const row = (name: string, value = "v", type: AttributeRow["type"] = "String"): AttributeRow => ({ name, type, value });

test("a subject is optional, short and on one line", () => {
  expect(subjectProblem("")).toBeUndefined();
  expect(subjectProblem("s".repeat(100))).toBeUndefined();
  expect(subjectProblem("s".repeat(101))).toMatch(/100 characters/);
  expect(subjectProblem("two\nlines")).toMatch(/line break/);
});

test("a body has at least one character and 256 KB at most, counted in bytes", () => {
  expect(bodyProblem("")).toMatch(/needs a body/);
  expect(bodyProblem("é".repeat(131_072))).toBeUndefined();
  expect(bodyProblem("é".repeat(131_073))).toMatch(/256 KB/);
});

test("names of attributes follow SNS's rule and are there once", () => {
  expect(nameProblem([row("order-id"), row("a.b_c")], 1)).toBeUndefined();
  expect(nameProblem([row("")], 0)).toMatch(/needs a name/);
  for (const name of [".a", "a.", "a..b", "a b", "ä"]) expect(nameProblem([row(name)], 0), name).toMatch(/single dots/);
  expect(nameProblem([row("AWS.trace")], 0)).toMatch(/AWS's own/);
  expect(nameProblem([row("a"), row("a")], 1)).toBe("a is there twice.");
});

test("a value is what its type says", () => {
  expect(valueProblem(row("a", ""))).toMatch(/needs a value/);
  expect(valueProblem(row("a", "-1.5", "Number"))).toBeUndefined();
  expect(valueProblem(row("a", "one", "Number"))).toMatch(/number/);
  expect(valueProblem(row("a", '["red"]', "String.Array"))).toBeUndefined();
  expect(valueProblem(row("a", "red", "String.Array"))).toMatch(/JSON array/);
});

test("good rows become the attributes that Publish takes", () => {
  const rows = [row("a", "1", "Number"), row("b")];
  expect(attributesAreGood(rows)).toBe(true);
  expect(attributesAreGood([...rows, row("b")])).toBe(false);
  expect(attributesOf(rows)).toEqual({ a: { DataType: "Number", StringValue: "1" }, b: { DataType: "String", StringValue: "v" } });
});
