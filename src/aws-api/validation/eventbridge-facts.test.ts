import { PutEvents$, PutRule$ } from "@aws-sdk/client-eventbridge";
import { expect, test } from "vitest";
import facts from "./eventbridge-facts.json" with { type: "json" };
import { validatorOf } from "./validator.ts";

const putEvents = validatorOf(PutEvents$, facts);
const entry = { Source: "shop", DetailType: "t", Detail: "{}" };

test("PutEvents takes one to ten entries", () => {
  expect(putEvents({ Entries: Array.from({ length: 10 }, () => entry) })).toBeUndefined();
  expect(putEvents({ Entries: Array.from({ length: 11 }, () => ({})) })).toContain("at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10");
  expect(putEvents({ Entries: [] })).toBe("1 validation error detected: Value '[]' at 'entries' failed to satisfy constraint: Member must have length greater than or equal to 1");
});

test.each([
  [{ Resources: ["r", "a".repeat(2049)] }, "at 'entries.2.member.resources' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must not be null]"],
  [{ TraceHeader: "a".repeat(501) }, "at 'entries.2.member.traceHeader' failed to satisfy constraint: Member must have length less than or equal to 500"],
  [{ EventBusName: "" }, "Value '' at 'entries.2.member.eventBusName' failed to satisfy constraint: Member must have length greater than or equal to 1"],
  [{ EventBusName: "a b" }, "Value 'a b' at 'entries.2.member.eventBusName' failed to satisfy constraint: Member must satisfy regular expression pattern: "],
])("an entry that breaks the service model fails the whole request %#", (more, problem) => {
  expect(putEvents({ Entries: [entry, { ...entry, ...more }] })).toContain(problem);
});

test("what no model bounds is left to EventBridge, which answers entry by entry", () => {
  expect(putEvents({ Entries: [{ ...entry, DetailType: "a".repeat(129), Source: "a".repeat(300) }] })).toBeUndefined();
});

test("a rule's name keeps the model's pattern", () => {
  expect(validatorOf(PutRule$, facts)({ Name: "a b" })).toBe("1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+");
});
